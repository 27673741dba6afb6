// Leaving a page with something typed asks first, and the foot says that it is not saved.
const form = document.querySelector("[data-product-form]");
let isChanged = Boolean(document.querySelector(".bo-notice--bad, .bo-notice--warn"));

form.addEventListener("input", (event) => {
  if (!event.isTrusted && !event.target.closest("[data-variants]")) return;
  isChanged = true;
  document.querySelector("[data-unsaved]").hidden = false;
});
form.addEventListener("submit", () => { isChanged = false; });
window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
