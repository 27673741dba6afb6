// Home asks for its panels once a minute: while somebody sees it, and not under a person's keyboard.
import { readOut } from "./chart.js";

const home = document.getElementById("home");
let open = [];

home.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden || home.querySelector(":focus-visible")) event.preventDefault();
});

home.addEventListener("htmx:beforeSwap", ({ detail }) => {
  open = [...home.querySelectorAll("details[open]")].map((details) => details.id);
  if (new URL(detail.xhr.responseURL).pathname === location.pathname) return;
  detail.shouldSwap = false; // signed out meanwhile: to the sign-in page, and back here afterwards
  location.reload();
});

home.addEventListener("htmx:afterSwap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  readOut(home);
});

readOut(home);
