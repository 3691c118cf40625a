// Makes the drawn charts live; brushing the timeline draws the maps anew, of those days alone.
"use strict";

async function enliven(box, address) {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  const place = document.createElement("div");
  const options = { actions: false, renderer: "svg", ast: true, defaultStyle: false, tooltip: { disableDefaultStyle: true } };
  const drawing = await answer.json();
  if (!/\/(map|incident)-/.test(address)) { // a map is drawn for its width; what is scaled is brushed beside the pointer
    drawing.width = box.clientWidth - 2;
    drawing.autosize = { type: "fit-x", contains: "padding" };
  }
  const { view } = await window.vegaEmbed(place, drawing, options);
  const label = box.dataset.label || box.querySelector("img").alt;
  box.dataset.label = label;
  for (const mark of place.querySelectorAll('[role="graphics-symbol"]:not([aria-label])')) {
    mark.removeAttribute("role"); // it says nothing to who listens: the whole is one picture with a name
    mark.removeAttribute("aria-roledescription");
  }
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", label);
  box.replaceChildren(place);
  return view;
}

function narrow(address, days) {
  const url = new URL(address, location.href);
  if (days) {
    url.searchParams.set("start", new Date(days[0]).toISOString().slice(0, 10));
    url.searchParams.set("end", new Date(days[1]).toISOString().slice(0, 10));
  }
  return url.href;
}

const maps = [...document.querySelectorAll('[data-chart*="/map-"]')];
for (const box of document.querySelectorAll("[data-chart]")) {
  enliven(box, box.dataset.chart).then((view) => {
    if (!view || !box.closest("[data-brush]")) return;
    let waiting = 0;
    view.addSignalListener("brush", (_name, brush) => {
      clearTimeout(waiting);
      const days = Object.values(brush)[0];
      waiting = setTimeout(() => {
        maps.forEach((map) => enliven(map, narrow(map.dataset.chart, days)));
        if (days) history.replaceState(null, "", narrow(location.href, days)); // so that it can be sent to somebody
      }, 300);
    });
  }).catch((error) => console.warn(String(error)));
}
