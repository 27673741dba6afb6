// A long tree of categories is found by typing.
for (const frame of document.querySelectorAll("[data-category-choice]")) {
  const find = frame.querySelector(".cat-choice__find");
  if (!find) continue;
  find.hidden = false;
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  find.addEventListener("input", (event) => {
    event.stopPropagation();
    const wanted = find.value.trim().toLowerCase();
    for (const label of frame.querySelectorAll("label")) {
      label.hidden = Boolean(wanted) && !label.textContent.toLowerCase().includes(wanted) && !label.querySelector("input").checked;
    }
  });
}
