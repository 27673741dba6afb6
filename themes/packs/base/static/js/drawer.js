// The phone's menu: closes on Escape, and on a click beside it.

for (const drawer of document.querySelectorAll("[data-drawer]")) {
  const summary = drawer.querySelector("summary");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.open) return;
    drawer.open = false;
    summary.focus();
  });
  document.addEventListener("click", (event) => {
    if (drawer.open && !drawer.contains(event.target)) drawer.open = false;
  });
}
