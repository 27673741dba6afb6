// The tree of categories: by dragging, also into one another, or with the four arrows.
import Sortable from "../vendor/sortable.js";

const frame = document.querySelector("[data-category-order]");

async function save(branch) {
  const body = new FormData();
  if (branch.dataset.branch) body.append("parent", branch.dataset.branch);
  for (const item of branch.children) body.append("category", item.dataset.category);
  const token = frame.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(frame.dataset.categoryOrder, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (!answer.ok) window.location.reload();
}

function place(item, way) {
  const branch = item.parentElement;
  const before = item.previousElementSibling;
  const after = item.nextElementSibling;
  const above = branch.closest("li");
  if (way === "up" && before) before.before(item);
  else if (way === "down" && after) after.after(item);
  else if (way === "in" && before) before.querySelector(":scope > [data-branch]").append(item);
  else if (way === "out" && above) above.after(item);
  else return null;
  return item.parentElement;
}

async function move(event) {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  const branch = place(button.closest("li"), button.dataset.move);
  if (!branch) return;
  button.focus();
  await save(branch);
}

if (frame) {
  frame.querySelectorAll("[data-move]").forEach((button) => { button.hidden = false; });
  frame.addEventListener("click", move);
  for (const branch of frame.querySelectorAll("[data-branch]")) {
    Sortable.create(branch, {
      group: "categories", animation: 150, fallbackOnBody: true, swapThreshold: 0.6, emptyInsertThreshold: 12,
      filter: "a, button", preventOnFilter: false, onEnd: (event) => save(event.to),
    });
  }
}
