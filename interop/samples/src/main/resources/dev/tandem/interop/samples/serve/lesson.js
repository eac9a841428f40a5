// A lesson: its columns side by side, and at most one run of them at a time.
import { Column } from "./column.js";
import { Editor } from "./editor.js";
import { Inputs } from "./inputs.js";
import { Run } from "./run.js";
import { say } from "./words.js";

export class Lesson {
  #id;
  #columns = new Map();
  #inputs = null;
  #editors = new Map(); // by side
  #runAllButton;
  #stopButton;
  #state;
  #run = null;
  #admitted = false; // whether the server has taken the run
  #starter = null; // the button that the focus returns to

  constructor(section) {
    this.section = section;
    this.#id = section.dataset.lesson;
    this.#runAllButton = section.querySelector(".run");
    this.#stopButton = section.querySelector(".stop");
    this.#state = section.querySelector(".state");
    section.tabIndex = -1; // the keys j and k move the focus here

    this.#runAllButton.addEventListener("click", () => this.runAll());
    this.#stopButton.addEventListener("click", () => this.stop());
    const inputs = section.querySelector(".inputs");
    if (inputs) this.#inputs = new Inputs(inputs, () => this.runAll());
    for (const article of section.querySelectorAll(".column")) {
      const column = new Column(article);
      this.#columns.set(column.side, column);
      column.runButton.addEventListener("click", () => this.#runSides([column]));
      if (article.querySelector(".edit")) {
        this.#editors.set(column.side, new Editor(column, this.#id, (text) => this.#runText(column, text)));
      }
    }
  }

  /** Runs every column that is shown and can run. */
  runAll() {
    const columns = [...this.#columns.values()].filter((column) => column.canRun && column.shown);
    if (columns.length > 0) this.#runSides(columns);
    else this.#say("nothingToRun");
  }

  stop() {
    if (this.#run === null || this.#stopButton.ariaDisabled === "true") return;
    this.#stopButton.ariaDisabled = "true"; // not disabled: it keeps the focus
    this.#stopButton.textContent = say("stopping");
    this.#run.stop();
  }

  #runSides(columns) {
    const sides = columns.map((column) => column.side);
    this.#start(columns, { run: this.#id, sides }, say("printed"));
  }

  #runText(column, text) {
    this.#start([column], { edit: this.#id, sides: [column.side], text }, say("printedYours"));
  }

  #start(columns, request, heading) {
    if (this.#run !== null) return;
    this.#inputs?.clearProblems();
    this.#setRunning(true);
    this.#say("connecting");
    const options = this.#inputs?.options() ?? {};
    this.#run = new Run(
      { ...request, options },
      (message) => {
        if (message.type === "refused") this.#refuse(message);
        else this.#hear(message, columns, heading);
      },
      (how) => this.#end(how, columns),
    );
  }

  #hear(message, columns, heading) {
    if (!this.#admitted) this.#admit(columns, heading);
    const column = this.#columns.get(message.side);
    switch (message.type) {
      case "waiting":
        this.#say("waiting", { ahead: message.ahead });
        break;
      case "started":
        this.#say("running");
        break;
      case "line":
        column.line(message);
        break;
      case "diagnostic":
        this.#editors.get(message.side).diagnose(message);
        break;
      case "timeline":
        column.draw(message);
        break;
      case "ended":
        column.end(message);
        break;
      case "over":
        this.#say("ended");
        break;
    }
  }

  /** What was printed before stays until it is certain that something else will be. */
  #admit(columns, heading) {
    this.#admitted = true;
    for (const { side } of columns) this.#editors.get(side)?.clearDiagnostics();
    for (const column of columns) column.begin(heading);
    columns[0].reveal();
  }

  #refuse({ field, message }) {
    this.#say("refused");
    if (this.#inputs) this.#inputs.showProblem(field ?? "", message);
    else this.#state.textContent = message;
  }

  #end(how, columns) {
    this.#run = null;
    this.#admitted = false;
    this.#setRunning(false);
    if (how !== "over") this.#say(how);
    for (const column of columns) column.close(how);
  }

  #say(key, values) {
    this.#state.textContent = say(key, values);
  }

  /** While it runs, Stop stands where Run all stood; the focus goes there and comes back. */
  #setRunning(running) {
    const focused = document.activeElement;
    this.#stopButton.textContent = say("stop");
    this.#stopButton.ariaDisabled = "false";
    this.#stopButton.hidden = !running;
    if (running && this.#startedBy(focused)) {
      this.#starter = focused;
      this.#stopButton.focus();
    }
    this.#runAllButton.hidden = running;
    for (const column of this.#columns.values()) {
      column.runButton.disabled = running || !column.canRun;
    }
    for (const editor of this.#editors.values()) editor.setRunning(running);
    if (!running && focused === this.#stopButton) this.#starter?.focus();
    if (!running) this.#starter = null;
  }

  #startedBy(focused) {
    return focused.matches("button") && this.section.contains(focused);
  }
}
