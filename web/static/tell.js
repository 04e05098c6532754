// Tells what happened: shown for a while where it is short-lived, always spoken by screen readers.
const told = document.getElementById("told");
let over;

export const tell = (words, { shown = true } = {}) => {
  told.className = shown ? "told" : "cue";
  told.textContent = words;
  clearTimeout(over);
  over = setTimeout(() => { told.textContent = ""; }, 5000);
};
