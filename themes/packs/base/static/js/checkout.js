// The checkout's form: fields of a new address only when one is wanted, one click is enough.

const form = document.querySelector("[data-checkout]");
const fresh = form.querySelector("[data-new-address]");

function showFresh() {
  const chosen = form.querySelector("input[name=address]:checked");
  const wanted = !chosen || chosen.value === "new";
  fresh.hidden = !wanted;
  for (const field of fresh.querySelectorAll("input, select")) field.disabled = !wanted;
}

form.addEventListener("change", showFresh);
form.addEventListener("submit", () => {
  form.querySelector("button.btn-primary").setAttribute("aria-busy", "true");
});
showFresh();
document.querySelector("[data-errors]")?.focus();
