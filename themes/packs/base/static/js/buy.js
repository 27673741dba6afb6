// Adding to the cart without leaving the page. Before this runs, and when it fails, the form leads to the page that
// needs no script and asks once more.
import {me} from "./me.js";

const form = document.querySelector("[data-buy]");
const button = form?.querySelector("[data-buy-button]");

function toast(name, text) {
  document.querySelector(".toast")?.remove();
  const box = document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  if (text) box.querySelector("span").textContent = text;
  form.after(box); // the next stop of the keyboard
  leave(box);
}

/** Goes after a while, but never from under a pointer or the keyboard. */
function leave(box) {
  setTimeout(() => (box.matches(":hover, :focus-within") ? leave(box) : box.remove()), 6000);
}

async function add() {
  const {csrf_token: token} = await me();
  const body = new FormData(form);
  if (token) body.set("csrfmiddlewaretoken", token);
  const response = await fetch(form.dataset.buy, {method: "POST", body, headers: {accept: "application/json"}});
  if (!response.headers.get("content-type")?.includes("json")) throw new Error("not JSON");
  const answer = await response.json();
  if (!response.ok) return toast("refused", answer.text);
  document.dispatchEvent(new CustomEvent("cart:changed", {detail: {count: answer.cart_count}}));
  toast("added", answer.text);
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.setAttribute("aria-busy", "true");
  try {
    await add();
  } catch {
    form.submit();
  } finally {
    button.removeAttribute("aria-busy");
  }
});
