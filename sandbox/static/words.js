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
  if (entity.type === "bot_command") {
    const command = make("button", { type: "button", className: "command" }, node);
    command.addEventListener("click", () => on.command(whole));
    return command;
  }
  if (entity.type === "spoiler") {
    const spoiler = make("button", { type: "button", className: "spoiler", ariaLabel: "Hidden words. Show them" }, node);
    spoiler.addEventListener("click", () => spoiler.replaceWith(...spoiler.childNodes));
    return spoiler;
  }
  const url = entity.url ?? (entity.type === "url" ? whole : null);
  return url ? link(url, node, on) : node;
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
