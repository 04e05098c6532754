// Runs before the page is drawn, so that nothing changes colour or place afterwards.
const page = document.documentElement;
page.dataset.scripts = "";
// A browser lets pages copy only where they came over HTTPS or from the same machine.
if (navigator.clipboard) page.dataset.copies = "";
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;
} catch {
  // A browser may be told to keep nothing: then the system's preference holds.
}
