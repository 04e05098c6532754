// The links and boxes work without this script: it adds buttons that copy, and tells that they did.
const told = document.createElement("p");
told.className = "copied";
told.setAttribute("role", "status");
document.body.append(told);

const text = async button => {
  const box = document.getElementById(button.getAttribute("aria-controls"));
  if (box) return new Blob([box.value], { type: "text/plain" });
  const answer = await fetch(button.dataset.copy);
  if (!answer.ok) throw new Error(answer.status);
  return new Blob([await answer.text()], { type: "text/plain" });
};
let over;
const tell = words => {
  told.textContent = words;
  clearTimeout(over);
  over = setTimeout(() => { told.textContent = ""; }, 5000);
};
// A browser lets pages copy only where they came over HTTPS or from the same machine.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", () => {
    // what is to be copied may come later; asking for the clipboard must not
    navigator.clipboard.write([new ClipboardItem({ "text/plain": text(button) })])
      .then(() => tell("Copied."), () => tell("It could not be copied."));
  });
}
