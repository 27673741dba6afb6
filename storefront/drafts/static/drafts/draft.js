// What was refused is said first, also to those who do not see it.

document.body.addEventListener("htmx:afterSettle", () => {
  document.querySelector("[data-problem], [aria-invalid=true]")?.focus();
});
