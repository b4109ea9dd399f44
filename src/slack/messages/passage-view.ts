import type { ModalView, RichTextBlockElement } from "@slack/types";
import type { Citation } from "../../answers/answer.ts";
import { cleanText } from "../../text/clean-text.ts";
import type { Language } from "../../text/language.ts";
import { quotedFrom, sourceLine } from "./answer-sources.ts";
import { fixed, flowing, readingView } from "./message.ts";
import { bold, link, marked, type Piece, paragraph, quote, richText } from "./rich-text.ts";
import { cut, ending } from "./shown-text.ts";

const LABELS = {
  ja: {
    title: "出典の原文",
    cardTitle: "出典のカード",
    close: "閉じる",
    open: "公開元を開く",
    before: "この前の部分",
    after: "この後の部分",
    leftOut: "（前略）",
    isGone:
      "引用した文は、今のこの文書の中に見つかりませんでした。引用したときの文は次のとおりです。",
  },
  en: {
    title: "Source",
    cardTitle: "Our card",
    close: "Close",
    open: "Open where it is published",
    before: "What comes before",
    after: "What comes after",
    leftOut: "(…) ",
    isGone:
      "The quoted sentence does not stand in this document any more. When it was quoted it read:",
  },
} as const;

export interface PassageShown {
  readonly citation: Citation;
  /** The passage as it is in the file now. */
  readonly text: string;
  /** What stands before and after it. */
  readonly before?: string;
  readonly after?: string;
  /** Where the source is published. */
  readonly url?: string;
}

/** Longest stretches that are shown: the quote, what surrounds it on each side, the neighbours. */
const MOST_QUOTE = 3000;
const MOST_AROUND = 1200;
const MOST_NEIGHBOUR = 600;

/** A window with the passage a citation is from: its source, the quote marked, what stands around it. */
export function passageView(
  { citation, text, before = "", after = "", url }: PassageShown,
  language: Language,
): ModalView {
  const labels = LABELS[language];
  const title = citation.quoteOf === "card" ? labels.cardTitle : labels.title;
  const part = (rank: number, most: number, elements: readonly RichTextBlockElement[]) =>
    flowing(elements, { rank, language, most });
  return readingView(
    { title, close: labels.close },
    [
      fixed(richText(paragraph(...aboutSource(citation, url, language)))),
      part(2, 700, neighbour(labels.before, before, "end", language)),
      part(1, 6000, passage(text, citation.quote, language)),
      part(3, 700, neighbour(labels.after, after, "start", language)),
    ],
    language,
  );
}

function aboutSource(
  citation: Citation,
  url: string | undefined,
  language: Language,
): readonly (readonly Piece[])[] {
  return [
    [sourceLine(citation, language)],
    [quotedFrom(citation, language)],
    url === undefined ? [] : [link(url, LABELS[language].open)],
  ];
}

/** The end of what comes before, the beginning of what comes after: what is nearest to the passage. */
function neighbour(
  title: string,
  text: string,
  nearest: "start" | "end",
  language: Language,
): readonly RichTextBlockElement[] {
  const clean = cleanText(text).trim();
  if (clean === "") return [];
  const shown =
    nearest === "end"
      ? lastOf(clean, MOST_NEIGHBOUR, language)
      : cut(clean, MOST_NEIGHBOUR, language);
  return [...paragraph([bold(title)]), ...quote(shown)];
}

function lastOf(text: string, most: number, language: Language): string {
  if (text.length <= most) return text;
  const { leftOut } = LABELS[language];
  return leftOut + ending(text, most - leftOut.length);
}

function passage(
  text: string,
  quoted: string,
  language: Language,
): readonly RichTextBlockElement[] {
  const clean = cleanText(text);
  const found = stretchOf(clean, cleanText(quoted));
  if (!found) {
    return [
      ...paragraph([LABELS[language].isGone]),
      ...quote(marked(cut(quoted, MOST_QUOTE, language))),
      ...paragraph([cut(clean, MOST_AROUND, language)]),
    ];
  }
  const [start, end] = found;
  return paragraph([
    lastOf(clean.slice(0, start), MOST_AROUND, language),
    marked(cut(clean.slice(start, end), MOST_QUOTE, language)),
    cut(clean.slice(end), MOST_AROUND, language),
  ]);
}

/** Where a quote stands in a text, white space aside. */
function stretchOf(text: string, quoted: string): readonly [number, number] | undefined {
  const places: number[] = [];
  let squeezed = "";
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charAt(i);
    if (/\s/u.test(unit)) continue;
    places.push(i);
    squeezed += unit;
  }
  const wanted = quoted.replace(/\s+/gu, "");
  const at = wanted === "" ? -1 : squeezed.indexOf(wanted);
  const start = places[at];
  const last = places[at + wanted.length - 1];
  return start === undefined || last === undefined ? undefined : [start, last + 1];
}
