// A link to marked words leads to their paragraph; in a long one they may be further down.
addEventListener("load", () => {
  const mark = document.querySelector(".paragraph:target mark");
  if (mark && mark.getBoundingClientRect().bottom > innerHeight) mark.scrollIntoView({ block: "center" });
});
