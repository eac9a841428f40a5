// What one column has printed: a box of lines that follows the end, unless the reader has scrolled up.
import { make, oncePerFrame } from "./dom.js";
import { say } from "./words.js";

export class Output {
  #section;
  #heading;
  #lines;
  #ended;
  #pending = []; // lines may come by the thousand: they are added once a frame
  #addSoon = oncePerFrame(() => this.#add());

  constructor(section) {
    this.#section = section;
    this.#heading = section.querySelector("h4");
    this.#lines = section.querySelector(".lines");
    this.#ended = section.querySelector(".ended");
  }

  /** Forgets what was printed, and keeps the height until the run has ended so that the page does not jump. */
  begin(heading) {
    this.#section.style.minHeight = `${this.#section.offsetHeight}px`;
    this.#pending = [];
    this.#lines.replaceChildren();
    this.#ended.textContent = "";
    this.#ended.removeAttribute("data-how");
    this.#heading.textContent = heading;
    this.#section.hidden = false;
  }

  line(seconds, text) {
    this.#pending.push({ seconds, text });
    this.#addSoon();
  }

  /** Says how it ended: `how` is one of the server's words, or "lost" or "left". */
  end(how, seconds, message) {
    this.#add();
    this.#section.style.minHeight = "";
    this.#ended.dataset.how = how;
    this.#ended.textContent = say(`ended.${how}`, { seconds: seconds?.toFixed(2) });
    if (message) this.#ended.append(" ", make("span", { class: "message" }, message));
  }

  reveal() {
    this.#section.scrollIntoView({ block: "nearest" });
  }

  #add() {
    if (this.#pending.length === 0) return;
    const box = this.#lines;
    const atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
    box.append(
      ...this.#pending.map(({ seconds, text }) =>
        make(
          "li",
          {},
          make("span", { class: "time" }, `+${seconds.toFixed(2)} s`),
          " ",
          make("span", { class: "text" }, text),
        ),
      ),
    );
    this.#pending = [];
    if (box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    if (atEnd) box.scrollTop = box.scrollHeight;
  }
}
