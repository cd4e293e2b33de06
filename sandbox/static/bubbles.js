// One message as it stands on a screen.

import { make, sign } from "./ask.js";
import { clockTime } from "./times.js";
import { words } from "./words.js";

// Drawn, not emoji: a computer without a colour font would show empty boxes.
const SIGNS = { voice: "voice", contact: "contact", document: "document" };

// The only sticker there is: a phone's own.
const sticker = ({ about }) => make("span", { className: "sticker", role: "img", ariaLabel: `Sticker ${about}` }, sign("sprout"));

function media(message, on) {
  if (message.media === "photo") {
    const image = make("img", { src: `/files/${message.file_id}`, alt: message.text || "Photo", loading: "lazy" });
    if (message.width) Object.assign(image, { width: message.width, height: message.height });
    const enlarge = make("button", { type: "button", className: "photo", ariaLabel: "Enlarge the picture" }, image);
    enlarge.addEventListener("click", () => on.enlarge(image));
    return enlarge;
  }
  if (message.media === "sticker") return sticker(message);
  const about = make("span", {}, message.about || (message.media === "voice" ? "Voice note, 0:02" : message.media));
  const parts = [make("span", { ariaHidden: "true" }, sign(SIGNS[message.media] ?? "clip")), about];
  if (message.media !== "document") return make("p", { className: "file" }, ...parts);
  return make("a", { className: "file", href: `/files/${message.file_id}`, download: message.about }, ...parts);
}

function meta(message) {
  const moment = new Date(message.date);
  const said = `${message.edited ? "edited " : ""}${clockTime(moment)}`;
  const time = make("time", { dateTime: message.date }, said);
  const small = make("span", { className: "meta" }, time);
  if (!message.from_bot) small.append(make("span", { className: "ticks", ariaHidden: "true" }, "✓✓"));
  return small;
}

function acts(message, on) {
  const row = make("span", { className: "acts" });
  const add = (name, label, act) => {
    const button = make("button", { type: "button", className: "icon", ariaLabel: label, title: label }, sign(name));
    button.addEventListener("click", act);
    row.append(button);
  };
  if (!message.from_bot && !message.media) add("edit", "Edit", () => on.edit(message));
  add("reply", "Reply", () => on.reply(message));
  return row;
}

function keyboard(message, on) {
  const rows = message.buttons.map((buttons) => make("div", { className: "keys" }, ...buttons.map((button) => {
    const key = make("button", { type: "button" }, button.text);
    if (button.url) key.append(sign("open"));
    key.addEventListener("click", () => on.tap(message, button, key));
    return key;
  })));
  return make("div", { className: "keyboard" }, ...rows);
}

function quoted(message, on) {
  const answered = on.find(message.reply_to);
  if (!answered) return null;
  const quote = make("button", { type: "button", className: "quote", ariaLabel: "Show what this replies to" },
    make("b", {}, answered.from_bot ? document.body.dataset.botName : "You"),
    make("span", {}, answered.text || answered.media));
  quote.addEventListener("click", () => on.show(answered.id));
  return quote;
}

/** The element for a message. `on` says what its parts do: tap, reply, edit, open, command, enlarge, find, show. */
export function bubble(message, on) {
  const body = make("div", { className: "body", dir: "auto" });
  const quote = message.reply_to && quoted(message, on);
  if (quote) body.append(quote);
  if (message.media) body.append(media(message, on));
  if (message.text) body.append(make("span", { className: "text" }, ...words(message.text, message.entities, on)));
  body.append(meta(message));
  const who = message.from_bot ? document.body.dataset.botName : "You";
  const line = make("div", { className: "line" }, make("span", { className: "unseen" }, `${who}: `), body, acts(message, on));
  const element = make("div", { className: `message ${message.from_bot ? "bot" : "mine"}` }, line);
  element.dataset.message = message.id;
  if (message.media) element.classList.add(message.media);
  if (message.buttons.length) element.append(keyboard(message, on));
  return element;
}
