// The keys, and the dialog that lists them. Whoever dictates to the computer can switch them off there.
import { switchColumn } from "./columns.js";
import { button, make, readingLine } from "./dom.js";
import { recall, remember } from "./memory.js";
import { openSearch } from "./search.js";
import { say } from "./words.js";

const KEY = "keys";

export function listenToKeys(lessons) {
  const dialog = keysDialog();
  document.body.append(dialog);
  document.getElementById("keys-button").addEventListener("click", () => dialog.showModal());

  const actions = {
    "/": openSearch,
    n: () => follow(".turn [rel=next]"),
    p: () => follow(".turn [rel=prev]"),
    r: () => lessonInView(lessons)?.runAll(),
    s: () => lessonInView(lessons)?.stop(),
    j: () => goTo(lessons.find((lesson) => topOf(lesson) > readingLine())),
    k: () => goTo(lessons.findLast((lesson) => topOf(lesson) < readingLine() - 64)),
    l: () => follow("#language"),
    "?": () => dialog.showModal(),
    1: () => switchColumn(1),
    2: () => switchColumn(2),
    3: () => switchColumn(3),
    4: () => switchColumn(4),
  };

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openSearch();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (recall(KEY) === "off" || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
}

function isTyping(element) {
  // a slider or a box takes no letters
  return element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=range])");
}

function follow(selector) {
  document.querySelector(selector)?.click();
}

function topOf(lesson) {
  return lesson.section.getBoundingClientRect().top;
}

/** The lesson that has the focus, or else the one of which most is to be seen. */
function lessonInView(lessons) {
  const focused = lessons.find((lesson) => lesson.section.contains(document.activeElement));
  const visible = (lesson) => {
    const { top, bottom } = lesson.section.getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, readingLine());
  };
  if (focused && visible(focused) > 0) return focused;
  const most = lessons.reduce((best, lesson) => (best && visible(best) >= visible(lesson) ? best : lesson), undefined);
  return most && visible(most) > 0 ? most : undefined;
}

function goTo(lesson) {
  lesson?.section.scrollIntoView({ behavior: "instant" }); // the key may be pressed again at once
  lesson?.section.focus({ preventScroll: true });
}

function keysDialog() {
  const list = make("dl");
  const keys = ["/", "n", "p", "j", "k", "r", "s", "1–4", "l", "?", "Esc"];
  for (const key of keys) {
    list.append(make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, say(`key.${key}`))));
  }
  const box = make("input", { type: "checkbox" });
  box.checked = recall(KEY) !== "off";
  box.addEventListener("change", () => remember(KEY, box.checked ? null : "off"));
  const dialog = make("dialog", { class: "keys", "aria-labelledby": "keys-title" });
  dialog.append(
    make("h2", { id: "keys-title" }, say("keys")),
    list,
    make("label", {}, box, " ", say("useKeys")),
    button(say("close"), () => dialog.close()),
  );
  return dialog;
}
