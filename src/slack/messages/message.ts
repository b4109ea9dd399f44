import type {
  Button,
  KnownBlock,
  ModalView,
  PlainTextElement,
  RichTextBlockElement,
} from "@slack/types";
import { cleanText } from "../../text/clean-text.ts";
import type { Language } from "../../text/language.ts";
import { charsOf, fitting, paragraph, richText } from "./rich-text.ts";
import { cut, fallbackOf } from "./shown-text.ts";

/** A message as `chat.postMessage` takes it. Send it with `unfurl_links` and `unfurl_media` false. */
export interface SlackMessage {
  /** For notifications, screen readers and where blocks are refused; escaped. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** What blocks take: how many there are, and the characters of all their texts and addresses. */
export interface Room {
  readonly blocks: number;
  readonly chars: number;
}

/**
 * What a message or a view is given. Slack counts 12,000 characters of text together with about 125
 * for each block, and refused measured messages from 11,341 characters on (bolt-js issues 2509 and
 * 2867): 9,000 characters in 32 blocks come to 13,000 by that count, of which 13,297 went through.
 */
const ROOM: Room = { blocks: 32, chars: 9000 };

/** A piece of a message that shortens itself. */
export interface Part {
  /** Who comes first is given room first. */
  readonly rank: number;
  /** What it takes at its shortest. */
  readonly least: Room;
  /** Blocks that take no more than the room, which is never less than `least`. */
  render(room: Room): KnownBlock[];
}

export function roomOf(blocks: readonly KnownBlock[]): Room {
  return { blocks: blocks.length, chars: charsOf(blocks) };
}

/** Blocks that are shown as they are. */
export function fixed(blocks: KnownBlock[]): Part {
  return { rank: 0, least: roomOf(blocks), render: () => blocks };
}

/** A block of rich text, cut from its end when room is short; `least` and `most` are characters. */
export function flowing(
  elements: readonly RichTextBlockElement[],
  { rank, language, least = 150, most = 2000 }: FlowingOptions,
): Part {
  const isEmpty = elements.length === 0;
  return {
    rank,
    least: isEmpty ? { blocks: 0, chars: 0 } : { blocks: 1, chars: least },
    render: ({ chars }) => richText(fitting(elements, Math.min(chars, most), language)),
  };
}

interface FlowingOptions {
  readonly rank: number;
  readonly language: Language;
  readonly least?: number;
  readonly most?: number;
}

/** The parts in their order, each in the room that those of lower rank leave it. */
export function arranged(parts: readonly Part[]): KnownBlock[] {
  const rendered = new Map<Part, KnownBlock[]>();
  let free = parts.reduce((room, { least }) => minus(room, least), ROOM);
  for (const part of [...parts].sort((a, b) => a.rank - b.rank)) {
    const blocks = part.render(plus(free, part.least));
    free = minus(plus(free, part.least), roomOf(blocks));
    rendered.set(part, blocks);
  }
  return parts.flatMap((part) => rendered.get(part) ?? []);
}

function plus(a: Room, b: Room): Room {
  return { blocks: a.blocks + b.blocks, chars: a.chars + b.chars };
}

function minus(a: Room, b: Room): Room {
  return { blocks: a.blocks - b.blocks, chars: a.chars - b.chars };
}

/** A message of parts with what is read where they are not shown. */
export function messageOf(
  parts: readonly Part[],
  fallback: readonly string[],
  language: Language,
): SlackMessage {
  const said = fallback.filter((line) => cleanText(line).trim() !== "").join("\n");
  const text = said === "" ? NOTHING[language] : said;
  const blocks = arranged(parts);
  return {
    text: fallbackOf(text, language),
    blocks: blocks.length === 0 ? richText(paragraph([NOTHING[language]])) : blocks,
  };
}

const NOTHING: Readonly<Record<Language, string>> = {
  ja: "表示できる内容がありません。",
  en: "There is nothing to show.",
};

const MOST_TITLE = 24;

/** A window to read in. */
export function readingView(
  { title, close }: { readonly title: string; readonly close: string },
  parts: readonly Part[],
  language: Language,
): ModalView {
  return {
    type: "modal",
    title: plain(title, MOST_TITLE, language),
    close: plain(close, MOST_TITLE, language),
    blocks: arranged(parts),
  };
}

/** Text in which nothing is read as a mention, a link or an emoji. Slack refuses an empty one. */
export function plain(text: string, most: number, language: Language): PlainTextElement {
  return { type: "plain_text", text: shownOr(text, most, language), emoji: false };
}

/** A text cut to a length, or the sign for nothing where there is nothing to see in it. */
export function shownOr(text: string, most: number, language: Language): string {
  const shown = cut(text, most, language);
  return shown.trim() === "" ? "—" : shown;
}

const MOST_HEADER = 150;

/** A large line above what follows. */
export function header(text: string, language: Language): KnownBlock[] {
  return [{ type: "header", text: plain(text, MOST_HEADER, language) }];
}

export function divider(): KnownBlock[] {
  return [{ type: "divider" }];
}

const MOST_CONTEXT = 300;

/** A small grey line. */
export function contextLine(text: string, language: Language): KnownBlock[] {
  if (cleanText(text).trim() === "") return [];
  return [{ type: "context", elements: [plain(text, MOST_CONTEXT, language)] }];
}

const MOST_LABEL = 75;
const MOST_VALUE = 2000;

/**
 * A button that gives ids back; none where they could not be given back whole: a shortened id would
 * be that of something else, and Slack refuses an empty one.
 */
export function button(
  label: string,
  actionId: string,
  ids: readonly string[],
  { language, style }: { readonly language: Language; readonly style?: "primary" | "danger" },
): readonly Button[] {
  const value = ids.join("|");
  if (value === "" || value.length > MOST_VALUE || !value.isWellFormed()) return [];
  return [
    {
      type: "button",
      text: plain(label, MOST_LABEL, language),
      action_id: actionId,
      value,
      ...(style !== undefined && { style }),
    },
  ];
}

const MOST_BUTTONS = 25;

/** A row of buttons; Slack refuses two with the same action id in one row. */
export function buttons(...row: readonly (readonly Button[])[]): KnownBlock[] {
  const elements = row.flat().slice(0, MOST_BUTTONS);
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}
