// Runs before the first paint, from the page's head, so that nothing appears which the reader has hidden.
// columns.js and contents.js write what is read here.
try {
  document.documentElement.dataset.hidden = localStorage.getItem("hidden columns") ?? "";
  document.documentElement.dataset.chapters = localStorage.getItem("chapters") ?? "shown";
} catch {
  // storage is forbidden: everything is shown
}
