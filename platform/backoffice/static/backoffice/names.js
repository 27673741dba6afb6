// Wagtail's rich text, tag, upload and search boxes stand beside what their label names, and are nameless themselves
// to a screen reader. Each gets that label's words, also where a section or a dialog comes later.

const NAMELESS = [
  '[role="textbox"]:not([aria-label], [aria-labelledby])',
  ".tagit-new input:not([aria-label])",
  ".replace-file-input input:not([aria-label])",
  'form[role="search"]:not([aria-label], [aria-labelledby])',
].join();

const words = (element) => element?.textContent.replace(/[\s*]+/g, " ").trim() ?? "";

function nameOf(box) {
  if (box.matches("form")) return words(box.querySelector("label"));
  if (box.type === "file") return words(box.previousElementSibling);
  const field = box.closest("[data-field-input]")?.querySelector("[id][name]");
  const named = field && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  return words(named || box.closest("[data-contentpath]")?.querySelector("label"));
}

function nameAll() {
  for (const box of document.querySelectorAll(NAMELESS)) {
    const name = nameOf(box);
    if (name) box.setAttribute("aria-label", name);
  }
}

let asked = false;
new MutationObserver(() => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    nameAll();
  });
}).observe(document.documentElement, {childList: true, subtree: true});
nameAll();
