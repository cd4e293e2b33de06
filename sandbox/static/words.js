// A message's words as elements: what the bot marked, and the links and commands anyone can tap.

import { make } from "./ask.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "code",
  blockquote: "q", expandable_blockquote: "q",
};
const FOUND = /(?<url>(?:https?:\/\/|t\.me\/)[^\s<>"]*[^\s<>".,;:!?)])|(?<![\w/])(?<bot_command>\/[A-Za-z0-9_]{1,64})(?!\w)/g;

function found(text) {
  return [...text.matchAll(FOUND)].map((match) => ({
    type: match.groups.url ? "url" : "bot_command", offset: match.index, length: match[0].length,
  }));
}

/** Whether a link opens this sandbox's bot. */
export function isOurs(url) {
  try {
    const { hostname, pathname } = new URL(url.includes("//") ? url : `https://${url}`);
    return ["t.me", "telegram.me"].includes(hostname) && pathname.slice(1).toLowerCase() === document.body.dataset.bot;
  } catch {
    return false;
  }
}

function wrapped(node, entity, text, on) {
  const whole = text.slice(entity.offset, entity.offset + entity.length);
  if (TAGS[entity.type]) return make(TAGS[entity.type], {}, node);
  if (entity.type === "bot_command") return pressed("command", node, () => on.command(whole));
  if (entity.type === "spoiler") {
    const spoiler = pressed("spoiler", node, () => spoiler.replaceWith(...spoiler.childNodes));
    spoiler.ariaLabel = "Hidden words. Show them";
    return spoiler;
  }
  const url = entity.url ?? (entity.type === "url" ? whole : null);
  return url ? link(url, node, on) : node;
}

// Not a <button>: that is a box of its own, and the full stop after it could fall on a line of its own.
function pressed(className, node, act) {
  const words = make("span", { className, role: "button", tabIndex: 0 }, node);
  words.addEventListener("click", act);
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
  return words;
}

function link(url, node, on) {
  const href = url.includes("//") ? url : `https://${url}`;
  const anchor = make("a", { href, target: "_blank", rel: "noreferrer" }, node);
  if (!isOurs(url)) return anchor;
  anchor.addEventListener("click", (event) => { event.preventDefault(); on.open(href); });
  return make("span", { className: "ours" }, anchor, on.elsewhere(href));
}

/** A text with its entities (UTF-16 offsets, as JavaScript counts) as nodes. `on` has command(), open(), elsewhere(). */
export function words(text, entities, on) {
  const marked = [...entities];
  const taken = (one) => entities.some((e) => ["url", "text_link", "bot_command", "code", "pre"].includes(e.type)
    && e.offset < one.offset + one.length && one.offset < e.offset + e.length);
  marked.push(...found(text).filter((one) => !taken(one)));
  return pieces(text, 0, text.length, marked.sort((a, b) => a.offset - b.offset || b.length - a.length), on);
}

// Nested marks: the outermost entity first, its inside by the same rule.
function pieces(text, from, to, entities, on) {
  const nodes = [];
  let at = from;
  while (entities.length) {
    const [entity, ...rest] = entities;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inside = rest.filter((one) => one.offset < end);
    const inner = make("span", {}, ...pieces(text, entity.offset, end, inside, on));
    nodes.push(wrapped(inner, entity, text, on));
    at = end;
    entities = rest.filter((one) => one.offset >= end);
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}
