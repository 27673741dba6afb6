// Colour x size: one field of every variant as a grid, whose cells are the table's inputs seen from elsewhere.
import { axes } from "./axes.js";
import { get, input, key, keyOf, rows, section, set } from "./rows.js";

export const holder = section.querySelector("[data-grid]");
let shown = "price_minor";

export const field = () => shown;
export const canGrid = () => axes().length >= 2;

export function show(name) {
  shown = name;
  draw();
}

export function draw() {
  const [down, across, deep] = axes();
  if (!across) { holder.replaceChildren(); return; }
  const byKey = new Map(rows().map((row) => [keyOf(row, axes().length), row]));
  const table = element("table", { className: "cat-matrix" });
  table.append(element("caption", { className: "bo-hidden", textContent: `${down.name} × ${across.name}` }));
  table.append(head(down, across));
  for (const level of deep ? deep.values : [null]) {
    const group = element("tbody");
    if (level !== null) group.append(levelRow(deep, level, across.values.length + 1));
    for (const value of down.values) group.append(line(value, across, level, byKey));
    table.append(group);
  }
  holder.replaceChildren(table);
}

function head(down, across) {
  const line = element("tr");
  const corner = element("th", { scope: "col" });
  corner.append(chooser(`${down.name} \\ ${across.name}`, "all", ""));
  line.append(corner);
  for (const value of across.values) {
    const cell = element("th", { scope: "col" });
    cell.append(chooser(value, "2", value));
    line.append(cell);
  }
  const thead = element("thead");
  thead.append(line);
  return thead;
}

function levelRow(deep, level, span) {
  const line = element("tr", { className: "cat-matrix__level" });
  const cell = element("th", { scope: "rowgroup", colSpan: span });
  cell.append(chooser(`${deep.name}: ${level}`, "3", level));
  line.append(cell);
  return line;
}

function line(value, across, level, byKey) {
  const tr = element("tr");
  const name = element("th", { scope: "row" });
  name.append(chooser(value, "1", value));
  tr.append(name);
  for (const other of across.values) {
    const values = level === null ? [value, other] : [value, other, level];
    tr.append(cell(byKey.get(key(values)), values.join(", ")));
  }
  return tr;
}

function cell(row, name) {
  const td = element("td");
  if (!row) return td;
  const source = input(row, shown);
  const box = element("input", { type: source.type, title: "" });
  box.setAttribute("aria-label", `${name}: ${source.getAttribute("aria-label")}`);
  if (source.inputMode) box.inputMode = source.inputMode;
  if (source.getAttribute("aria-invalid")) box.setAttribute("aria-invalid", "true");
  if (box.type === "checkbox") box.checked = source.checked; else box.value = get(row, shown);
  if (shown !== "is_active" && !input(row, "is_active").checked) td.classList.add("is-off");
  box.variant = row;
  box.addEventListener("input", () => set(row, shown, box.type === "checkbox" ? box.checked : box.value));
  td.append(box);
  return td;
}

function chooser(text, axis, value) {
  const button = element("button", { type: "button", textContent: text });
  button.dataset.choose = axis;
  button.dataset.value = value;
  return button;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
