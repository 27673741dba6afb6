// Lists of products: choosing a filter or an order shows it at once; empty fields stay out of the address.

const form = document.querySelector("[data-filters]");
const panel = form?.querySelector("[data-filter-panel]");
const wide = window.matchMedia("(min-width: 60rem)");

function followWidth() {
  if (panel) panel.open = wide.matches;
}

form?.addEventListener("change", (event) => {
  if (!event.target.matches("[data-submits]")) return;
  if (wide.matches || event.target.matches("select")) form.requestSubmit();
});

form?.addEventListener("submit", () => {
  for (const input of form.querySelectorAll("input.input, select")) {
    input.disabled = !input.value || (input.name === "sort" && input.value === "best");
  }
});

window.addEventListener("pageshow", () => {
  for (const input of form?.querySelectorAll("input, select") ?? []) input.disabled = false;
});
wide.addEventListener("change", followWidth);
followWidth();
