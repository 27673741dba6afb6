// Draws the specimen in the form's values as they are chosen; a theme brings its own values.

const form = document.querySelector(".bo-form");
const specimen = document.querySelector("[data-specimen]");
const reset = document.querySelector("[data-reset]");
const fonts = JSON.parse(document.getElementById("fonts").textContent);
const TOKENS = ["brand", "paper", "radius", "font-body", "font-display"];

const isDark = (colour) => {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 150;
};

function draw() {
  const value = (name) => form.elements[name].value;
  for (const name of ["brand", "paper"]) specimen.style.setProperty(`--${name}`, value(name));
  for (const name of ["font-body", "font-display"]) specimen.style.setProperty(`--${name}`, fonts[value(name)]);
  specimen.style.setProperty("--radius", `${value("radius")}px`);
  specimen.style.setProperty("--brand-ink", isDark(value("brand")) ? "#fff" : "#14120f");
  specimen.classList.toggle("is-dark", isDark(value("paper")));
}

function wearTheme() {
  const theme = form.querySelector("[name=theme]:checked");
  form.elements.radius.max = theme.dataset.mostRadius;
  for (const name of TOKENS) form.elements[name].value = theme.getAttribute(`data-own-${name}`);
  draw();
}

form.addEventListener("change", (event) => event.target.name === "theme" && wearTheme());
form.addEventListener("input", draw);
reset.addEventListener("click", wearTheme);
reset.hidden = specimen.hidden = false;
draw();
