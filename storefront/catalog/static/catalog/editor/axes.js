// The options and their values: add, rename, reorder, take away, colours. The variants follow.
import Sortable from "../../vendor/sortable.js";
import { addRow, allRows, changed, combinations, input, removal, rows, section, sync } from "./rows.js";

const holder = section.querySelector("[data-axes]");
const options = [...holder.querySelectorAll("[data-option]")];
const template = holder.querySelector("[data-value-template]");
const COLOUR_WORDS = /^(colou?rs?|颜色|色彩|色)$/i;

const nameInput = (axis) => axis.querySelector("input[name^=option]");
const hidden = (axis) => axis.querySelector("input[name^=values]");
const list = (axis) => axis.querySelector("[data-value-list]");
const items = (axis) => [...list(axis).children];
const nameOf = (axis) => nameInput(axis).value.trim();
const textOf = (item) => item.querySelector("[data-value]").value.trim();
const valuesOf = (axis) => items(axis).map(textOf).filter(Boolean);
const withColours = (axis) => axis.querySelector("[data-with-colours]").checked;

export const axes = () => options.filter((axis) => nameOf(axis) && valuesOf(axis).length)
  .map((axis) => ({ name: nameOf(axis), values: valuesOf(axis) }));

function addItem(axis, value, colour) {
  const item = template.content.cloneNode(true).firstElementChild;
  item.querySelector("[data-value]").value = value;
  item.querySelector("[data-value]").size = Math.max(4, [...value].length * (/[^\u0000-\u00ff]/.test(value) ? 2 : 1));
  item.dataset.was = value;
  if (colour) { item.querySelector("[data-colour]").value = colour; item.dataset.coloured = "1"; }
  list(axis).append(item);
  showColours(axis);
}

function showColours(axis) {
  for (const item of items(axis)) item.querySelector("[data-colour]").hidden = !withColours(axis);
}

function remember() {
  for (const axis of options) {
    const coloured = (item) => withColours(axis) && item.dataset.coloured ? item.querySelector("[data-colour]").value : "";
    hidden(axis).value = JSON.stringify(items(axis).filter(textOf).map((item) => [textOf(item), coloured(item)]));
    axis.querySelector("[data-values]").hidden = !nameOf(axis);
  }
  // an option may be named once the one before it has values
  options.forEach((axis, place) => { axis.hidden = place > 0 && !nameOf(axis) && !valuesOf(options[place - 1]).length; });
  showNames();
}

function showNames() {
  const named = axes();
  for (let place = 1; place <= 3; place += 1) {
    const name = named[place - 1]?.name ?? "";
    for (const cell of section.querySelectorAll(`[data-axis="${place}"]`)) {
      cell.hidden = !name;
      if (cell.tagName === "TH") cell.textContent = name;
      else { cell.dataset.label = name; cell.querySelector("input[type=text]").readOnly = true; }
    }
  }
  section.querySelector("[data-add]").hidden = true;
}

function update() {
  const named = axes();
  const count = named.reduce((product, axis) => product * axis.values.length, 1);
  const tooMany = count > Number(section.dataset.limit);
  holder.querySelector("[data-too-many]").hidden = !tooMany;
  remember();
  if (tooMany) return;
  sync(named.map((axis) => axis.values));
  changed();
}

function addValues(axis, text) {
  const known = new Set(valuesOf(axis));
  const fresh = text.split(/[,，、;；\t\n]/).map((value) => value.trim().slice(0, 255)).filter((value) => value && !known.has(value));
  const isFirst = !known.size;
  const place = axes().length + 1;
  if (isFirst && fresh.length && rows().length) settle(place, fresh[0]);
  for (const value of new Set(fresh)) addItem(axis, value);
  update();
}

// What there is already takes the first value of a new option.
function settle(place, value) {
  if (place === 1 && rows().length !== 1) return;
  for (const row of allRows()) if (!removal(row).checked) input(row, `option${place}`).value = value;
}

function rename(axis, item) {
  const [was, now] = [item.dataset.was, textOf(item)];
  const place = axes().findIndex((one) => one.name === nameOf(axis)) + 1;
  const isTaken = items(axis).some((other) => other !== item && textOf(other) === now);
  if (!now || isTaken) { item.querySelector("[data-value]").value = was; return; }
  for (const row of allRows()) {
    if (place && input(row, `option${place}`).value.trim() === was) input(row, `option${place}`).value = now;
  }
  item.dataset.was = now;
  update();
}

function takeAway(axis, item) {
  const isLast = items(axis).length === 1;
  const place = axes().findIndex((one) => one.name === nameOf(axis)) + 1;
  item.remove();
  if (isLast && place) dropAxis(place);
  update();
}

// The option goes: its first value's variants stay, and the options behind it move up.
function dropAxis(place) {
  for (const row of allRows()) {
    for (let here = place; here <= 3; here += 1) {
      input(row, `option${here}`).value = here < 3 ? input(row, `option${here + 1}`).value : "";
    }
  }
  if (!axes().length) rows().slice(1).forEach((row) => { removal(row).checked = true; });
}

function emptyAxis(axis) {
  const place = options.filter((one) => (nameOf(one) || one === axis) && valuesOf(one).length).indexOf(axis) + 1;
  const first = items(axis)[0] && textOf(items(axis)[0]);
  for (const row of rows()) if (place && input(row, `option${place}`).value.trim() !== first) removal(row).checked = true;
  list(axis).replaceChildren();
  if (place) dropAxis(place);
}

function wire(axis, place) {
  const told = JSON.parse(hidden(axis).value || "null") ?? valuesInRows(place + 1).map((value) => [value, ""]);
  axis.querySelector("[data-with-colours]").checked = told.some(([, colour]) => colour) || COLOUR_WORDS.test(nameOf(axis));
  for (const [value, colour] of told) addItem(axis, value, colour);
  Sortable.create(list(axis), { animation: 150, filter: "input, button", preventOnFilter: false, onEnd: update });
  axis.addEventListener("change", (event) => {
    const item = event.target.closest(".cat-value");
    if (event.target.matches("[data-value]")) rename(axis, item);
    else if (event.target.matches("[data-with-colours]")) { showColours(axis); remember(); }
    else if (event.target === nameInput(axis)) {
      if (!nameOf(axis) && items(axis).length) emptyAxis(axis);
      if (COLOUR_WORDS.test(nameOf(axis))) { axis.querySelector("[data-with-colours]").checked = true; showColours(axis); }
      update();
    }
  });
  axis.addEventListener("input", (event) => {
    if (event.target.matches("[data-colour]")) { event.target.closest(".cat-value").dataset.coloured = "1"; remember(); }
    if (event.target === nameInput(axis)) remember();
  });
  axis.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.type !== "text") return;
    event.preventDefault();
    if (event.target.matches("[data-add-value]")) take(axis);
    else event.target.blur();
  });
  axis.querySelector("[data-add-value]").addEventListener("blur", () => take(axis));
  axis.addEventListener("click", (event) => press(axis, event));
}

function take(axis) {
  const place = axis.querySelector("[data-add-value]");
  if (!place.value.trim()) return;
  addValues(axis, place.value);
  place.value = "";
}

function press(axis, event) {
  const button = event.target.closest(".cat-value button");
  if (!button) return;
  const item = button.closest("li");
  if (button.matches("[data-remove]")) { takeAway(axis, item); axis.querySelector("[data-add-value]").focus(); return; }
  const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === "1") other.after(item); else other.before(item);
  button.focus();
  update();
}

function valuesInRows(place) {
  return [...new Set(rows().map((row) => input(row, `option${place}`).value.trim()).filter(Boolean))];
}

options.forEach(wire);
section.classList.add("is-scripted");
section.querySelectorAll(".cat-variants input[name$='-DELETE']").forEach((box) => box.addEventListener("change", changed));
remember();
if (!rows().length && combinations([]).length) addRow();
changed();
