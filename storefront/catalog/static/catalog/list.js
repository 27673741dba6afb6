// The list of products: choose all, the bar that appears with a choice, and rows that answer for themselves.
const bar = document.querySelector("[data-chosen]");
const boxes = () => [...document.querySelectorAll("input[name=product]")];

if (bar) {
  const all = document.querySelector("[data-choose-all]");
  const label = bar.querySelector("[data-chosen-label]");
  const words = label.textContent;
  const show = () => {
    const count = boxes().filter((box) => box.checked).length;
    const isAll = bar.querySelector("[name=all]").checked;
    label.textContent = count && !isAll ? `${words} (${count})` : words;
    bar.classList.toggle("is-on", count > 0 || isAll);
    all.checked = count > 0 && count === boxes().length;
    all.indeterminate = count > 0 && count < boxes().length;
  };
  all.hidden = false;
  all.addEventListener("change", () => { for (const box of boxes()) box.checked = all.checked; show(); });
  document.addEventListener("change", (event) => { if (event.target.matches("input[name=product], [name=all]")) show(); });
  show();
}

// A row that was refused comes back with the reason, and is shown like any other answer.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
// The panel with a product's variants: opened and closed by the button in its row.
const opener = (id) => document.querySelector(`[data-open-variants="${id}"]`);
const panelOf = (id) => document.getElementById(`variants-${id}`);

function close(id) {
  panelOf(id)?.remove();
  opener(id)?.setAttribute("aria-expanded", "false");
  opener(id)?.focus();
}

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const id = event.detail.elt.dataset.openVariants;
  if (!id || !panelOf(id)) return;
  event.preventDefault();
  close(id);
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  const asked = event.detail.requestConfig?.elt;
  const id = asked?.dataset.openVariants ?? asked?.closest("[data-variants-of]")?.dataset.variantsOf;
  if (!id) return;
  const panel = panelOf(id);
  opener(id)?.setAttribute("aria-expanded", panel ? "true" : "false");
  const first = panel?.querySelector(".is-wrong input") ?? panel?.querySelector("input[type=text]");
  (first ?? opener(id))?.focus();
});
document.addEventListener("click", (event) => {
  const panel = event.target.closest("[data-close-variants]")?.closest("[data-variants-of]");
  if (panel) close(panel.dataset.variantsOf);
});
document.addEventListener("keydown", (event) => {
  const panel = event.target.closest("[data-variants-of]");
  if (panel && event.key === "Escape") close(panel.dataset.variantsOf);
});
document.addEventListener("focusin", (event) => { if (event.target.closest(".cat-quick")) event.target.select(); });
for (const menu of document.querySelectorAll(".cat-menu")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });
}
