// The parts of a draft are small forms; each answer shows all of them anew. What somebody is typing meanwhile stays:
// fields whose text the server does not have are put back with their cursor, requests go one after the other, and
// nothing is drawn while an input method composes. What was refused is said first, also to those who do not see it.

import { cursorOf, idOf, isUnsaved, setCursor, take, put } from "./typed.js";

const draft = document.querySelector("#draft");
const told = new Map(); // field's id: what the server was last told of it
const parked = new Map(); // unsaved fields that the last answer does not show
const queue = [];
let busy = false;
let composing = false;
let waiting = null; // an answer that came while composing

const fields = () => [...draft.querySelectorAll("input[id], textarea[id], select[id]")];
const unsaved = () => fields().filter((field) => isUnsaved(field, told));
const savesItself = (field) => field.form?.getAttribute("hx-trigger")?.includes("change");

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#draft");
  if (!fresh) return location.reload(); // signed out meanwhile, say
  for (const field of unsaved()) parked.set(idOf(field), take(field));
  const cursor = cursorOf(document.activeElement);
  draft.replaceChildren(...fresh.childNodes);
  told.clear();
  window.htmx.process(draft);
  const back = putBack();
  if (!setCursor(draft, cursor)) draft.querySelector("[data-problem], [aria-invalid=true]")?.focus();
  return back.forEach(saveLater);
}

function putBack() {
  const back = [];
  for (const field of fields()) {
    if (!parked.has(idOf(field))) continue;
    put(field, parked.get(idOf(field)));
    parked.delete(idOf(field));
    back.push(field);
  }
  return back;
}

// The browser does not tell of a change in a field that was put back: we do, when it is left.
function saveLater(field) {
  if (!savesItself(field)) return;
  const save = () => {
    if (field.isConnected && isUnsaved(field, told)) {
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  if (field === document.activeElement) field.addEventListener("blur", save, { once: true });
  else if (!queue.length) setTimeout(save);
}

function next() {
  const request = queue.shift();
  if (!request) return;
  tell(request.state);
  window.htmx.ajax(request.verb, request.path, { source: "#draft", target: "#draft", values: request.values });
}

function stateOf(form) {
  return [...form.elements].filter((field) => field.id).map((field) => [field.id, take(field).value]);
}

function tell(state) {
  for (const [id, value] of state) told.set(id, value);
}

function valuesOf(form) {
  return Object.fromEntries(new FormData(form));
}

draft.addEventListener("htmx:confirm", (event) => {
  const { elt: form, verb, path } = event.detail;
  if (!(form instanceof HTMLFormElement)) return;
  if (busy || waiting !== null) {
    event.preventDefault();
    queue.push({ verb, path, values: valuesOf(form), state: stateOf(form) });
  } else {
    tell(stateOf(form));
  }
});
draft.addEventListener("htmx:beforeRequest", () => {
  busy = true;
});
draft.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.shouldSwap) return;
  event.detail.shouldSwap = false;
  if (composing) waiting = event.detail.serverResponse;
  else show(event.detail.serverResponse);
});
draft.addEventListener("htmx:afterRequest", (event) => {
  busy = false;
  if (!event.detail.successful) told.clear(); // it did not arrive
  if (waiting === null) next();
});
draft.addEventListener("compositionstart", () => {
  composing = true;
});
draft.addEventListener("compositionend", () => {
  composing = false;
  setTimeout(() => {
    if (composing || waiting === null) return;
    const html = waiting;
    waiting = null;
    show(html);
    next();
  });
});
