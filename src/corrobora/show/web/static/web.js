// Keys for links and buttons that name one (data-key), and dragging one incident of the queue onto another.
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

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
  if (event.key === "j" || event.key === "k") { step(event.key === "j" ? 1 : -1); return; }
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
