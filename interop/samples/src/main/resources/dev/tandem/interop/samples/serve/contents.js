// The list of chapters: beside the text on wide windows, a drawer on narrow ones. Under the chapter that is open stands what
// is on this page.
import { make, oncePerFrame, readingLine } from "./dom.js";
import { recall, remember } from "./memory.js";
import { say } from "./words.js";

const KEY = "chapters";
const wide = window.matchMedia("(min-width: 1280px)");
const root = document.documentElement;
const list = document.getElementById("chapters");
const opener = document.getElementById("chapters-button");

export function showContents() {
  root.dataset.chapters = recall(KEY) ?? "shown";
  listThisPage();
  opener.addEventListener("click", () => (wide.matches ? toggleBeside() : setDrawer(!isShown())));
  wide.addEventListener("change", () => setDrawer(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.hasAttribute("data-drawer")) {
      setDrawer(false);
      opener.focus();
    }
  });
  list.addEventListener("focusout", (event) => {
    // the focus has gone elsewhere on the page
    if (event.relatedTarget && event.relatedTarget !== opener && !list.contains(event.relatedTarget)) setDrawer(false);
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) setDrawer(false);
  });
  document.addEventListener("click", (event) => {
    if (!list.contains(event.target) && !opener.contains(event.target)) setDrawer(false);
  });
  showState();
}

function isShown() {
  return list.checkVisibility();
}

function toggleBeside() {
  root.dataset.chapters = isShown() ? "hidden" : "shown";
  remember(KEY, root.dataset.chapters);
  showState();
}

function setDrawer(open) {
  root.toggleAttribute("data-drawer", open);
  showState();
  if (open) (list.querySelector("[aria-current=page]") ?? list.querySelector("a")).focus();
}

function showState() {
  opener.ariaExpanded = String(isShown());
}

function listThisPage() {
  const headings = [...document.querySelectorAll("#content > h2[id]")];
  if (headings.length < 2) return;
  const links = headings.map((heading) => make("a", { href: `#${heading.id}` }, heading.textContent));
  const items = make("ol", { class: "this-page", "aria-label": say("thisPage") });
  items.append(...links.map((link) => make("li", {}, link)));
  const chapter = list.querySelector("[aria-current=page]");
  if (chapter) chapter.after(items);
  else list.append(make("hr"), make("p", {}, say("thisPage")), items);

  const mark = () => {
    const current = headings.findLastIndex((heading) => heading.getBoundingClientRect().top <= readingLine());
    links.forEach((link, n) => {
      if (n === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
    if (current >= 0) bringIntoView(links[current]);
  };
  document.addEventListener("scroll", oncePerFrame(mark), { passive: true });
  mark();
}

/** Scrolls the list, and only the list: the window may be on its way to somewhere. */
function bringIntoView(link) {
  const above = list.scrollTop - link.offsetTop;
  const below = link.offsetTop + link.offsetHeight - list.scrollTop - list.clientHeight;
  if (above > 0) list.scrollTop -= above + link.offsetHeight;
  else if (below > 0) list.scrollTop += below + link.offsetHeight;
}
