// Arrow keys, a chosen range, copy and paste, in any table of inputs.
export class Cells {
  constructor(holder, onChoose) {
    this.holder = holder;
    this.onChoose = onChoose;
    this.start = null;
    this.end = null;
    holder.addEventListener("keydown", (event) => this.onKey(event));
    holder.addEventListener("copy", (event) => this.onCopy(event));
    holder.addEventListener("paste", (event) => this.onPaste(event));
    holder.addEventListener("pointerdown", (event) => this.onPress(event));
    holder.addEventListener("pointerover", (event) => this.onDrag(event));
  }

  // A line of inputs each; hidden columns and the values of the options do not count.
  grid() {
    const lines = [...this.holder.querySelectorAll("tbody tr")].filter((line) => line.offsetParent !== null);
    return lines.map((line) => [...line.querySelectorAll("td:not([data-axis]) > input:not([type=hidden]), td .cat-cost > input")]
      .filter((box) => box.offsetParent !== null && !box.name.endsWith("-DELETE"))).filter((line) => line.length);
  }

  place(box) {
    const grid = this.grid();
    const line = grid.findIndex((boxes) => boxes.includes(box));
    return line < 0 ? null : [line, grid[line].indexOf(box)];
  }

  chosen() {
    if (!this.start || !this.end) return [];
    const [top, bottom] = [this.start[0], this.end[0]].sort((a, b) => a - b);
    const [left, right] = [this.start[1], this.end[1]].sort((a, b) => a - b);
    return this.grid().slice(top, bottom + 1).map((line) => line.slice(left, right + 1));
  }

  choose(start, end) {
    this.start = start;
    this.end = end;
    for (const old of this.holder.querySelectorAll(".is-chosen")) old.classList.remove("is-chosen");
    const lines = this.chosen();
    if (lines.flat().length > 1) for (const box of lines.flat()) box.closest("td").classList.add("is-chosen");
    this.onChoose(lines.flat().length > 1 ? lines.flat() : []);
  }

  onPress(event) {
    const place = event.target.matches("input") && this.place(event.target);
    if (!place) return;
    if (event.shiftKey && this.start) { event.preventDefault(); this.choose(this.start, place); }
    else this.choose(place, place);
  }

  onDrag(event) {
    if (event.buttons !== 1 || event.pointerType !== "mouse" || !this.start || !event.target.matches("input")) return;
    const place = this.place(event.target);
    if (place && String(place) !== String(this.end)) this.choose(this.start, place);
  }

  onKey(event) {
    if (!event.target.matches("input")) return;
    const here = this.place(event.target);
    if (!here) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (event.key === "Enter") event.preventDefault(); // the form is saved by its button
    if (event.key === "Delete" && this.chosen().flat().length > 1) return this.clear(event);
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey && event.key !== "Enter") return this.extend(event, step, here);
    if (step[1] && !isAtEdge(event.target, step[1])) return;
    const next = this.grid()[here[0] + step[0]]?.[here[1] + step[1]];
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next.select && next.type !== "checkbox") next.select();
    this.choose(this.place(next), this.place(next));
  }

  extend(event, step, here) {
    if (step[1] && !isAtEdge(event.target, step[1]) && !(this.end && String(this.end) !== String(this.start))) return;
    event.preventDefault();
    const from = this.start ?? here;
    const end = this.end ?? here;
    const grid = this.grid();
    const line = Math.min(Math.max(end[0] + step[0], 0), grid.length - 1);
    this.choose(from, [line, Math.min(Math.max(end[1] + step[1], 0), grid[line].length - 1)]);
  }

  clear(event) {
    event.preventDefault();
    for (const box of this.chosen().flat()) put(box, "");
  }

  onCopy(event) {
    const lines = this.chosen();
    if (lines.flat().length < 2) return;
    event.preventDefault();
    const text = lines.map((line) => line.map((box) => box.type === "checkbox" ? (box.checked ? "1" : "0") : box.value).join("\t")).join("\n");
    event.clipboardData.setData("text/plain", text);
  }

  onPaste(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    const here = event.target.matches("input") && this.place(event.target);
    const range = this.chosen();
    const isTable = /[\t\n]/.test(text);
    if (!here || (!isTable && range.flat().length < 2)) return;
    event.preventDefault();
    if (!isTable) { for (const box of range.flat()) put(box, text); return; }
    const start = this.start ? [Math.min(this.start[0], this.end[0]), Math.min(this.start[1], this.end[1])] : here;
    const grid = this.grid();
    const cells = text.split("\n").map((line) => line.split("\t"));
    cells.forEach((line, down) => line.forEach((value, across) => {
      const box = grid[start[0] + down]?.[start[1] + across];
      if (box) put(box, value.trim());
    }));
    this.choose(start, [Math.min(start[0] + cells.length, grid.length) - 1, Math.min(start[1] + cells[0].length, grid[start[0]].length) - 1]);
  }
}

export function put(box, value) {
  if (box.type === "checkbox") box.checked = ["1", "true", "yes", "y", "x", "✓", "是", "on"].includes(String(value).toLowerCase());
  else box.value = box.inputMode === "decimal" || box.inputMode === "numeric" ? value.replace(/[¥$€£￥,\s]/g, "") : value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function isAtEdge(box, step) {
  if (box.type === "checkbox" || (box.selectionStart === 0 && box.selectionEnd === box.value.length)) return true;
  return box.selectionStart === box.selectionEnd && box.selectionStart === (step < 0 ? 0 : box.value.length);
}
