// Every word that this code shows comes with the page, in the page's language.
const words = JSON.parse(document.getElementById("words").textContent);

/** The text of `key`, with `{name}` replaced by `values.name`. */
export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
