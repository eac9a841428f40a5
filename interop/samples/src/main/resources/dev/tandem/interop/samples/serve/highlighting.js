/* global hljs */
// Colours the code; hljs is a classic script that has run before this module.
const PLAIN = ["console", "text"];

export function highlightCode() {
  for (const code of document.querySelectorAll("pre code[class*='language-']")) {
    const language = /language-(\S+)/.exec(code.className)[1];
    if (!PLAIN.includes(language) && hljs.getLanguage(language)) {
      hljs.highlightElement(code);
    }
  }
}
