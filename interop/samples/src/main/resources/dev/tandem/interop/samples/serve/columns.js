// Which of the columns (Python, Java, Kotlin, both) are shown, on every page.
// The <html> element names the hidden ones in data-hidden, and the style sheet hides them.
import { recall, remember } from "./memory.js";

const KEY = "hidden columns";

export function switchColumns() {
  hide(recall(KEY) ?? "");
  const boxes = [...document.querySelectorAll("#columns-switch input")];
  if (boxes.length === 0) return;
  showState(boxes);
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const onThisPage = boxes.map((each) => each.value);
      const elsewhere = hiddenSides().filter((side) => !onThisPage.includes(side));
      const here = boxes.filter((each) => !each.checked).map((each) => each.value);
      const hidden = [...elsewhere, ...here].join(" ");
      hide(hidden);
      remember(KEY, hidden);
      showState(boxes);
    });
  }
}

/** Switches the n-th column, counted from 1. */
export function switchColumn(n) {
  document.querySelectorAll("#columns-switch input")[n - 1]?.click();
}

function hiddenSides() {
  return document.documentElement.dataset.hidden.split(" ").filter(Boolean);
}

function hide(hidden) {
  document.documentElement.dataset.hidden = hidden;
  for (const lesson of document.querySelectorAll(".lesson")) {
    // a lesson whose columns are all hidden would be empty: it shows them all the same
    const sides = [...lesson.querySelectorAll(".column")].map((column) => column.dataset.side);
    lesson.classList.toggle(
      "shows-all",
      sides.every((side) => hiddenSides().includes(side)),
    );
  }
}

function showState(boxes) {
  for (const box of boxes) {
    box.checked = !hiddenSides().includes(box.value);
  }
  const shown = boxes.filter((box) => box.checked);
  if (shown.length === 0) {
    // what is remembered hides all the columns that this page has
    for (const box of boxes) box.checked = true;
  }
  for (const box of boxes) {
    box.disabled = shown.length === 1 && box.checked; // the last one stays
  }
}
