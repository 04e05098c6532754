// What htmx leaves open when it swaps a part of the page: where the reader is, and what is spoken.
import { tell } from "./tell.js";

const main = () => document.getElementById("main");

document.addEventListener("htmx:before:request", () => main().setAttribute("aria-busy", "true"));
document.addEventListener("htmx:finally:request", () => main().removeAttribute("aria-busy"));
// An address says what was chosen, not what was left empty.
document.addEventListener("htmx:config:request", ({ detail }) => {
  const { body } = detail.ctx.request;
  for (const [name, value] of [...body]) if (value === "") body.delete(name);
});
// The focus is set below; what would take it on a page of its own must not.
document.addEventListener("htmx:before:swap", ({ detail }) => {
  for (const { fragment } of detail.tasks) {
    fragment.querySelectorAll("[autofocus]").forEach(one => one.removeAttribute("autofocus"));
  }
});
document.addEventListener("htmx:after:swap", () => {
  const result = main().querySelector("[data-result]");
  if (!result) return;
  tell(result.dataset.told, { shown: false });
  // A control that is still there keeps the focus; a question's answer has it.
  if (document.activeElement === document.body || result.matches("h1")) {
    result.focus({ preventScroll: true });
  }
});
// Where the swap fails the browser goes there itself, and says what is wrong.
document.addEventListener("htmx:error", ({ detail }) => {
  const address = detail.ctx?.request?.action;
  if (address) location.assign(address);
});
