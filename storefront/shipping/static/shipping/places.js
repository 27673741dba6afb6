// Finding a place among many; no prices for places that are not sent to.

for (const box of document.querySelectorAll("[data-places]")) {
  const search = box.querySelector("[data-places-search]");
  const groups = [...box.querySelectorAll("[data-place-group]")];
  const before = new Map(groups.map((group) => [group, group.open]));
  search.hidden = false;
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const place of box.querySelectorAll("[data-place]")) {
      const names = [place, ...place.querySelectorAll("[data-place]")].map((p) => p.dataset.place);
      const above = place.parentElement.closest("[data-place]");
      place.hidden = !names.some((name) => name.includes(wanted)) && !above?.dataset.place.includes(wanted);
    }
    for (const group of groups) {
      group.open = wanted ? Boolean(group.querySelector("[data-place]:not([hidden])")) : before.get(group);
    }
  });
}

const prices = document.querySelector("[data-prices]");
function showPrices() {
  const chosen = document.querySelector("[name=delivers]:checked");
  prices.hidden = chosen?.value === "no";
}
if (prices) {
  document.addEventListener("change", showPrices);
  showPrices();
}
