// The buttons beside a number: one less, one more, inside its bounds.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-quantity] [data-step]");
  if (!button) return;
  const input = button.parentElement.querySelector("input");
  const wanted = (Number(input.value) || 1) + Number(button.dataset.step);
  input.value = Math.min(Math.max(wanted, Number(input.min)), Number(input.max));
  input.dispatchEvent(new Event("change", {bubbles: true}));
});
