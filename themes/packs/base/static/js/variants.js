// Choosing a variant: price, stock, picture and the form's hidden field follow without a reload.
import {showPicture} from "./gallery.js";

const form = document.querySelector("[data-buy]");
const variants = JSON.parse(document.getElementById("variants")?.textContent ?? "[]");
const options = form ? [...form.querySelectorAll(".option")] : [];
const part = (name) => form.querySelector(`[data-${name}]`);

function chosenValues() {
  return options.map((option) => option.querySelector("input:checked")?.value);
}

function find(values) {
  return variants.find((variant) => variant.values.every((value, index) => value === values[index]));
}

function show(variant) {
  const button = part("buy-button");
  const canBuy = Boolean(variant?.stock.buy);
  button.disabled = !canBuy;
  button.textContent = canBuy ? button.dataset.add : button.dataset.soldOut;
  const stock = part("stock");
  stock.className = `stock ${variant?.stock.tone ?? "is-danger"}`;
  stock.textContent = variant?.stock.text ?? button.dataset.soldOut;
  if (!variant) return;
  part("variant").value = variant.id;
  part("price").textContent = variant.price;
  part("price").classList.toggle("is-sale", Boolean(variant.was));
  part("was").textContent = variant.was;
  part("was").hidden = !variant.was;
  showPicture(variant.picture);
}

// a value is marked when, with the other options as chosen, nothing of it can be bought
function markGone(values) {
  options.forEach((option, place) => {
    for (const input of option.querySelectorAll("input")) {
      const variant = find(values.with(place, input.value));
      input.closest(".option-value").classList.toggle("is-gone", !variant?.stock.buy);
      if (input.checked) option.querySelector("[data-chosen]").textContent = input.dataset.label;
    }
  });
}

function remember(variant) {
  if (variant) history.replaceState(null, "", `${form.dataset.page}?variant=${variant.id}`);
}

form?.addEventListener("change", (event) => {
  if (!event.target.closest(".option")) return;
  const values = chosenValues();
  const variant = find(values);
  show(variant);
  markGone(values);
  remember(variant);
});
