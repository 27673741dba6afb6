// A chart's values, day by day: under the pointer, under the finger, and with the arrow keys.
export function readOut(root) {
  for (const chart of root.querySelectorAll("[data-chart]")) new DayReader(chart);
}

class DayReader {
  constructor(chart) {
    this.plot = chart.querySelector("[role=slider]");
    this.days = [...chart.querySelectorAll("[data-day]")];
    this.rows = [...chart.querySelectorAll("tbody tr")];
    this.line = chart.querySelector("[data-reading]");
    this.plot.addEventListener("pointermove", (event) => this.point(event));
    this.plot.addEventListener("pointerdown", (event) => this.point(event));
    this.plot.addEventListener("pointerleave", () => this.show(this.days.length - 1));
    this.plot.addEventListener("keydown", (event) => this.press(event));
    this.show(this.days.length - 1);
  }

  point(event) {
    const { left, width } = this.plot.getBoundingClientRect();
    this.show(Math.floor(((event.clientX - left) / width) * this.days.length));
  }

  press(event) {
    const last = this.days.length - 1;
    const moves = {
      ArrowLeft: this.at - 1, ArrowDown: this.at - 1, ArrowRight: this.at + 1, ArrowUp: this.at + 1,
      PageDown: this.at - 7, PageUp: this.at + 7, Home: 0, End: last,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    this.show(moves[event.key]);
  }

  show(index) {
    this.at = Math.max(0, Math.min(index, this.days.length - 1));
    const { reading } = this.days[this.at].dataset;
    this.days.forEach((day, place) => day.classList.toggle("bo-chart__day--on", place === this.at));
    this.plot.setAttribute("aria-valuenow", this.at + 1);
    this.plot.setAttribute("aria-valuetext", reading);
    this.line.textContent = reading;
  }
}
