// The order of categories: by dragging among brothers and sisters, or with the two arrows.
import Sortable from "../vendor/sortable.js";

const frame = document.querySelector("[data-category-order]");

async function save(branch) {
  const body = new FormData();
  for (const item of branch.children) body.append("category", item.dataset.category);
  const token = frame.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(frame.dataset.categoryOrder, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (!answer.ok) window.location.reload();
}

function move(event) {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  const item = button.closest("li");
  const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === "1") other.after(item); else other.before(item);
  button.focus();
  save(item.parentElement);
}

if (frame) {
  frame.querySelectorAll("[data-move]").forEach((button) => { button.hidden = false; });
  frame.addEventListener("click", move);
  for (const branch of frame.querySelectorAll("[data-branch]")) {
    Sortable.create(branch, { animation: 150, filter: "a, button", preventOnFilter: false, onEnd: () => save(branch) });
  }
}
