// What must stay seen of a picture: press on it, or move the point with the arrow keys.
for (const button of document.querySelectorAll("[data-focus]")) {
  const field = button.parentElement.querySelector("input[name$='focus']");
  const point = button.querySelector(".cat-focus__point");
  const picture = button.querySelector("img");

  // the picture is shown whole inside a square frame, so the frame's edges are not the picture's
  const frame = () => {
    const box = button.getBoundingClientRect();
    const scale = Math.min(box.width / picture.width, box.height / picture.height) || 1;
    const natural = picture.naturalWidth / picture.naturalHeight || 1;
    const width = natural >= 1 ? box.width : box.height * natural;
    const height = natural >= 1 ? box.width / natural : box.height;
    return { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height, box, scale };
  };

  const show = () => {
    const [x, y] = (field.value || "").split(" ").map(Number);
    point.hidden = !field.value;
    const at = frame();
    point.style.left = `${at.left - at.box.left + (at.width * x) / 100}px`;
    point.style.top = `${at.top - at.box.top + (at.height * y) / 100}px`;
  };

  const put = (x, y) => {
    const inside = (value) => Math.round(Math.min(100, Math.max(0, value)));
    field.value = `${inside(x)} ${inside(y)}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };

  button.addEventListener("click", (event) => {
    if (event.detail === 0) { if (!field.value) put(50, 50); return; }
    const at = frame();
    put(((event.clientX - at.left) / at.width) * 100, ((event.clientY - at.top) / at.height) * 100);
  });
  button.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-5, 0], ArrowRight: [5, 0], ArrowUp: [0, -5], ArrowDown: [0, 5] }[event.key];
    if (!step) return;
    event.preventDefault();
    const [x, y] = (field.value || "50 50").split(" ").map(Number);
    put(x + step[0], y + step[1]);
  });
  if (picture.complete) show(); else picture.addEventListener("load", show);
  new ResizeObserver(show).observe(button);
}
