// What the browser remembers. A browser may forbid it; then it is forgotten with the page.

const forThisPage = new Map();

/** What was remembered as `key`, or null. */
export function recall(key, store = "localStorage") {
  try {
    return window[store].getItem(key);
  } catch {
    return forThisPage.get(key) ?? null;
  }
}

/** Remembers `value` as `key`; null forgets it. */
export function remember(key, value, store = "localStorage") {
  try {
    if (value === null) window[store].removeItem(key);
    else window[store].setItem(key, value);
  } catch {
    forThisPage.set(key, value);
  }
}
