import type { KnownBlock } from "@slack/types";
import type { Citation } from "../../answers/answer.ts";
import { ANSWER_LABELS } from "../../answers/answer-labels.ts";
import { SUGGESTION_LABELS } from "../../matching/suggestion-labels.ts";
import type { Language } from "../../text/language.ts";
import { ACTIONS } from "./action-ids.ts";
import { button, type Part, plain, type Room, roomOf } from "./message.ts";
import { bold, link, list, paragraph, richText } from "./rich-text.ts";
import { cut } from "./shown-text.ts";

const LABELS = {
  ja: {
    show: "原文を見る",
    ofSource: "資料の原文",
    ofCard: (from: string) => `カード（${from}をもとにしたもの。原文ではありません）`,
    same: (n: number) => `引用は [${n}] と同じ文です。`,
    left: (numbers: string, count: number) =>
      `ここに入りきらない出典: ${numbers}（${count}件）（以下略）`,
  },
  en: {
    show: "Show the source",
    ofSource: "from the document itself",
    ofCard: (from: string) => `from our card (after ${from}; not the original)`,
    same: (n: number) => `The quote is that of [${n}].`,
    left: (numbers: string, count: number) => `Sources left out here: ${numbers} (${count})`,
  },
} as const;

interface SourcesOptions {
  readonly language: Language;
  readonly rank: number;
  /** Under which the sources are shown when a button is pressed; without it there are no buttons. */
  readonly answerId?: string | undefined;
}

/** Longest quotes, from the best to what is done when there are too many. */
const QUOTES = [400, 120] as const;
const MOST_BLOCKS = 18;
const MOST_CHARS = 4000;
/** The title and the line on what is left out. */
const LEAST: Room = { blocks: 2, chars: 150 };

/** The citations of an answer, one below the other; those that do not fit are told by their numbers. */
export function sourcesPart(citations: readonly Citation[], options: SourcesOptions): Part {
  const { language, rank } = options;
  if (citations.length === 0) return { rank, least: roomOf([]), render: () => [] };
  const title = richText(paragraph([bold(ANSWER_LABELS[language].sources)]));
  return {
    rank,
    least: LEAST,
    render(given) {
      const room = {
        blocks: Math.min(given.blocks, MOST_BLOCKS) - LEAST.blocks,
        chars: Math.min(given.chars, MOST_CHARS) - LEAST.chars,
      };
      const tries = QUOTES.map((most) => taken(citations, room, { ...options, most }));
      const shown = tries.find(({ length }) => length === citations.length) ?? tries.at(-1) ?? [];
      return [...title, ...shown, ...leftOut(citations.slice(shown.length), language)];
    },
  };
}

function taken(
  citations: readonly Citation[],
  room: Room,
  options: SourcesOptions & { readonly most: number },
): readonly KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let chars = 0;
  for (const [i, citation] of citations.slice(0, room.blocks).entries()) {
    const same = citations.slice(0, i).find(isSameQuote(citation));
    const block = sourceBlock(citation, same?.n, options);
    chars += roomOf([block]).chars;
    if (chars > room.chars) break;
    blocks.push(block);
  }
  return blocks;
}

const MOST_SOURCE = 900;

/** One sentence of a card may rest on several sources: it is shown once. */
function isSameQuote({ path, quote }: Citation) {
  return (other: Citation) => other.path === path && other.quote === quote;
}

function sourceBlock(
  citation: Citation,
  same: number | undefined,
  { language, answerId, most }: SourcesOptions & { readonly most: number },
): KnownBlock {
  const ids = answerId === undefined ? [] : [answerId, String(citation.n)];
  const [accessory] =
    ids.length === 0 ? [] : button(LABELS[language].show, ACTIONS.showSource, ids, { language });
  const lines = [
    sourceLine(citation, language),
    ...(same === undefined
      ? [`「${cut(citation.quote, most, language)}」`, quotedFrom(citation, language)]
      : [LABELS[language].same(same)]),
  ];
  const text = plain(lines.join("\n"), MOST_SOURCE, language);
  return { type: "section", text, ...(accessory && { accessory }) };
}

const MOST_NAME = 150;

/** 「[1] 岡山県『地域再生計画』（2004時点） p.5 7(2)②」 */
export function sourceLine(citation: Citation, language: Language): string {
  const { n, title, publisher, asOf, locator } = citation;
  const name = `${cut(publisher, MOST_NAME, language)}『${cut(title, MOST_NAME, language)}』`;
  const dated = asOf === "" ? "" : `（${SUGGESTION_LABELS[language].asOf(asOf)}）`;
  const section = cut(locator.section ?? "", MOST_NAME, language);
  // Sections of several pages name them.
  const isNamed = locator.page === undefined || section.startsWith("p.");
  const page = isNamed ? "" : ANSWER_LABELS[language].page(locator.page);
  return [`[${n}] ${name}${dated}`, page, section].filter(Boolean).join(" ");
}

/** Whether the quote is from the document or from our card, and the file it stands in. */
export function quotedFrom({ quoteOf, source, path }: Citation, language: Language): string {
  const labels = LABELS[language];
  const of = quoteOf === "card" ? labels.ofCard(source) : labels.ofSource;
  return `${of} ${cut(path, MOST_NAME, language)}`;
}

function leftOut(citations: readonly Citation[], language: Language): KnownBlock[] {
  const [first] = citations;
  const last = citations.at(-1);
  if (!first || !last) return [];
  const numbers = first === last ? `[${first.n}]` : `[${first.n}]〜[${last.n}]`;
  return richText(paragraph([LABELS[language].left(numbers, citations.length)]));
}

/** Links to where sources are published, for those whose address is on file. */
export function sourceLinks(
  citations: readonly Citation[],
  urlOf: (source: string) => string | undefined,
) {
  const sources = new Map(citations.map((citation) => [citation.source, citation.title]));
  return list(
    [...sources].flatMap(([source, title]) => {
      const url = urlOf(source);
      return url === undefined ? [] : [[link(url, title)]];
    }),
  );
}
