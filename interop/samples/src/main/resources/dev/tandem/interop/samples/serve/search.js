// Searching all pages: a dialog with results as one types.
import { make } from "./dom.js";
import { say } from "./words.js";

const PAUSE = 120; // milliseconds without a key before the server is asked

const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
// not of type search: there some browsers take the first Esc to empty the field
const field = make("input", {
  type: "text",
  inputmode: "search",
  "aria-label": say("search"),
  autocomplete: "off",
  spellcheck: "false",
});
const count = make("p", { class: "count", role: "status" });
const results = make("ol", { class: "results" });
const dialog = make("dialog", { class: "search", "aria-label": say("search") }, field, count, results);

let timer = 0;
let asked = 0; // how many questions were asked; only the last one's answer counts

export function offerSearch() {
  document.body.append(dialog);
  document.getElementById("search-button").addEventListener("click", openSearch);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  dialog.addEventListener("keydown", moveByKey);
  dialog.addEventListener("click", (event) => {
    // a result may be on this very page; and a click beside the dialog closes it
    if (event.target.closest("a") || event.target === dialog) dialog.close();
  });
}

export function openSearch() {
  if (dialog.open) return;
  dialog.showModal();
  field.select();
}

async function ask() {
  const question = ++asked;
  const query = field.value.trim();
  if (query === "") {
    show([], "");
    return;
  }
  try {
    const response = await fetch(`/-/search?${new URLSearchParams({ q: query, lang: language })}`);
    if (!response.ok) throw new Error(`search answered ${response.status}`);
    const found = await response.json();
    if (question === asked) show(found, found.length > 0 ? say("found", { count: found.length }) : say("nothingFound"));
  } catch {
    if (question === asked) show([], say("searchFailed"));
  }
}

function show(found, message) {
  count.textContent = message;
  results.replaceChildren(...found.map(result));
}

function result({ url, page, heading, html }) {
  return make(
    "li",
    {},
    make(
      "a",
      { href: url },
      make("span", { class: "where" }, make("b", {}, heading), " ", make("span", { class: "page" }, page)),
      make("span", { class: "excerpt" }, ...marked(html)),
    ),
  );
}

/** The text of the server's HTML and its <mark>s, and nothing else that may be in it. */
function marked(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) =>
    node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent,
  );
}

function moveByKey(event) {
  const links = [...results.querySelectorAll("a")];
  if (event.isComposing || links.length === 0) return;
  const here = links.indexOf(document.activeElement); // -1 is the field
  if (event.key === "ArrowDown") {
    event.preventDefault();
    links[Math.min(here + 1, links.length - 1)].focus();
  } else if (event.key === "ArrowUp") {
    event.preventDefault();
    (links[here - 1] ?? field).focus();
  } else if (event.key === "Enter" && here === -1) {
    event.preventDefault();
    links[0].click();
  }
}
