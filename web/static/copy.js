// The links and boxes work without this script: it makes buttons copy, and tells that they did.
import { tell } from "./tell.js";

const text = async button => {
  const box = document.getElementById(button.getAttribute("aria-controls"));
  if (box) return new Blob([box.value], { type: "text/plain" });
  const answer = await fetch(button.dataset.copy);
  if (!answer.ok) throw new Error(answer.status);
  return new Blob([await answer.text()], { type: "text/plain" });
};
// On the document, so that buttons which are swapped in later copy as well.
document.addEventListener("click", event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  // what is to be copied may come later; asking for the clipboard must not
  navigator.clipboard.write([new ClipboardItem({ "text/plain": text(button) })])
    .then(() => tell("Copied."), () => tell("It could not be copied."));
});
