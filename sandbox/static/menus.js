// What a phone's menus offer, and the picture in full size.

import { make } from "./ask.js";
import { drawing } from "./drawing.js";
import { menu } from "./menu.js";
import { chosenPicture } from "./scanning.js";

export function showCommands(phone, anchor) {
  const items = (phone.person.commands ?? []).map(({ command, description }) => ({
    label: `/${command}`, detail: description, act: () => phone.act("types", { text: `/${command}` }),
  }));
  if (items.length) menu(anchor, items, "Commands");
  else phone.toast("The bot has set no commands");
}

export function showAttach(phone, anchor) {
  const sends = (kind, more) => phone.act("sends", { kind, ...more });
  menu(anchor, [
    { label: "Photo", detail: "a made-up one", act: () => sends("photo", { content: drawing(phone.person.name) }) },
    { label: "Picture…", detail: "from this computer", act: () => sendPicture(phone) },
    { label: "Voice note", detail: "two silent seconds", act: () => sends("voice") },
    { label: "File", act: () => sends("document") },
    { label: "Contact", act: () => sends("contact") },
    { label: "Sticker", act: () => sends("sticker") },
  ], "Attach");
}

export function showMore(phone, anchor) {
  const { blocked } = phone.person;
  menu(anchor, [
    { label: "Open a QR picture…", detail: "as the camera would", act: async () => phone.scan(await chosenPicture()) },
    { label: blocked ? "Unblock the bot" : "Block the bot", act: () => phone.act(blocked ? "unblocks" : "blocks") },
    { label: "Delete the account", detail: "for good", act: () => phone.act("deletes_account") },
  ], "More");
}

async function sendPicture(phone) {
  const file = await chosenPicture();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  await phone.act("sends", { kind: "photo", content, name: file.name });
}

/** The button beside a link that opens it in another phone. */
export function elsewhere(phone, link) {
  const button = make("button", { type: "button", className: "elsewhere", ariaLabel: "Open this link in another phone" }, "Open in…");
  button.setAttribute("aria-haspopup", "menu");
  button.addEventListener("click", () => menu(button, phone.others().map((other) => ({
    label: other.person.name, detail: other.person.label, act: () => other.act("opens", { link }),
  })), "Open in"));
  return button;
}

/** Show a picture in full size; any of the phones can scan it when it is a QR code. */
export function enlarge(image, phones) {
  const dialog = document.querySelector("#picture");
  Object.assign(dialog.querySelector("img"), { src: image.src, alt: image.alt });
  dialog.querySelector(".scan").onclick = ({ currentTarget }) => menu(currentTarget, phones.map((phone) => ({
    label: phone.person.name, detail: phone.person.label, act: () => { dialog.close(); phone.scan(image); },
  })), "Scan with", dialog);
  dialog.showModal();
}
