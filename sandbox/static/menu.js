// A small menu beside a button: arrow keys move, Escape and a click elsewhere close it.

import { make } from "./ask.js";

let open = null;

function close({ refocus = false } = {}) {
  if (!open) return;
  open.element.remove();
  open.anchor.setAttribute("aria-expanded", "false");
  if (refocus) open.anchor.focus();
  open = null;
}

function place(element, anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const below = box.bottom + 6 + height < innerHeight;
  element.style.top = `${Math.max(8, below ? box.bottom + 6 : box.top - height - 6)}px`;
  element.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
}

function move(event) {
  const items = [...open.element.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") close({ refocus: true });
  else if (to === undefined) return;
  else items.at(to % items.length).focus();
  event.preventDefault();
}

/** Show a menu of {label, detail?, act} beside a button, in a dialog if that is open; a second press closes it. */
export function menu(anchor, items, name, within = document.body) {
  const again = open?.anchor === anchor;
  close();
  if (again || !items.length) return;
  const element = make("div", { className: "menu", role: "menu", ariaLabel: name });
  for (const { label, detail, act } of items) {
    const item = make("button", { type: "button", role: "menuitem" }, make("b", {}, label));
    if (detail) item.append(make("span", {}, detail));
    item.addEventListener("click", () => { close({ refocus: true }); act(); });
    element.append(item);
  }
  element.addEventListener("keydown", move);
  within.append(element);
  open = { element, anchor };
  anchor.setAttribute("aria-expanded", "true");
  place(element, anchor);
  element.querySelector("button").focus();
}

document.addEventListener("pointerdown", ({ target }) => {
  if (open && !open.element.contains(target) && !open.anchor.contains(target)) close();
});
addEventListener("resize", () => close());
