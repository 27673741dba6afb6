// What a person has typed into a field, and where the cursor stands in it.

export const idOf = (field) => field.id;

const isTick = (field) => field.type === "radio" || field.type === "checkbox";

export function take(field) {
  return { value: isTick(field) ? field.checked : field.value };
}

export function put(field, { value }) {
  if (isTick(field)) field.checked = value;
  else field.value = value;
  for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) {
    part.open = true;
  }
}

// As the server sent it, unless it was told something else since.
export function isUnsaved(field, told) {
  if (field.type === "hidden" || field.type === "submit") return false;
  const known = told.has(field.id) ? told.get(field.id) : given(field);
  return take(field).value !== known;
}

function given(field) {
  if (isTick(field)) return field.defaultChecked;
  if (field.tagName !== "SELECT") return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

export function cursorOf(field) {
  if (!field?.id) return null;
  return { id: field.id, from: field.selectionStart, to: field.selectionEnd };
}

// Whether the field is still there.
export function setCursor(root, cursor) {
  const field = cursor && root.querySelector(`#${CSS.escape(cursor.id)}`);
  if (!field) return false;
  for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) {
    part.open = true;
  }
  field.focus({ preventScroll: true });
  if (typeof cursor.from === "number") field.setSelectionRange(cursor.from, cursor.to);
  return true;
}
