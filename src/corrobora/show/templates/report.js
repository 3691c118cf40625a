// Opens what a link points into, lights exactly its words, makes the charts live, and filters the incidents.
"use strict";

function show() {
  const id = decodeURIComponent(location.hash.slice(1));
  document.querySelectorAll("mark.lit").forEach((mark) => mark.classList.remove("lit"));
  const found = id && document.getElementById(id);
  if (!found) return;
  if (found.matches("details")) found.open = true;
  for (let box = found.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (!found.matches("mark")) { found.scrollIntoView(); return; }
  found.classList.add("lit");
  document.querySelectorAll(`mark[data-of="${CSS.escape(id)}"]`).forEach((mark) => mark.classList.add("lit"));
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.scrollIntoView({ block: "center" });
}

function filter(input) {
  const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = document.querySelectorAll(`#${input.dataset.filters} .row`);
  let left = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !wanted.every((word) => text.includes(word));
    left += row.hidden ? 0 : 1;
  }
  input.closest(".find").querySelector("output").textContent = wanted.length ? `${left} of ${rows.length}` : "";
}

addEventListener("hashchange", show);
addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href^='#']");
  if (link && link.getAttribute("href") === location.hash) show();
});
addEventListener("beforeprint", () => {
  document.querySelectorAll("#contested details, details.article").forEach((box) => { box.open = true; });
});
for (const input of document.querySelectorAll("input[data-filters]")) {
  input.addEventListener("input", () => filter(input));
}
for (const box of document.querySelectorAll(".chart")) {
  const still = box.innerHTML;
  const spec = JSON.parse(box.dataset.spec);
  if (box.closest("#tallies")) { // a chart over time is drawn as wide as there is room, its words as large as ever
    box.classList.add("live");
    spec.width = Math.min(spec.width, Math.max(200, box.clientWidth - 60));
  }
  window.vegaEmbed(box, spec, { actions: false, renderer: "svg", ast: true })
    .catch((error) => { box.innerHTML = still; console.warn(String(error)); });
}
show();
