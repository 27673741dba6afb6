// Tags as small cards; the field stays the form's. Typing suggests the tags that other products have.
const frame = document.querySelector("[data-tags]");

if (frame) {
  const field = frame.querySelector("input[name=tags]");
  const typing = Object.assign(document.createElement("input"), { type: "text", maxLength: 80 });
  const cards = Object.assign(document.createElement("div"), { className: "cat-tags" });
  const split = (text) => [...new Set(text.split(/[,，;；\n]/).map((tag) => tag.trim()).filter(Boolean))];

  const show = () => {
    cards.querySelectorAll(".cat-tag").forEach((card) => card.remove());
    for (const tag of split(field.value)) {
      const card = frame.querySelector("template").content.cloneNode(true).firstElementChild;
      card.querySelector("span").textContent = tag;
      const button = card.querySelector("button");
      button.setAttribute("aria-label", `${button.getAttribute("aria-label")}: ${tag}`);
      button.addEventListener("click", () => { keep(split(field.value).filter((one) => one !== tag)); typing.focus(); });
      typing.before(card);
    }
  };

  const keep = (tags) => {
    field.value = tags.join(", ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };

  const take = () => {
    if (typing.value.trim()) keep(split(`${field.value},${typing.value}`));
    typing.value = "";
  };

  typing.setAttribute("list", "known-tags");
  typing.setAttribute("aria-label", frame.querySelector("label").firstChild.textContent.trim());
  typing.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "," || event.key === "，") { event.preventDefault(); take(); }
    if (event.key === "Backspace" && !typing.value) keep(split(field.value).slice(0, -1));
  });
  typing.addEventListener("change", take);
  cards.append(typing);
  field.after(cards);
  field.hidden = true;
  frame.querySelector("label").htmlFor = typing.id = "tag-typing";
  show();
}
