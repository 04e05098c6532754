// Without this script the page loads itself anew every two seconds; with it, only what changed does.
const look = async () => {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of ["state", "bar", "report"]) {
    const old = document.getElementById(name);
    const next = fresh.getElementById(name);
    if (old.innerHTML !== next.innerHTML) old.replaceChildren(...next.childNodes);
  }
  if (!("over" in fresh.getElementById("job").dataset)) setTimeout(again, 700);
};
// The server may be out of reach for a moment: ask again rather than stop.
const again = () => look().catch(() => setTimeout(again, 3000));
setTimeout(again, 700);
