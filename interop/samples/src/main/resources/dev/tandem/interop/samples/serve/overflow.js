// What is too wide for its place scrolls inside it; then the keyboard must be able to reach it.

const SMALLEST = 0.7; // below this share of its own size the text in a picture cannot be read

export function reachWideContent() {
  const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const block of document.querySelectorAll("#content pre:not([tabindex])")) {
    watcher.observe(block);
  }
  for (const picture of document.querySelectorAll("#content p > img:only-child")) {
    whenLoaded(picture, () => {
      picture.style.minWidth = `${SMALLEST * picture.naturalWidth}px`;
      watcher.observe(picture.parentElement);
    });
  }
}

function whenLoaded(picture, act) {
  if (picture.complete) act();
  else picture.addEventListener("load", act, { once: true });
}
