// Ticks every row of the page at once; the buttons of #picked wait until one is ticked.
const form = document.querySelector("#picked");
const all = document.querySelector("[data-pick-all]");
const ticks = [...document.querySelectorAll('input[form="picked"]')];

function update() {
  const some = ticks.some((tick) => tick.checked) || form.querySelector("[name=all]")?.checked;
  for (const button of form.querySelectorAll("button")) button.disabled = !some;
  all.checked = ticks.every((tick) => tick.checked);
  all.indeterminate = !all.checked && ticks.some((tick) => tick.checked);
}

if (form && all) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked;
    update();
  });
  document.addEventListener("change", (event) => {
    if (event.target.form === form) update();
  });
  update();
}
