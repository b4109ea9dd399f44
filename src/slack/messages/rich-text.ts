import type {
  KnownBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextLink,
  RichTextSection,
  RichTextText,
} from "@slack/types";
import { shownText } from "../../text/clean-text.ts";
import type { Language } from "../../text/language.ts";
import { cut, LEFT_OUT } from "./shown-text.ts";

// Untrusted text stands in `text` elements only: Slack shows them as they are, whatever they say.

export type Inline = RichTextText | RichTextLink;
/** A plain text, or one with a style. */
export type Piece = string | Inline;
type Item = string | readonly Piece[];

export function bold(text: string): Inline {
  return { type: "text", text, style: { bold: true } };
}

/** A text that stands out as a mark does: 【受付中】, [1]. */
export function badge(text: string): Inline {
  return { type: "text", text: `【${text}】`, style: { bold: true } };
}

/** The stretch of a text that was quoted elsewhere. */
export function marked(text: string): Inline {
  return { type: "text", text, style: { bold: true, code: true } };
}

const MOST_URL = 3000;

/** A link to an https address; the words alone where the address is none. */
export function link(url: string, words: string): Piece {
  const isSafe = /^https:\/\/[^\s<>|]+$/u.test(url) && url.length <= MOST_URL && URL.canParse(url);
  return isSafe && words !== "" ? { type: "link", url, text: words } : words;
}

/** Lines below one another; empty ones are left out. */
export function paragraph(
  ...lines: readonly (readonly Piece[])[]
): readonly RichTextBlockElement[] {
  const shown = lines.map(inlines).filter((line) => line.length > 0);
  const elements = shown.flatMap((line, i) => (i === 0 ? line : [BREAK, ...line]));
  return elements.length === 0 ? [] : [{ type: "rich_text_section", elements }];
}

/** A quotation, set off from what stands around it. */
export function quote(...pieces: readonly Piece[]): readonly RichTextBlockElement[] {
  const elements = inlines(pieces);
  return elements.length === 0 ? [] : [{ type: "rich_text_quote", elements }];
}

/** Items with bullets; empty ones are left out. */
export function list(items: readonly Item[]): readonly RichTextBlockElement[] {
  const elements = items
    .map((item) => inlines(typeof item === "string" ? [item] : item))
    .filter((item) => item.length > 0)
    .map((item): RichTextSection => ({ type: "rich_text_section", elements: item }));
  return elements.length === 0 ? [] : [{ type: "rich_text_list", style: "bullet", elements }];
}

/** A list under its title; nothing where the list is empty. */
export function titledList(title: string, items: readonly Item[]): readonly RichTextBlockElement[] {
  const shown = list(items);
  return shown.length === 0 ? [] : [...paragraph([bold(title)]), ...shown];
}

/** One block of all elements; nothing where there are none. */
export function richText(elements: readonly RichTextBlockElement[]): KnownBlock[] {
  return elements.length === 0 ? [] : [{ type: "rich_text", elements: [...joined(elements)] }];
}

const BREAK: Inline = { type: "text", text: "\n" };

/** Slack refuses empty texts, and what is made of them. */
function inlines(pieces: readonly Piece[]): Inline[] {
  const shown = pieces
    .map((piece): Inline => (typeof piece === "string" ? { type: "text", text: piece } : piece))
    .map((inline) => ({ ...inline, text: shownText(inline.text ?? "") }))
    .filter(({ text }) => text !== "");
  return shown.some(({ text }) => text.trim() !== "") ? shown : [];
}

/** Neighbouring paragraphs as one: two sections side by side may stand in one line. */
function joined(elements: readonly RichTextBlockElement[]): readonly RichTextBlockElement[] {
  const all: RichTextBlockElement[] = [];
  for (const element of elements) {
    const last = all.at(-1);
    if (last?.type === "rich_text_section" && element.type === "rich_text_section") {
      all[all.length - 1] = { ...last, elements: [...last.elements, BREAK, ...element.elements] };
    } else all.push(element);
  }
  return all;
}

/** Characters that the elements show. */
export function charsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + charsOf(each), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    if (typeof inner !== "string") return sum + charsOf(inner);
    return key === "text" || key === "url" ? sum + inner.length : sum;
  }, 0);
}

/**
 * The elements in a number of characters, cut from the end with the mark of what was left out. Takes
 * at least the room of that mark.
 */
export function fitting(
  elements: readonly RichTextBlockElement[],
  most: number,
  language: Language,
): readonly RichTextBlockElement[] {
  const whole = joined(elements);
  if (charsOf(whole) <= most) return whole;
  const taken: RichTextBlockElement[] = [];
  let room = most - LEFT_OUT[language].length - 2;
  for (const element of whole) {
    if (charsOf(element) > room) return [...taken, ...cutElement(element, room, language)];
    taken.push(element);
    room -= charsOf(element);
  }
  return taken;
}

/** What fits of an element, with the mark of what was left out. */
function cutElement(
  element: RichTextBlockElement,
  room: number,
  language: Language,
): readonly RichTextBlockElement[] {
  if (element.type === "rich_text_list") {
    const items = whatFits(element.elements, room);
    return [...(items.length === 0 ? [] : [{ ...element, elements: items }]), ...marker(language)];
  }
  const before = whatFits<Inline | RichTextElement>(element.elements, room);
  const next = element.elements[before.length];
  const left = room - charsOf(before);
  const isCut = next?.type === "text" && left >= SHORTEST_CUT;
  const elements = isCut ? [...before, { ...next, text: cut(next.text, left, language) }] : before;
  // A cut element has the kinds of parts that it had.
  const shown = elements.length === 0 ? [] : [{ ...element, elements } as RichTextBlockElement];
  return isCut ? shown : joined([...shown, ...marker(language)]);
}

function marker(language: Language): readonly RichTextBlockElement[] {
  return paragraph([LEFT_OUT[language].trim()]);
}

/** A shorter beginning of a text tells nothing. */
const SHORTEST_CUT = 30;

function whatFits<Part>(parts: readonly Part[], room: number): Part[] {
  let left = room;
  const end = parts.findIndex((part) => {
    left -= charsOf(part);
    return left < 0;
  });
  return end === -1 ? [...parts] : parts.slice(0, end);
}
