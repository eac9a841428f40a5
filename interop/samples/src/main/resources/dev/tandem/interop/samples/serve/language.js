// The link to the other language leads to the same place: to the same lesson, or to the heading with the same number, since the
// twin pages have the same headings in the same order.
import { readingLine } from "./dom.js";

const NUMBERED = /^#heading:(\d+)$/;

export function linkToTwin() {
  goToNumberedHeading();
  const link = document.getElementById("language");
  if (!link) return;
  const address = link.getAttribute("href");
  const update = () => link.setAttribute("href", address + anchorHere());
  // before the browser looks at the address, however the link is opened
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, update);
}

function headings() {
  return [...document.querySelectorAll("#content :is(h1, h2, h3, h4, h5, h6)")].filter(
    (heading) => !heading.closest(".lesson"),
  );
}

function anchorHere() {
  if (window.scrollY === 0) return "";
  const places = [...headings(), ...document.querySelectorAll(".lesson")];
  const above = places
    .map((place) => ({ place, top: place.getBoundingClientRect().top }))
    .filter(({ top }) => top <= readingLine())
    .sort((a, b) => a.top - b.top);
  const here = above.at(-1)?.place;
  if (!here) return "";
  return here.matches(".lesson") ? `#${here.id}` : `#heading:${headings().indexOf(here)}`;
}

function goToNumberedHeading() {
  const number = NUMBERED.exec(location.hash)?.[1];
  const heading = number && headings()[number];
  if (!heading) return;
  heading.scrollIntoView({ behavior: "instant" });
  history.replaceState(null, "", `#${heading.id}`);
}
