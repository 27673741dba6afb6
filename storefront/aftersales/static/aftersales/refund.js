// Shows what a refund would give back where, as the clerk chooses.
const form = document.querySelector("[data-refund]");
const preview = form?.querySelector("[data-refund-preview]");
let latest = 0;

async function update() {
  const turn = ++latest;
  const answer = await fetch(form.dataset.refund, { method: "POST", body: new FormData(form) });
  if (turn !== latest || !answer.ok) return;
  preview.innerHTML = await answer.text();
}

function chooseEverything() {
  for (const field of form.querySelectorAll("input[type=number]")) field.value = field.max;
  form.querySelector("[name=amount]").value = "";
  const shipping = form.querySelector("[name=shipping]");
  if (shipping) shipping.checked = true;
  update();
}

if (form) {
  const all = form.querySelector("[data-refund-all]");
  all.addEventListener("click", (event) => {
    event.preventDefault();
    chooseEverything();
  });
  form.addEventListener("input", (event) => {
    if (event.target.name !== "reason") update();
  });
}
