// The carousel: a strip that scrolls by itself on touch; this adds buttons, the place, and turning by itself,
// which stops for good when the visitor stops it and waits while they point at it, are in it, or ask for less motion.

const SECONDS = 6;
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

function start(carousel) {
  const track = carousel.querySelector("[data-carousel-track]");
  const place = carousel.querySelector("[data-carousel-place]");
  const count = track.children.length;
  const current = () => Math.round(track.scrollLeft / track.clientWidth);
  const go = (index) => track.scrollTo({left: ((index + count) % count) * track.clientWidth});
  carousel.querySelector("[data-carousel-controls]").hidden = false;
  carousel.querySelector("[data-carousel-previous]").addEventListener("click", () => go(current() - 1));
  carousel.querySelector("[data-carousel-next]").addEventListener("click", () => go(current() + 1));
  track.addEventListener("scrollend", () => {
    place.textContent = `${current() + 1} / ${count}`;
  });
  if ("turns" in carousel.dataset) turn(carousel, () => go(current() + 1));
}

function turn(carousel, next) {
  const button = carousel.querySelector("[data-carousel-pause]");
  const use = button.querySelector("use");
  const icons = use.getAttribute("href").split("#")[0];
  let turning = !still.matches;
  const show = () => {
    use.setAttribute("href", `${icons}#${turning ? "pause" : "play"}`);
    button.setAttribute("aria-label", turning ? button.dataset.pause : button.dataset.play);
    carousel.querySelector("[data-carousel-place]").setAttribute("aria-live", turning ? "off" : "polite");
  };
  button.addEventListener("click", () => {
    turning = !turning;
    show();
  });
  setInterval(() => {
    if (turning && !document.hidden && !carousel.matches(":hover, :focus-within")) next();
  }, SECONDS * 1000);
  show();
}

for (const carousel of document.querySelectorAll("[data-carousel]")) {
  if (carousel.querySelector("[data-carousel-controls]")) start(carousel);
}
