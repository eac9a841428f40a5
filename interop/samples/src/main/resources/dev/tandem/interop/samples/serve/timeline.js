// The picture of what ran when in one column. It grows while the lesson runs.
import { make } from "./dom.js";
import { say } from "./words.js";

const SMALLEST = 0.7; // below this share of its own size the text cannot be read

const FRAME_STYLE = "svg { display: block; width: 100%; height: auto; }";

export class Timeline {
  #figure;
  #scroller;
  #root;
  #whole = make("a", { target: "_blank", rel: "noopener" });
  #drawn = false; // whether this run has drawn anything yet

  constructor(figure, name) {
    this.#figure = figure;
    this.#scroller = make("div", {
      class: "picture",
      tabindex: "0",
      role: "group",
      "aria-label": say("timelineOf", { name }),
    });
    // in a tree of its own: the picture's styles and ids stay inside
    this.#root = this.#scroller.attachShadow({ mode: "open" });
    this.#whole.textContent = say("timelinePage");
    figure.append(this.#scroller, this.#whole);
  }

  /** The former picture stays, dimmed, until the new one comes. */
  begin() {
    this.#drawn = false;
    this.#figure.classList.add("former", "growing");
  }

  draw(text) {
    const svg = parse(text);
    if (svg === null) return;
    // the height only grows while it runs
    this.#scroller.style.minHeight = this.#drawn ? `${this.#scroller.offsetHeight}px` : "";
    this.#root.replaceChildren(make("style", {}, FRAME_STYLE), svg);
    this.#figure.classList.remove("former");
    this.#figure.hidden = false;
    this.#drawn = true;
  }

  finish(text, page) {
    this.draw(text);
    this.#whole.href = page;
    this.#figure.classList.remove("growing");
  }

  /** Takes a former picture away if this run has drawn none. */
  end() {
    this.#scroller.style.minHeight = "";
    if (!this.#drawn) this.#figure.hidden = true;
  }
}

function parse(text) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (svg.localName !== "svg") return null;
  for (const style of svg.querySelectorAll("style")) {
    // a shadow tree has no :root, it has a :host
    style.textContent = style.textContent.replaceAll(":root", ":host");
  }
  svg.style.minWidth = `${SMALLEST * svg.viewBox.baseVal.width}px`;
  return svg;
}
