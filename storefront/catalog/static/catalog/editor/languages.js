// Texts in each language behind tabs; words of options that are new get a line of their own.
import { axes } from "./axes.js";
import { section } from "./rows.js";

const frame = document.querySelector("[data-languages]");
const tabs = frame?.querySelector("[data-language-tabs]");

function open(button) {
  for (const one of tabs.children) one.setAttribute("aria-pressed", String(one === button));
  for (const part of frame.querySelectorAll("[data-language]")) part.hidden = part.id !== button.dataset.for;
}

function showWords() {
  const wanted = [...new Set(axes().flatMap((axis) => [axis.name, ...axis.values]))];
  for (const holder of frame.querySelectorAll("[data-words]")) {
    const lines = holder.querySelector(".cat-words__rows");
    const known = new Map([...lines.children].map((line) => [line.querySelector("input").value, line]));
    for (const word of wanted) {
      if (known.has(word)) continue;
      const line = holder.querySelector("template").content.cloneNode(true).firstElementChild;
      line.querySelector("input").value = word;
      line.querySelector("span").textContent = word;
      lines.append(line);
    }
    // a word that is gone is hidden, its translation is not forgotten: other products may use it
    for (const [word, line] of known) line.hidden = !wanted.includes(word);
    holder.hidden = !wanted.length;
  }
}

if (tabs) {
  tabs.hidden = false;
  frame.classList.add("is-scripted");
  tabs.addEventListener("click", (event) => { const button = event.target.closest("button"); if (button) open(button); });
  open(tabs.querySelector(".is-wrong") ?? tabs.firstElementChild);
  section.addEventListener("variants", showWords);
  showWords();
}
