// The files just chosen, as small pictures; dropping files on the gallery chooses them.
const input = document.querySelector("input[name=new_pictures]");
const place = document.querySelector("[data-new-pictures]");

function show() {
  for (const old of place.querySelectorAll("img")) URL.revokeObjectURL(old.src);
  place.replaceChildren(...[...input.files].map((file) => {
    const item = document.createElement("li");
    const picture = Object.assign(document.createElement("img"), { src: URL.createObjectURL(file), alt: "" });
    const name = Object.assign(document.createElement("small"), { textContent: file.name });
    item.append(picture, name);
    return item;
  }));
}

if (input && place) {
  input.addEventListener("change", show);
  const panel = input.closest(".bo-panel");
  panel.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  panel.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const files = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
