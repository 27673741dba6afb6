// Filters act when a choice is made; typing waits for Enter.
for (const form of document.querySelectorAll("[data-auto-submit]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=date], [type=checkbox]")) form.requestSubmit();
  });
}
