// Filters act when a choice is made; typing waits for Enter.
for (const form of document.querySelectorAll("[data-auto-submit]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=date], [type=checkbox]")) form.requestSubmit();
  });
}

// A text to copy; the button says when it is done.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
}
