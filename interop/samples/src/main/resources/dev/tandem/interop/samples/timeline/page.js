"use strict";
// Draws what the picture shows again for another width, or a shorter time: the picture itself has
// every time in nanoseconds, and its lanes stay at their heights.
(() => {
  const svg = document.getElementById("timeline");
  const hover = document.getElementById("hover");
  const left = Number(svg.dataset.left);
  const right = Number(svg.dataset.right);
  const length = Number(svg.dataset.length);
  const height = svg.viewBox.baseVal.height;
  const shortest = Math.min(length, 1000);
  const SVG = "http://www.w3.org/2000/svg";
  const view = { from: 0, to: length };
  const things = (selector) => Array.from(svg.querySelectorAll(selector), (element) => ({
    element,
    start: Number(element.dataset.start),
    end: Number(element.dataset.end),
  }));
  const spans = things(".span");
  const lives = things(".life");
  const marks = things(".mark");
  const arrows = things(".arrow");
  let width = svg.viewBox.baseVal.width;

  const plot = () => Math.max(100, width - left - right);
  const x = (time) => left + (plot() * (time - view.from)) / (view.to - view.from);
  const timeAt = (pixel) => view.from + ((pixel - left) / plot()) * (view.to - view.from);
  const seen = (thing) => thing.end >= view.from && thing.start <= view.to;

  // ---- what is drawn
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = "11px " + getComputedStyle(document.body).fontFamily;
  const widths = new Map();
  const textWidth = (text) => {
    if (!widths.has(text)) widths.set(text, ruler.measureText(text).width);
    return widths.get(text);
  };

  function show(thing) {
    const shown = seen(thing);
    thing.element.style.display = shown ? "" : "none";
    return shown;
  }

  function drawSpan(thing) {
    if (!show(thing)) return;
    const rect = thing.element.querySelector("rect");
    const start = Math.max(left, x(thing.start));
    const room = Math.min(left + plot(), x(thing.end)) - start;
    rect.setAttribute("x", start);
    rect.setAttribute("width", Math.max(1, room));
    thing.element.classList.toggle("thin", room < 4);
    const text = thing.element.dataset.label;
    const fits = text !== "" && textWidth(text) + 8 <= room;
    let label = thing.element.querySelector("text");
    if (fits && !label) {
      label = thing.element.appendChild(document.createElementNS(SVG, "text"));
      label.setAttribute("class", "label");
      label.setAttribute("font-size", 11);
      label.setAttribute("y", Number(rect.getAttribute("y")) + 13);
      label.textContent = text;
    }
    if (label) {
      label.style.display = fits ? "" : "none";
      label.setAttribute("x", start + 4);
    }
  }

  function drawLife(thing) {
    if (!show(thing)) return;
    thing.element.setAttribute("x1", Math.max(left, x(thing.start)));
    thing.element.setAttribute("x2", Math.min(left + plot(), x(thing.end)));
  }

  function drawMark(thing) {
    if (!show(thing)) return;
    thing.element.setAttribute("transform", `translate(${x(thing.start)} ${thing.element.dataset.y})`);
  }

  function drawArrow(thing) {
    const { y1, y2 } = thing.element.dataset;
    const shown = thing.start >= view.from && thing.end <= view.to;
    thing.element.style.display = shown ? "" : "none";
    if (!shown) return;
    const line = `M${x(thing.start)} ${y1} L${x(thing.end)} ${y2}`;
    for (const path of thing.element.querySelectorAll(".near, .shaft")) path.setAttribute("d", line);
    thing.element.querySelector(".head").setAttribute("transform", `translate(${x(thing.end)} ${y2})`);
  }

  function step() {
    const least = ((view.to - view.from) * 90) / plot();
    const unit = 10 ** Math.floor(Math.log10(Math.max(1, least)));
    return unit * ([1, 2, 5].find((times) => unit * times >= least) ?? 10);
  }

  function timeText(nanos, apart) {
    if (nanos === 0) return "0";
    const [unit, name] = nanos >= 1e9 ? [1e9, "s"] : nanos >= 1e6 ? [1e6, "ms"] : nanos >= 1e3 ? [1e3, "µs"] : [1, "ns"];
    const digits = Math.max(0, Math.min(9, -Math.floor(Math.log10(apart / unit) + 1e-9)));
    const text = (nanos / unit).toFixed(digits);
    return (digits > 0 ? text.replace(/\.?0+$/, "") : text) + " " + name;
  }

  function drawTicks(ticks) {
    const apart = step();
    const [text, grid] = [ticks.querySelector(".tick"), ticks.querySelector(".grid")];
    const fresh = [];
    let free = -Infinity;
    for (let i = Math.ceil(view.from / apart); i * apart <= view.to; i++) {
      const at = x(i * apart);
      const line = grid.cloneNode();
      line.setAttribute("x1", at);
      line.setAttribute("x2", at);
      const words = timeText(i * apart, apart);
      if (at - textWidth(words) / 2 > free) {
        const label = text.cloneNode();
        label.setAttribute("x", at);
        label.textContent = words;
        fresh.push(label);
        free = at + textWidth(words) / 2 + 8;
      }
      fresh.push(line);
    }
    if (fresh.length === 0) fresh.push(text, grid); // they are cloned the next time
    ticks.replaceChildren(...fresh);
  }

  function draw() {
    width = Math.max(480, svg.parentElement.clientWidth);
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.querySelectorAll(".ticks").forEach(drawTicks);
    lives.forEach(drawLife);
    spans.forEach(drawSpan);
    marks.forEach(drawMark);
    arrows.forEach(drawArrow);
  }

  let asked = false;
  function redraw() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  }

  // ---- zoom and pan
  function look(from, to) {
    const long = Math.max(shortest, Math.min(length, to - from));
    view.from = Math.max(0, Math.min(length - long, from));
    view.to = view.from + long;
    redraw();
  }

  function zoom(factor, pixel = left + plot() / 2) {
    const long = Math.max(shortest, Math.min(length, (view.to - view.from) * factor));
    const share = (pixel - left) / plot();
    const from = timeAt(pixel) - share * long;
    look(from, from + long);
  }

  const pan = (share) => look(view.from + share * (view.to - view.from), view.to + share * (view.to - view.from));
  const all = () => look(0, length);
  const pixel = (event) => ((event.clientX - svg.getBoundingClientRect().left) * width) / svg.clientWidth;

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      pan((event.deltaX || event.deltaY) / plot());
    } else {
      zoom(Math.exp(event.deltaY / 400), Math.max(left, pixel(event)));
    }
  }, { passive: false });

  let dragged = null;
  svg.addEventListener("pointerdown", (event) => {
    dragged = { pixel: pixel(event), from: view.from, to: view.to };
  });
  addEventListener("pointermove", (event) => {
    if (!dragged) return;
    const by = ((dragged.pixel - pixel(event)) * (dragged.to - dragged.from)) / plot();
    svg.classList.add("dragged");
    look(dragged.from + by, dragged.to + by);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      dragged = null;
      svg.classList.remove("dragged");
    });
  }
  document.getElementById("in").addEventListener("click", () => zoom(1 / 1.5));
  document.getElementById("out").addEventListener("click", () => zoom(1.5));
  document.getElementById("all").addEventListener("click", all);

  // ---- what is said of what is pointed at
  for (const title of svg.querySelectorAll(".span > title, .mark > title, .arrow > title")) {
    const thing = title.parentElement;
    thing.setAttribute("aria-label", title.textContent);
    thing.setAttribute("role", "img");
    thing.setAttribute("tabindex", "-1");
    title.remove(); // the browser's own hover is slower, and says it twice
  }

  function say(thing, near) {
    hover.textContent = thing.getAttribute("aria-label");
    hover.hidden = false;
    const box = hover.getBoundingClientRect();
    const below = near.y + 18 + box.height < innerHeight;
    hover.style.left = Math.max(4, Math.min(near.x + 12, innerWidth - box.width - 12)) + "px";
    hover.style.top = (below ? near.y + 18 : Math.max(4, near.y - box.height - 12)) + "px";
  }

  const told = (target) => target.closest?.(".span, .mark, .arrow");
  svg.addEventListener("pointermove", (event) => {
    const thing = told(event.target);
    if (thing && !svg.classList.contains("dragged")) say(thing, { x: event.clientX, y: event.clientY });
    else hover.hidden = true;
  });
  svg.addEventListener("pointerleave", () => { hover.hidden = true; });

  // ---- from span to span by keys
  const lanes = Array.from(svg.querySelectorAll(".lane"), (lane) => things(".span, .mark").filter((thing) => lane.contains(thing.element)))
    .map((lane) => lane.sort((a, b) => a.start - b.start))
    .filter((lane) => lane.length > 0);
  let at = null;

  function go(lane, index) {
    at = { lane, index };
    const thing = lanes[lane][index];
    if (!seen(thing)) look(thing.start - (view.to - view.from) / 4, thing.start + ((view.to - view.from) * 3) / 4);
    draw();
    thing.element.focus({ preventScroll: true });
    thing.element.scrollIntoView({ block: "nearest" });
    const box = thing.element.getBoundingClientRect();
    say(thing.element, { x: box.left, y: box.bottom - 8 });
  }

  function goBeside(by) {
    if (!at) return lanes.length > 0 && go(0, 0);
    go(at.lane, Math.max(0, Math.min(lanes[at.lane].length - 1, at.index + by)));
  }

  function goAcross(by) {
    if (!at) return lanes.length > 0 && go(0, 0);
    const lane = Math.max(0, Math.min(lanes.length - 1, at.lane + by));
    const now = lanes[at.lane][at.index].start;
    const next = lanes[lane].findIndex((thing) => thing.end >= now);
    go(lane, next < 0 ? lanes[lane].length - 1 : next);
  }

  const keys = {
    "+": () => zoom(1 / 1.5),
    "=": () => zoom(1 / 1.5),
    "-": () => zoom(1.5),
    "0": all,
    a: () => pan(-0.2),
    d: () => pan(0.2),
    ArrowRight: () => goBeside(1),
    ArrowLeft: () => goBeside(-1),
    ArrowDown: () => goAcross(1),
    ArrowUp: () => goAcross(-1),
    Home: () => at && go(at.lane, 0),
    End: () => at && go(at.lane, lanes[at.lane].length - 1),
    Escape: () => {
      hover.hidden = true;
      all();
    },
  };
  svg.addEventListener("keydown", (event) => {
    const key = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    key();
  });
  svg.addEventListener("focusout", () => { hover.hidden = true; });

  new ResizeObserver(redraw).observe(svg.parentElement);
  draw();
})();
