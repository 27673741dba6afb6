// Another country has other provinces: its field comes from the shop.

for (const place of document.querySelectorAll("[data-place]")) {
  place.addEventListener("change", async (event) => {
    if (event.target.name !== "country") return;
    const region = place.querySelector("[data-region]");
    const query = new URLSearchParams({ country: event.target.value });
    try {
      const answer = await fetch(`${place.dataset.regions}?${query}`);
      if (answer.ok) region.innerHTML = await answer.text();
    } catch {
      // without it the form says what is missing when it is sent
    }
  });
}
