// Suggestions while a question is typed: the reader's own questions, which stay in this browser,
// and words of the collection. A combobox with a list box, as the ARIA Authoring Practices have it.
import { tell } from "./tell.js";

const KEPT = "questions";
const MOST_KEPT = 30;
const MOST_SHOWN = 3;
const PAUSE = 120; // milliseconds after the last letter

let list; // what stands open: the box, its options, the place of the active one or -1
let asking; // the request under way
let pause;

const own = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
};
const remember = question => {
  const rest = own().filter(other => other !== question);
  try {
    localStorage.setItem(KEPT, JSON.stringify([question, ...rest].slice(0, MOST_KEPT)));
  } catch {
    // A browser may be told to keep nothing.
  }
};

const close = () => {
  clearTimeout(pause);
  asking?.abort();
  if (!list) return;
  const { box, input } = list;
  list = undefined; // first, since removing what has the focus closes as well
  box.remove();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
};

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const option = ({ text, words, told }, place) => {
  const before = text.slice(0, text.length - words.length);
  const line = element("span", {}, before, element("b", {}, words));
  const one = element("li", { id: `suggestion-${place}` }, line, element("small", {}, told));
  one.setAttribute("role", "option");
  one.setAttribute("aria-selected", "false");
  return one;
};

const open = (input, suggestions) => {
  close();
  if (!suggestions.length) return;
  const options = suggestions.map(option);
  const items = element("ul", { id: "suggestions" }, ...options);
  items.setAttribute("role", "listbox");
  items.setAttribute("aria-label", "Suggestions");
  const box = element("div", { className: "suggestions" }, items);
  if (suggestions.some(one => one.own)) {
    const forget = { type: "button", className: "plain", textContent: "Forget my questions" };
    box.append(element("button", forget));
  }
  input.after(box);
  input.setAttribute("aria-expanded", "true");
  list = { input, box, options, suggestions, active: -1 };
  tell(`${options.length} ${options.length === 1 ? "suggestion" : "suggestions"}.`, { shown: false });
};

const activate = place => {
  const count = list.options.length;
  list.active = (place + count) % count;
  list.options.forEach((one, other) => one.setAttribute("aria-selected", other === list.active));
  list.input.setAttribute("aria-activedescendant", list.options[list.active].id);
  list.options[list.active].scrollIntoView({ block: "nearest" });
};

const choose = place => {
  const { input, suggestions } = list;
  input.value = suggestions[place].text;
  close();
  if (suggestions[place].own) input.form.requestSubmit();
};

const told = ({ kind, count }) => {
  if (kind === "phrase") return "";
  return kind === "meeting" && count > 1 ? `${count} meetings` : kind;
};
const look = async input => {
  const typed = input.value;
  const plain = typed.trim().toLowerCase();
  const mine = own()
    .filter(one => one.toLowerCase().includes(plain) && one !== typed)
    .slice(0, plain ? MOST_SHOWN : MOST_KEPT / 5)
    .map(one => ({ text: one, words: "", told: "asked before", own: true }));
  asking?.abort();
  asking = new AbortController();
  let found = [];
  if (plain) {
    const address = `/api/suggest?${new URLSearchParams({ q: typed })}`;
    const answer = await fetch(address, { signal: asking.signal });
    if (answer.ok) found = (await answer.json()).suggestions;
  }
  if (input.isConnected && document.activeElement === input && input.value === typed) {
    open(input, [...mine, ...found.map(one => ({ ...one, told: told(one) }))]);
  }
};
// Suggestions are a help: where they do not come, nothing is said.
const suggest = input => look(input).catch(() => {});

const ready = input => {
  if (input.role === "combobox") return;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "suggestions");
};
const prepare = () => document.querySelectorAll("[data-suggest]").forEach(ready);

const keys = {
  ArrowDown: input => (list ? activate(list.active + 1) : suggest(input)),
  ArrowUp: () => list && activate(list.active < 0 ? -1 : list.active - 1),
  Escape: () => close(),
  Enter: () => choose(list.active),
};

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-suggest]")) return;
  clearTimeout(pause);
  pause = setTimeout(suggest, PAUSE, target);
});
document.addEventListener("keydown", event => {
  if (!event.target.matches("[data-suggest]") || event.isComposing || !keys[event.key]) return;
  if (event.key === "Escape" && !list) return;
  if (event.key === "Enter" && !(list?.active >= 0)) return;
  event.preventDefault();
  keys[event.key](event.target);
});
document.addEventListener("pointerdown", event => {
  if (event.target.closest(".suggestions")) event.preventDefault(); // the box keeps the focus
});
document.addEventListener("click", event => {
  const chosen = event.target.closest(".suggestions [role=option]");
  if (chosen) choose(list.options.indexOf(chosen));
  if (event.target.closest(".suggestions button")) {
    const { input } = list;
    localStorage.removeItem(KEPT);
    close();
    input.focus();
    tell("Your questions are forgotten.");
  }
});
document.addEventListener("focusout", ({ relatedTarget }) => {
  if (list && !list.input.parentElement.contains(relatedTarget)) close();
});
document.addEventListener("submit", ({ target }) => {
  const input = target.querySelector("[data-suggest]");
  close();
  if (input?.value.trim()) remember(input.value.trim());
}, true);
document.addEventListener("htmx:after:swap", () => {
  list = undefined;
  prepare();
});
prepare();
