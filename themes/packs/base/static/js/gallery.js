// The gallery: a strip that scrolls by itself on touch; this adds thumbnails that lead to their picture, the
// place in the strip, and showing the picture of a chosen variant.

const gallery = document.querySelector("[data-gallery]");
const track = gallery?.querySelector("[data-gallery-track]");
const thumbs = [...(gallery?.querySelectorAll("[data-gallery-thumb]") ?? [])];
const place = gallery?.querySelector("[data-gallery-place]");

export function showPicture(number) {
  const item = track?.children[number - 1];
  if (!item) return;
  if (track.scrollWidth > track.clientWidth) {
    track.scrollTo({left: item.offsetLeft - track.offsetLeft});
  } else if (getComputedStyle(track).display === "grid") {
    item.scrollIntoView({block: "nearest"});
  }
  mark(number);
}

function mark(number) {
  thumbs.forEach((thumb, index) => {
    if (index + 1 === number) thumb.setAttribute("aria-current", "true");
    else thumb.removeAttribute("aria-current");
  });
  if (place) place.textContent = `${number} / ${track.children.length}`;
}

for (const thumb of thumbs) {
  thumb.addEventListener("click", (event) => {
    event.preventDefault();
    showPicture(Number(thumb.dataset.galleryThumb));
  });
}

track?.addEventListener("scrollend", () => {
  mark(Math.round(track.scrollLeft / track.clientWidth) + 1);
});
