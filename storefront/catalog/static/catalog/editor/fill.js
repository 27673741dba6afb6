// One value for many variants: all, those of a row or column, or the chosen cells. And the grid beside the list.
import { axes } from "./axes.js";
import { Cells } from "./cells.js";
import { canGrid, draw, field, holder, show } from "./grid.js";
import { get, input, option, rows, section, set } from "./rows.js";

const bar = section.querySelector("[data-fill]");
const list = section.querySelector("[data-list]");
const part = (name) => bar.querySelector(`[data-${name}]`);
const scope = part("fill-scope");
const chosenField = part("fill-field");
const value = part("fill-value");
const AMOUNTS = ["price_minor", "compare_at_minor", "cost_minor"];
let view = "grid";
let chosen = [];

const isGrid = () => view === "grid" && canGrid();
const currentField = () => isGrid() ? field() : chosenField.value;

function refresh() {
  bar.hidden = axes().length === 0;
  part("fields").hidden = !isGrid();
  bar.querySelector(".cat-fill__views").hidden = !canGrid();
  holder.hidden = !isGrid();
  list.hidden = isGrid();
  chosenField.closest("label").hidden = isGrid();
  for (const button of bar.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String((button.dataset.view === "grid") === isGrid()));
  for (const button of bar.querySelectorAll("[data-field]")) button.setAttribute("aria-pressed", String(button.dataset.field === field()));
  fillScopes();
  showHelp();
  if (isGrid()) draw();
}

function fillScopes() {
  const before = scope.value;
  scope.replaceChildren(...[...scope.children].slice(0, 2));
  axes().forEach((axis, place) => {
    const group = Object.assign(document.createElement("optgroup"), { label: axis.name });
    for (const one of axis.values) group.append(new Option(one, `${place + 1}:${one}`));
    scope.append(group);
  });
  scope.value = [...scope.options].some((one) => one.value === before && !one.disabled) ? before : "all";
}

function showHelp() {
  const name = currentField();
  const isBox = name === "is_active";
  part("fill-check").hidden = !isBox;
  value.closest("label").hidden = isBox;
  value.inputMode = AMOUNTS.includes(name) ? "text" : "";
  bar.querySelector("[data-help=price]").hidden = ![...AMOUNTS, "stock"].includes(name);
  bar.querySelector("[data-help=sku]").hidden = name !== "sku";
  bar.querySelector("[data-help=grid]").hidden = !isGrid();
}

function targets() {
  if (scope.value === "chosen") return [...new Set(chosen.map((box) => box.variant ?? box.closest("[data-variant]")))];
  if (scope.value === "all") return rows();
  const [place, ...rest] = scope.value.split(":");
  return rows().filter((row) => option(row, place) === rest.join(":"));
}

function fill() {
  const name = currentField();
  const wanted = targets();
  wanted.forEach((row) => set(row, name, newValue(row, name)));
  part("fill-said").textContent = part("fill-said").dataset.said.replace("%s", wanted.length);
  if (isGrid()) draw();
}

function newValue(row, name) {
  if (name === "is_active") return part("fill-check").querySelector("input").checked;
  const typed = value.value.trim();
  if (name === "sku") return pattern(row, typed);
  const change = typed.match(/^([+-])\s*(\d+(?:\.\d+)?)\s*(%?)$/);
  return change && (AMOUNTS.includes(name) || name === "stock") ? changedBy(get(row, name), change, name) : typed;
}

function pattern(row, text) {
  const place = rows().indexOf(row) + 1;
  const plain = (words) => words.replace(/\s+/g, "");
  return text.replaceAll("{n}", place).replace(/\{([123])\}/g, (_, axis) => plain(option(row, axis))).slice(0, 255);
}

// In the smallest units, so that 0.1 + 0.2 is 0.3.
function changedBy(before, [, sign, amount, percent], name) {
  const old = Number(before.replace(/,/g, ""));
  if (!before.trim() || Number.isNaN(old)) return before;
  const digits = name === "stock" ? 0 : Intl.NumberFormat("en", { style: "currency", currency: section.dataset.currency }).resolvedOptions().maximumFractionDigits;
  const unit = 10 ** digits;
  const minor = Math.round(old * unit);
  const by = percent ? (minor * Number(amount)) / 100 : Number(amount) * unit;
  const now = Math.max(0, Math.round(sign === "+" ? minor + by : minor - by));
  return (now / unit).toFixed(digits);
}

function chooseCells(boxes) {
  chosen = boxes;
  const one = scope.querySelector("[value=chosen]");
  one.disabled = !boxes.length;
  if (boxes.length) scope.value = "chosen";
  else if (scope.value === "chosen" || !boxes.length) scope.value = scope.value === "chosen" ? "all" : scope.value;
}

function chooseAxis(button) {
  const { choose: axis, value: one } = button.dataset;
  scope.value = axis === "all" ? "all" : `${axis}:${one}`;
  const wanted = new Set(targets());
  for (const box of holder.querySelectorAll("td input")) box.closest("td").classList.toggle("is-chosen", wanted.has(box.variant));
  value.focus();
}

for (const name of bar.querySelectorAll("[data-field]")) chosenField.append(new Option(name.textContent, name.dataset.field));
bar.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.view) { view = button.dataset.view; refresh(); }
  else if (button.dataset.field) { show(button.dataset.field); refresh(); }
  else if (button.matches("[data-fill-go]")) fill();
});
bar.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target === value) { event.preventDefault(); fill(); }
});
chosenField.addEventListener("change", showHelp);
holder.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose]");
  if (button) chooseAxis(button);
});
section.addEventListener("variants", refresh);
new Cells(holder, chooseCells);
new Cells(list, chooseCells);
if (section.querySelector("tr.is-wrong")) view = "list";
refresh();
