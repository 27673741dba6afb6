// The variants: one line of the table each. Everything else reads and changes them through these functions.
export const section = document.querySelector("[data-variants]");
export const FIELDS = ["price_minor", "compare_at_minor", "cost_minor", "stock", "sku", "weight_grams", "is_active"];

const body = section.querySelector("tbody");
const total = section.querySelector("[name$='-TOTAL_FORMS']");
const SEPARATOR = "\u001f";

export const allRows = () => [...body.querySelectorAll("[data-variant]")];
export const rows = () => allRows().filter((row) => !removal(row).checked);
export const removal = (row) => row.querySelector("input[name$='-DELETE']");
export const input = (row, field) => row.querySelector(`[name$='-${field}']`);
export const get = (row, field) => input(row, field).value;
export const option = (row, place) => get(row, `option${place}`).trim();
export const keyOf = (row, count) => Array.from({ length: count }, (_, place) => option(row, place + 1)).join(SEPARATOR);
export const key = (values) => values.join(SEPARATOR);

export function set(row, field, value) {
  const place = input(row, field);
  if (!place) return;
  if (place.type === "checkbox") place.checked = typeof value === "boolean" ? value : isYes(value);
  else place.value = value;
  place.dispatchEvent(new Event("input", { bubbles: true }));
}

export function isYes(text) {
  return ["1", "true", "yes", "y", "x", "✓", "是", "on"].includes(String(text).trim().toLowerCase());
}

// After rows came, went or moved; `fields` changes of single inputs are ordinary input events.
export const changed = () => section.dispatchEvent(new CustomEvent("variants"));

export function addRow(like) {
  const place = Number(total.value);
  const fresh = section.querySelector("[data-variant-template]").content.cloneNode(true);
  for (const element of fresh.querySelectorAll("[name]")) element.name = element.name.replace("__prefix__", place);
  total.value = place + 1;
  body.append(fresh);
  const row = body.lastElementChild;
  for (const field of like ? ["price_minor", "compare_at_minor", "cost_minor", "weight_grams"] : []) {
    input(row, field).value = get(like, field);
  }
  return row;
}

export function combinations(axes) {
  return axes.reduce((found, values) => found.flatMap((start) => values.map((value) => [...start, value])), [[]]);
}

// A line for each combination, in their order: known ones stay what they are, others come or go.
export function sync(axes) {
  const wanted = axes.length ? combinations(axes) : [];
  if (!wanted.length) return;
  const known = new Map();
  for (const row of allRows()) {
    const name = keyOf(row, axes.length);
    if (!known.has(name) || removal(known.get(name)).checked) known.set(name, row);
  }
  const blank = known.get(key(axes.map(() => "")));
  const kept = new Set();
  for (const values of wanted) {
    const row = known.get(key(values)) ?? (blank && !kept.has(blank) ? blank : addRow(likeness(values)));
    values.forEach((value, place) => { input(row, `option${place + 1}`).value = value; });
    removal(row).checked = false;
    kept.add(row);
    body.append(row);
  }
  for (const row of allRows()) if (!kept.has(row)) removal(row).checked = true;
}

function likeness(values) {
  const filled = rows().filter((row) => get(row, "price_minor"));
  return filled.find((row) => option(row, 1) === values[0]) ?? filled[0];
}
