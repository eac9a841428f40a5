// One side of a lesson: its code, what it printed and its timeline.
import { Output } from "./output.js";
import { Timeline } from "./timeline.js";

export class Column {
  #output;
  #timeline;

  constructor(article) {
    this.article = article;
    this.side = article.dataset.side;
    this.name = article.getAttribute("aria-label");
    this.runButton = article.querySelector(".run-one");
    this.canRun = article.querySelector(".cannot").hidden; // the server knows what can run here
    this.runButton.disabled = !this.canRun; // a browser may have kept it disabled from a run before a reload
    this.running = false;
    this.#output = new Output(article.querySelector(".printed"));
    this.#timeline = new Timeline(article.querySelector(".timeline"), this.name);
  }

  get shown() {
    return this.article.checkVisibility();
  }

  begin(heading) {
    this.running = true;
    this.#output.begin(heading);
    this.#timeline.begin();
  }

  reveal() {
    this.#output.reveal();
  }

  line({ seconds, text }) {
    this.#output.line(seconds, text);
  }

  draw({ svg, last, page }) {
    if (last) this.#timeline.finish(svg, page);
    else this.#timeline.draw(svg);
  }

  end({ how, seconds, message }) {
    this.running = false;
    this.#output.end(how, seconds, message);
  }

  /** Nothing follows: neither a line nor a picture. `how` is how the connection ended. */
  close(how) {
    if (this.running) this.end({ how });
    this.#timeline.end();
  }
}
