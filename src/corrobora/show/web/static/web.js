// Keys for links and buttons that name one (data-key); dragging incidents together and claims apart; and the way from
// a value in an article to what tells its rule.
"use strict";

let first = "";

function act(element) {
  if (element.matches("input")) { element.focus(); element.select(); return; }
  element.click();
  const box = element.closest("details");
  const field = box && box.open && box.querySelector("form :is(input:not([type=hidden]), select)");
  if (field) field.focus();
}

function step(by) {
  const steps = [...document.querySelectorAll("a.step")];
  const at = steps.indexOf(document.activeElement);
  if (steps.length) steps[Math.max(0, Math.min(steps.length - 1, at + by))].focus();
}

function tick() {
  const row = document.activeElement.closest("tr[data-incident]");
  if (row) row.querySelector("input[type=checkbox]").click();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
  if (!first && (event.key === "j" || event.key === "k")) { step(event.key === "j" ? 1 : -1); return; }
  if (!first && event.key === "x") { tick(); return; }
  const key = first ? `${first} ${event.key}` : event.key;
  first = first ? "" : event.key === "g" ? "g" : "";
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((each) => each.checkVisibility());
  if (found && key !== "g") { event.preventDefault(); act(found); }
});

for (const row of document.querySelectorAll("tr[data-incident]")) {
  row.draggable = true;
  row.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/plain", row.dataset.incident));
  row.addEventListener("dragover", (event) => { event.preventDefault(); row.classList.add("over"); });
  row.addEventListener("dragleave", () => row.classList.remove("over"));
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    row.classList.remove("over");
    const other = event.dataTransfer.getData("text/plain");
    const both = new URLSearchParams([["subject", row.dataset.incident], ["subject", other]]);
    if (other !== row.dataset.incident && /^i-\w+$/.test(other)) location.assign(`/review/merge?${both}`);
  });
}

const apart = document.querySelector("details[data-verdict=split]");
for (const line of apart ? document.querySelectorAll("li[data-claim]") : []) {
  line.draggable = true;
  line.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/plain", line.dataset.claim);
    setTimeout(() => apart.classList.add("wanted")); // to where it can be reached; at once it would end the drag
  });
  line.addEventListener("dragend", () => apart.classList.remove("wanted"));
}
if (apart) {
  apart.addEventListener("dragover", (event) => { event.preventDefault(); apart.classList.add("over"); });
  apart.addEventListener("dragleave", () => apart.classList.remove("over"));
  apart.addEventListener("drop", (event) => {
    event.preventDefault();
    apart.classList.remove("over");
    const claim = apart.querySelector(`input[value="${CSS.escape(event.dataTransfer.getData("text/plain"))}"]`);
    if (!claim) return;
    apart.open = claim.checked = true;
    apart.classList.remove("wanted");
    apart.querySelector("input[name=why]").focus();
  });
}

function explain(mark) {
  const id = CSS.escape(mark.id || mark.dataset.of);
  const link = document.querySelector(`main a.words[href="#${id}"]`);
  const card = link ? link.closest(".claim-card, tr") : document.querySelector(`.claim-card[data-of~="${id}"]`);
  if (!card) return false;
  for (const box of [card.closest("details"), card.querySelector("details")]) if (box) box.open = true;
  document.querySelectorAll(".told").forEach((each) => each.classList.remove("told"));
  card.classList.add("told");
  (link || card.querySelector("a")).focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  return true;
}

const article = document.querySelector(".reader .text");
if (article) {
  article.addEventListener("click", (event) => {
    if (event.target.closest("a") || !getSelection().isCollapsed) return;
    let mark = event.target.closest("mark");
    while (mark && !explain(mark)) mark = mark.parentElement.closest("mark");
  });
}

function light() { // all pieces of what the address points to, where another mark cuts it
  const id = decodeURIComponent(location.hash.slice(1));
  document.querySelectorAll("mark.lit").forEach((mark) => mark.classList.remove("lit"));
  if (id) document.querySelectorAll(`mark[data-of="${CSS.escape(id)}"]`).forEach((mark) => mark.classList.add("lit"));
}
addEventListener("hashchange", light);
light();
