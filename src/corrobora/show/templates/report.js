// Opens the article that a link points into and lights the words of that claim; makes the charts live.
"use strict";
function show() {
  const id = decodeURIComponent(location.hash.slice(1));
  const anchor = id && document.getElementById(id);
  if (!anchor) return;
  for (let box = anchor.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  document.querySelectorAll("mark.lit").forEach((mark) => mark.classList.remove("lit"));
  document.querySelectorAll("mark[data-claims]").forEach((mark) => {
    if (mark.dataset.claims.split(" ").includes(id)) mark.classList.add("lit");
  });
  anchor.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", show);
addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href^='#']");
  if (link && link.getAttribute("href") === location.hash) show();
});
for (const box of document.querySelectorAll(".chart")) {
  window.vegaEmbed(box, JSON.parse(box.dataset.spec), { actions: false, renderer: "svg" });
}
show();
