// Pages are the same for everybody; one small request adds what is the visitor's own:
// the number in the cart, and the CSRF token for forms marked data-token.

const header = document.querySelector("[data-me]");
let answer = null;

export function me() {
  answer ??= fetch(header.dataset.me, {headers: {accept: "application/json"}, cache: "no-store"})
    .then((response) => (response.ok ? response.json() : {}))
    .catch(() => ({}));
  return answer;
}

export function showCount(count) {
  for (const badge of document.querySelectorAll("[data-cart-count]")) {
    badge.textContent = count > 99 ? "99+" : count;
    badge.hidden = !count;
  }
}

function giveToken(form, token) {
  const input = form.elements.csrfmiddlewaretoken ?? document.createElement("input");
  Object.assign(input, {type: "hidden", name: "csrfmiddlewaretoken", value: token});
  form.append(input);
}

document.addEventListener("cart:changed", (event) => showCount(event.detail.count));
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return; // a page from the back button would show an old cart
  answer = null;
  fill();
});

function fill() {
  me().then(({cart_count: count, csrf_token: token}) => {
    showCount(count ?? 0);
    if (token) document.querySelectorAll("form[data-token]").forEach((form) => giveToken(form, token));
  });
}

if (header) fill();
