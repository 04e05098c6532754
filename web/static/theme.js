// One switch between light and dark. What the system prefers needs no remembering.
const button = document.getElementById("theme");
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const page = document.documentElement;

const isDark = () => (page.dataset.theme ? page.dataset.theme === "dark" : prefersDark.matches);
const show = () => button.setAttribute("aria-checked", String(isDark()));
const choose = theme => {
  if (theme) page.dataset.theme = theme;
  else delete page.dataset.theme;
  show();
};

button.addEventListener("click", () => {
  const wanted = isDark() ? "light" : "dark";
  const isPreferred = (wanted === "dark") === prefersDark.matches;
  choose(isPreferred ? null : wanted);
  try {
    if (isPreferred) localStorage.removeItem("theme");
    else localStorage.setItem("theme", wanted);
  } catch {
    // A browser may be told to keep nothing: then the choice holds for this page.
  }
});
addEventListener("storage", event => event.key === "theme" && choose(event.newValue));
prefersDark.addEventListener("change", show);
show();
