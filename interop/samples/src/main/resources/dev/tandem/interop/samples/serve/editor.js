/* global CodeMirror */
// Changing a column: an editor in the place of the code. The text is kept until it is put back.
import { button, make } from "./dom.js";
import { recall, remember } from "./memory.js";
import { say } from "./words.js";

// of CodeMirror's names, and how far a line is indented
const LANGUAGES = {
  java: { mode: "text/x-java", indent: 2 },
  kotlin: { mode: "text/x-kotlin", indent: 4 },
};

export class Editor {
  #pre;
  #key;
  #original;
  #language;
  #openButton;
  #runOriginalButton;
  #runButton;
  #frame;
  #general = make("ul", { class: "diagnostics" }); // what the compiler says about no line
  #mirror = null;
  #marks = []; // how to take each diagnostic away again

  constructor(column, lesson, run) {
    this.#key = `changed ${lesson} ${column.side}`;
    this.#pre = column.article.querySelector("pre");
    this.#language = LANGUAGES[this.#pre.querySelector(".language-kotlin") ? "kotlin" : "java"];
    this.#original = this.#pre.textContent;
    this.#openButton = column.article.querySelector(".edit");
    this.#runOriginalButton = column.runButton;
    this.#runButton = button(say("runMine"), () => run(this.#mirror.getValue()));
    this.#frame = make(
      "div",
      { class: "editor" },
      make("p", { class: "warning" }, say("editWarning")),
      make(
        "div",
        { class: "editor-buttons" },
        this.#runButton,
        button(say("putBack"), () => this.#putBack()),
        button(say("close"), () => this.#close()),
      ),
      this.#general,
      make("p", { class: "hint" }, say("editLeave")),
    );
    this.#frame.hidden = true;
    this.#pre.after(this.#frame);
    this.#openButton.addEventListener("click", () => this.#open(column.name));
  }

  /** Shows what the compiler says below its line, or below the text if it names no line of it. */
  diagnose({ line, kind, message }) {
    const text = make("p", { class: `diagnostic ${kind}` }, `${say(kind)}: ${message}`);
    if (this.#mirror === null || line < 1 || line > this.#mirror.lineCount()) {
      this.#general.append(make("li", {}, text));
      return;
    }
    const handle = this.#mirror.addLineClass(line - 1, "wrap", `has-${kind}`);
    const widget = this.#mirror.addLineWidget(line - 1, text, { noHScroll: true });
    this.#marks.push(() => {
      this.#mirror.removeLineClass(handle, "wrap", `has-${kind}`);
      widget.clear();
    });
  }

  clearDiagnostics() {
    for (const remove of this.#marks) remove();
    this.#marks = [];
    this.#general.replaceChildren();
  }

  setRunning(running) {
    this.#runButton.disabled = running;
  }

  async #open(name) {
    this.#openButton.disabled = true;
    await loadCodeMirror();
    this.#show(true);
    this.#mirror ??= this.#create(name);
    this.#mirror.refresh();
    this.#mirror.focus();
  }

  #close() {
    this.#show(false);
    this.#openButton.focus();
  }

  #show(editing) {
    this.#openButton.disabled = editing;
    this.#frame.hidden = !editing;
    this.#pre.hidden = editing;
    this.#runOriginalButton.hidden = editing;
  }

  #putBack() {
    this.#mirror.setValue(this.#original);
    this.clearDiagnostics();
    remember(this.#key, null, "sessionStorage");
    this.#mirror.focus();
  }

  #create(name) {
    const place = make("div", { class: "editor-text" });
    this.#frame.prepend(place);
    const mirror = CodeMirror(place, {
      value: recall(this.#key, "sessionStorage") ?? this.#original,
      mode: this.#language.mode,
      theme: "tandem",
      lineNumbers: true,
      indentUnit: this.#language.indent,
      tabSize: this.#language.indent,
      viewportMargin: Infinity,
      inputStyle: "contenteditable", // a screen reader can read the lines, not only the one with the cursor
      screenReaderLabel: say("editorOf", { name }),
    });
    const field = mirror.getInputField();
    field.setAttribute("role", "textbox");
    field.setAttribute("aria-multiline", "true");
    mirror.on("change", () => remember(this.#key, mirror.getValue(), "sessionStorage"));
    this.#bindKeys(mirror);
    return mirror;
  }

  /** Tab indents; Esc makes the next Tab leave, as everywhere else on the page. */
  #bindKeys(mirror) {
    const writing = {
      Tab: (editor) => editor.execCommand(editor.somethingSelected() ? "indentMore" : "insertSoftTab"),
      "Shift-Tab": "indentLess",
      "Ctrl-Enter": () => this.#runButton.click(),
      "Cmd-Enter": () => this.#runButton.click(),
      Esc: () => mirror.setOption("extraKeys", leaving),
    };
    const leaving = { ...writing, Tab: false, "Shift-Tab": false }; // false leaves the key to the browser
    mirror.setOption("extraKeys", writing);
    mirror.on("change", () => mirror.setOption("extraKeys", writing));
    mirror.on("blur", () => mirror.setOption("extraKeys", writing));
  }
}

let loaded = null;

/** Loads the editor when it is first needed: most readers never open it. */
function loadCodeMirror() {
  loaded ??= loadStyle("/-/lib/codemirror.css")
    .then(() => loadScript("/-/lib/codemirror.js"))
    .then(() => loadScript("/-/lib/clike.js"));
  return loaded;
}

function loadStyle(href) {
  const link = make("link", { rel: "stylesheet", href });
  // before our own, which changes some of it
  document.querySelector("link[rel=stylesheet]").before(link);
  return settled(link);
}

function loadScript(src) {
  const script = make("script", { src });
  document.head.append(script);
  return settled(script);
}

function settled(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => reject(new Error(`cannot load ${element.src ?? element.href}`)));
  });
}
