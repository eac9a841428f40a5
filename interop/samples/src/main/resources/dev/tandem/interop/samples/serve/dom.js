/** Makes an element: `make("p", { class: "hint" }, "some text", anotherElement)`. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** A button that does something when it is pressed. */
export function button(text, press) {
  const element = make("button", { type: "button" }, text);
  element.addEventListener("click", press);
  return element;
}

/** Calls `act` at most once a frame, however often the returned function is called. */
export function oncePerFrame(act) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      act();
    });
  };
}

/** The line below the sticky bar: what is above it on the screen has been read or is hidden. */
export function readingLine() {
  return Math.max(0, document.querySelector(".bar").getBoundingClientRect().bottom) + 32;
}
