// The table of variants: a column for each named option, a row for each combination of their values.
const section = document.querySelector("[data-variants]");

const options = () => [...section.querySelectorAll("[data-option]")];
const nameOf = (option) => option.querySelector("input").value.trim();
const valuesInput = (option) => option.querySelector("[data-values] input");
const rows = () => [...section.querySelectorAll("tbody [data-variant]")];
const removal = (row) => row.querySelector("input[name$='-DELETE']");
const cell = (row, axis) => row.querySelector(`[data-axis="${axis}"] input[type=text]`);
const total = () => section.querySelector("[name$='-TOTAL_FORMS']");

function split(text) {
  return [...new Set(text.split(/[,，、]/).map((value) => value.trim()).filter(Boolean))];
}

function showColumns() {
  options().forEach((option, index) => {
    const name = nameOf(option);
    option.querySelector("[data-values]").hidden = !name;
    for (const place of section.querySelectorAll(`[data-axis="${index + 1}"]`)) {
      place.hidden = !name;
      if (place.tagName === "TH") place.textContent = name;
      else place.dataset.label = name;
      place.querySelector?.("input[type=text]")?.setAttribute("aria-label", name);
    }
  });
  section.querySelector("[data-make]").hidden = !options().some(nameOf);
}

function showValues() {
  options().forEach((option, index) => {
    const values = rows().map((row) => cell(row, index + 1).value.trim()).filter(Boolean);
    valuesInput(option).value = [...new Set(values)].join(", ");
  });
}

function addRow(like) {
  const place = Number(total().value);
  const body = section.querySelector("tbody");
  const fresh = section.querySelector("template").content.cloneNode(true);
  for (const element of fresh.querySelectorAll("[name], [id], [for]")) {
    for (const attribute of ["name", "id", "for"]) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, value.replace("__prefix__", place));
    }
  }
  total().value = place + 1;
  body.append(fresh);
  const row = body.lastElementChild;
  if (like) {
    for (const field of ["price_minor", "compare_at_minor", "weight_grams"]) {
      row.querySelector(`[name$='-${field}']`).value = like.querySelector(`[name$='-${field}']`).value;
    }
  }
  return row;
}

function combinations() {
  const axes = options().filter(nameOf).map((option) => split(valuesInput(option).value));
  if (!axes.length || axes.some((values) => !values.length)) return [];
  return axes.reduce((found, values) => found.flatMap((start) => values.map((value) => [...start, value])), [[]]);
}

function keyOf(row, count) {
  return Array.from({ length: count }, (_, index) => cell(row, index + 1).value.trim()).join("\u001f");
}

function make() {
  const wanted = combinations();
  if (!wanted.length) return;
  const like = rows().find((row) => !removal(row).checked) ?? rows()[0];
  const blank = rows().find((row) => !keyOf(row, 3).replaceAll("\u001f", ""));
  const present = new Set(rows().map((row) => keyOf(row, wanted[0].length)));
  let free = blank;
  for (const values of wanted) {
    if (present.has(values.join("\u001f"))) continue;
    const row = free ?? addRow(like);
    free = null;
    values.forEach((value, index) => { cell(row, index + 1).value = value; });
  }
  showColumns();
}

if (section) {
  for (const hidden of section.querySelectorAll("[data-add]")) hidden.hidden = false;
  showColumns();
  showValues();
  section.addEventListener("input", (event) => {
    if (event.target.closest("[data-option]") && !event.target.closest("[data-values]")) showColumns();
  });
  section.querySelector("[data-make]").addEventListener("click", make);
  section.querySelector("[data-add]").addEventListener("click", () => {
    const row = addRow(rows().at(-1));
    showColumns();
    row.querySelector("input[type=text]:not([hidden])")?.focus();
  });
}
