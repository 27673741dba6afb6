// Pages are cached by address, so the choice of a language is kept here: addresses without one follow it.

const YEAR = 365 * 24 * 60 * 60;
const secure = location.protocol === "https:" ? "; secure" : "";

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-language-cookie] a");
  if (!link) return;
  const name = link.parentElement.dataset.languageCookie;
  document.cookie = `${name}=${link.hreflang.toLowerCase()}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
});
