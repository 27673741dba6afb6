// Fills an address from the name typed beside it, until the person writes an address of their own.
for (const field of document.querySelectorAll("[data-suggest-from]")) {
  const source = document.getElementById(field.dataset.suggestFrom);
  let own = field.value !== "";
  field.addEventListener("input", () => { own = field.value !== ""; });
  source?.addEventListener("input", () => {
    if (own) return;
    const words = source.value.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const slug = words.join("-").slice(0, 40).replace(/-$/, "");
    field.value = slug.length >= 3 ? slug : "";
    if (field.value) field.dispatchEvent(new CustomEvent("suggested", { bubbles: true }));
  });
}
