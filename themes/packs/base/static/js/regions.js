// Another country has other provinces, and asks for other things: those fields come from the server.

document.addEventListener("change", async (event) => {
  const place = event.target.closest("[data-place][data-regions]");
  if (!place || !event.target.name?.endsWith("country")) return;
  const query = new URLSearchParams({ country: event.target.value, name: event.target.name });
  try {
    const answer = await fetch(`${place.dataset.regions}?${query}`);
    if (answer.ok) follow(place, await answer.text());
  } catch {
    // without it the form says what is missing when it is sent
  }
});

function follow(place, text) {
  const told = new DOMParser().parseFromString(text, "text/html");
  for (const part of told.querySelectorAll("[data-follows]")) {
    const here = place.querySelector(`[data-follows="${part.dataset.follows}"]`);
    const typed = here?.querySelector("input[type=text]")?.value;
    if (typed && part.querySelector("input[type=hidden]")) continue;
    here?.replaceChildren(...part.childNodes);
    const field = here?.querySelector("input[type=text]");
    if (typed && field) field.value = typed;
  }
}
