// The entry: what makes the pages more than text. Without it they can still be read.
import { switchColumns } from "./columns.js";
import { showContents } from "./contents.js";
import { highlightCode } from "./highlighting.js";
import { listenToKeys } from "./keys.js";
import { linkToTwin } from "./language.js";
import { Lesson } from "./lesson.js";
import { reachWideContent } from "./overflow.js";
import { offerSearch } from "./search.js";

// the anchors of the page must not be hidden under the bar, whose height depends on the window
new ResizeObserver(([{ target }]) => {
  document.documentElement.style.setProperty("--bar", `${target.offsetHeight}px`);
}).observe(document.querySelector(".bar"));

switchColumns();
showContents();
highlightCode();
const lessons = [...document.querySelectorAll(".lesson")].map((section) => new Lesson(section));
offerSearch();
linkToTwin();
listenToKeys(lessons);
reachWideContent();
