// The checkout's form: only the fields that are needed, one click is enough.

const form = document.querySelector("[data-checkout]");
const fresh = form.querySelector("[data-new-address]");
const place = form.querySelector("[data-place]");
const heading = document.getElementById("where"); // not there when nothing is sent
const headings = { send: heading?.textContent, fetch: heading?.dataset.pickup };

function show(part, wanted) {
  part.hidden = !wanted;
  for (const field of part.querySelectorAll("input, select")) field.disabled = !wanted;
}

function showNeeded() {
  const chosen = form.querySelector("input[name=address]:checked");
  const fetched = Boolean(form.querySelector("[data-pickup]:checked"));
  show(fresh, !chosen || chosen.value === "new");
  if (!fresh.hidden) show(place, !fetched);
  heading.textContent = fetched ? headings.fetch : headings.send;
}

form.addEventListener("submit", () => {
  form.querySelector("button.btn-primary").setAttribute("aria-busy", "true");
});
if (heading) {
  form.addEventListener("change", showNeeded);
  document.body.addEventListener("htmx:afterSettle", showNeeded);
  showNeeded();
}
document.querySelector("[data-errors]")?.focus();
