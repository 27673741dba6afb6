// The search result as it may look, while typing, and whether a text is of a good length.
const wide = (text) => [...text].reduce((sum, sign) => sum + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(sign) ? 2 : 1), 0);

function cut(text, most) {
  let width = 0;
  let kept = "";
  for (const sign of text) {
    width += wide(sign);
    if (width > most) return `${kept.trimEnd()} …`;
    kept += sign;
  }
  return kept;
}

for (const frame of document.querySelectorAll("[data-seo]")) {
  const texts = frame.closest("[data-language]");
  const find = (name) => texts.querySelector(`[name$='${name}']`);
  const main = (name) => document.querySelector(`#texts-main [name='${name}']`);
  const preview = frame.querySelector("[data-seo-preview]");
  const description = () => (texts.querySelector(".public-DraftEditor-content") ?? document.querySelector("#texts-main .public-DraftEditor-content"))?.innerText.replace(/\s+/g, " ").trim() ?? "";

  const show = () => {
    const title = find("seo_title").value || find("title").value || main("seo_title").value || main("title").value;
    preview.querySelector("[data-seo-title]").textContent = cut(title, 60);
    preview.querySelector("[data-seo-text]").textContent = cut(find("seo_description").value || main("seo_description").value || description(), 160);
    preview.querySelector("[data-seo-slug]").textContent = main("slug").value || main("title").value.trim().replace(/\s+/g, "-").toLowerCase();
    for (const hint of frame.querySelectorAll("[data-hint-for]")) sayLength(hint);
  };

  const sayLength = (hint) => {
    const width = wide(document.getElementById(hint.dataset.hintFor).value);
    const best = Number(hint.dataset.best);
    const words = width === 0 ? hint.dataset.short : width > best ? hint.dataset.long : hint.dataset.good;
    hint.textContent = width ? `${width} / ${best} · ${words}` : words;
    hint.classList.toggle("is-long", width > best);
  };

  preview.hidden = false;
  document.querySelector("[data-product-form]").addEventListener("input", show);
  frame.addEventListener("toggle", show);
  show();
}
