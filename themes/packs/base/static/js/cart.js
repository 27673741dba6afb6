// After a change in the cart: the number in the header, and the keyboard's place.

let focused = null;

document.addEventListener("htmx:beforeRequest", ({target}) => {
  const field = document.activeElement;
  focused = target.contains(field) ? {action: target.getAttribute("action"), name: field.name, value: field.value} : null;
});

document.addEventListener("htmx:afterSwap", () => {
  const units = document.querySelector("[data-units]");
  if (units) {
    document.dispatchEvent(new CustomEvent("cart:changed", {detail: {count: Number(units.dataset.units)}}));
  }
  if (!focused) return;
  const form = document.querySelector(`form[action="${CSS.escape(focused.action)}"]`);
  const same = form && [...form.elements].find((field) => field.name === focused.name && (field.name === "quantity" || field.value === focused.value));
  (same ?? document.querySelector("h1"))?.focus();
});
