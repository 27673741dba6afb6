// Pages are the same for everybody; one small request adds what is the visitor's own:
// the number in the cart, and the CSRF token for whoever posts by script.

const header = document.querySelector("[data-me]");
// the preview of a page stands in the back office, which is another origin: there is no visitor there
const isShop = header && new URL(header.dataset.me, location.href).origin === location.origin;
let answer = null;

export function me() {
  if (!isShop) return Promise.resolve({});
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

document.addEventListener("cart:changed", (event) => showCount(event.detail.count));
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return; // a page from the back button would show an old cart
  answer = null;
  fill();
});

function fill() {
  me().then(({cart_count: count}) => showCount(count ?? 0));
}

if (isShop) fill();
