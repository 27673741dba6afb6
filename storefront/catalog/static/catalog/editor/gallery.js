// The order of a product's pictures: by dragging, or with the two arrows.
import Sortable from "../../vendor/sortable.js";

const gallery = document.querySelector("[data-gallery]");

function number() {
  gallery.querySelectorAll("input[name$='-ORDER']").forEach((input, place) => { input.value = place + 1; });
}

function move(event) {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  const item = button.closest("li");
  const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === "1") other.after(item); else other.before(item);
  number();
  button.focus();
}

if (gallery) {
  gallery.querySelectorAll("[data-move]").forEach((button) => { button.hidden = false; });
  for (const help of document.querySelectorAll("[data-with-script]")) help.hidden = false;
  gallery.addEventListener("click", move);
  Sortable.create(gallery, { animation: 150, filter: "input, button:not(.cat-focus), label", preventOnFilter: false, onEnd: number });
}
