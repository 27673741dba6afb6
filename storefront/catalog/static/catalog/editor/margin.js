// Beside each cost: what of the price is left, in percent.
import { allRows, get, input, section } from "./rows.js";

const number = (text) => text.trim() ? Number(text.replace(/[,，]/g, "")) : NaN;

function show(row) {
  const [price, cost] = [number(get(row, "price_minor")), number(get(row, "cost_minor"))];
  const place = row.querySelector("[data-margin]");
  const margin = price > 0 && cost >= 0 ? Math.round(((price - cost) / price) * 1000) / 10 : NaN;
  place.textContent = Number.isNaN(margin) ? "" : `${margin}%`;
  place.classList.toggle("is-loss", margin < 0);
}

section.addEventListener("input", (event) => {
  const row = event.target.closest?.("[data-variant]");
  if (row && [input(row, "price_minor"), input(row, "cost_minor")].includes(event.target)) show(row);
});
section.addEventListener("variants", () => allRows().forEach(show));
allRows().forEach(show);
