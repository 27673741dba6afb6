// Lists of products: choosing a filter or an order shows it at once; empty fields stay out of the address.

const form = document.querySelector("[data-filters]");
const panel = form?.querySelector("[data-filter-panel]");
const PLACE = "filtered-at";
const wide = window.matchMedia("(min-width: 60rem)");

/** The list comes as a new page: the keyboard goes on where it was. */
function goOn() {
  const [path, name, value] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  sessionStorage.removeItem(PLACE);
  if (path !== location.pathname || !name) return;
  const same = [...(form?.elements ?? [])].filter((field) => field.name === name);
  (same.find((field) => field.value === value) ?? same[0])?.focus({preventScroll: true});
}

function followWidth() {
  if (panel) panel.open = wide.matches;
}

form?.addEventListener("change", (event) => {
  if (!event.target.matches("[data-submits]")) return;
  if (wide.matches || event.target.matches("select")) form.requestSubmit();
});

form?.addEventListener("submit", () => {
  const {name = "", value = ""} = document.activeElement;
  sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, name, value]));
  for (const input of form.querySelectorAll("input.input, select")) {
    input.disabled = !input.value || (input.name === "sort" && input.value === "best");
  }
});

window.addEventListener("pageshow", () => {
  for (const input of form?.querySelectorAll("input, select") ?? []) input.disabled = false;
});
wide.addEventListener("change", followWidth);
followWidth();
goOn();
