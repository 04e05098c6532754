const docs = document.getElementById("docs");
// What Swagger UI's markup lacks: headings in order, one name for each region, boxes that scroll by key.
const mend = () => {
  for (const one of docs.querySelectorAll("h3, h4, h5")) one.ariaLevel = one.tagName[1] - 1;
  for (const one of docs.querySelectorAll("table[role=region]")) one.removeAttribute("role");
  for (const one of docs.querySelectorAll("pre")) one.tabIndex = 0;
  for (const one of docs.querySelectorAll("select")) one.ariaLabel ??= one.id;
};
new MutationObserver(mend).observe(docs, { childList: true, subtree: true });
// Deep links would put a link inside the button that opens an operation.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: false });
