// Another country has other provinces: their field comes from the server.

document.addEventListener("change", async (event) => {
  const place = event.target.closest("[data-place][data-regions]");
  if (!place || !event.target.name?.endsWith("country")) return;
  const region = place.querySelector("[data-region]");
  const query = new URLSearchParams({ country: event.target.value, name: event.target.name });
  try {
    const answer = await fetch(`${place.dataset.regions}?${query}`);
    if (answer.ok) region.innerHTML = await answer.text();
  } catch {
    // without it the form says what is missing when it is sent
  }
});
