// What the browser remembers. A browser may forbid it, and then the page works without.

/** What was remembered as `key`, or null. */
export function recall(key, store = "localStorage") {
  try {
    return window[store].getItem(key);
  } catch {
    return null;
  }
}

/** Remembers `value` as `key`; null forgets it. */
export function remember(key, value, store = "localStorage") {
  try {
    if (value === null) window[store].removeItem(key);
    else window[store].setItem(key, value);
  } catch {
    // the choice lasts as long as the page does
  }
}
