import type { RichTextBlockElement } from "@slack/types";
import type { Evidence } from "../../ledger/records.ts";
import { NEED_TYPES } from "../../ledger/vocabulary.ts";
import type { SimilarNeed, Suggestion, Suggestions } from "../../matching/suggestion.ts";
import {
  nameWithSeed,
  placeOf,
  SUGGESTION_LABELS,
  schemeLine,
  standingOf,
} from "../../matching/suggestion-labels.ts";
import { type Language, languageOf } from "../../text/language.ts";
import { ACTIONS } from "./action-ids.ts";
import {
  button,
  buttons,
  contextLine,
  flowing,
  messageOf,
  type Part,
  roomOf,
  type SlackMessage,
} from "./message.ts";
import { bold, fitting, paragraph, quote, richText, titledList } from "./rich-text.ts";
import { cut } from "./shown-text.ts";

const LABELS = {
  ja: {
    title: "相手の候補",
    need: "ニーズ",
    readAs: (types: string, places: string) =>
      `読み取り: ${[types, places].filter(Boolean).join("、")}`,
    record: "記録",
    candidate: "候補にする",
    pass: "見送り",
  },
  en: {
    title: "Candidates",
    need: "Need",
    readAs: (types: string, places: string) =>
      `Read as: ${[types, places].filter(Boolean).join(", ")}`,
    record: "Record",
    candidate: "Keep as candidate",
    pass: "Pass",
  },
} as const;

export interface SuggestionsOptions {
  /** Default: that of the need. */
  readonly language?: Language;
  /** Under which the need is known when a button is pressed; without it there are no buttons. */
  readonly needId?: string;
  /** What the words of a language model have cost, for staff. */
  readonly cost?: string | undefined;
  /** Partners that are matches already, and how those stand: shown in the place of the buttons. */
  readonly standing?: ReadonlyMap<string, string>;
}

const MOST_PARTNERS = 10;
const MOST_QUESTIONS = 3;

/**
 * Suggested partners as a Slack message, a card for each with buttons. The first cards are given the
 * room they want; those behind them get shorter, and say so.
 */
export function suggestionsMessage(
  suggestions: Suggestions & { readonly similar?: readonly SimilarNeed[] },
  options: SuggestionsOptions = {},
): SlackMessage {
  const language = options.language ?? languageOf(suggestions.need);
  const labels = SUGGESTION_LABELS[language];
  const { excluded, notices, similar = [] } = suggestions;
  const partners = suggestions.partners.slice(0, MOST_PARTNERS);
  const questions = suggestions.questions.slice(0, MOST_QUESTIONS);
  const listed = (rank: number, title: string, lines: readonly string[]) =>
    flowing(titledList(title, lines), { rank, language, most: 1200 });
  const parts = [
    flowing(whatFor(suggestions, language), { rank: 0, language, least: 250, most: 700 }),
    listed(
      2,
      labels.similar,
      similar.map(({ id, summary }) => `${id} ${summary}`),
    ),
    ...partners.map((partner, i) =>
      card(partner, {
        ...{ rank: 10 + i, number: i + 1, language },
        worded: suggestions.worded?.places.get(partner.id),
        ...options,
      }),
    ),
    listed(
      4,
      labels.excluded,
      excluded.map(({ name, reason }) => `${name}: ${reason}`),
    ),
    listed(1, labels.questions, questions),
    listed(3, labels.notices, [...notices, ...(options.cost === undefined ? [] : [options.cost])]),
  ];
  const fallback = [
    `${LABELS[language].title}: ${suggestions.need}`,
    ...partners.map(
      (partner, i) => `${i + 1}. ${nameWithSeed(partner)}（${standingOf(partner, language)}）`,
    ),
    ...notices,
    ...questions,
  ];
  return messageOf(parts, fallback, language);
}

function whatFor({ need, profile }: Suggestions, language: Language) {
  const { title, need: ofNeed, readAs } = LABELS[language];
  const types = profile.types.map((type) => NEED_TYPES[type][language]).join("・");
  return [
    ...paragraph([bold(title)], [`${ofNeed}: `, need]),
    ...paragraph([readAs(types, profile.places.join("・"))]),
  ];
}

interface CardOptions extends SuggestionsOptions {
  readonly rank: number;
  readonly number: number;
  /** The place of the reason that is in the words of a language model. */
  readonly worded: number | undefined;
  readonly language: Language;
}

/** Shortest and longest text of a card. */
const LEAST_CARD = 250;
const MOST_CARD = 1500;

function card(
  partner: Suggestion,
  { rank, number, language, worded, needId, standing }: CardOptions,
): Part {
  const labels = LABELS[language];
  const ids = needId === undefined ? undefined : [needId, partner.id];
  const pressable = (name: "record" | "candidate" | "pass") =>
    ids ? button(labels[name], ACTIONS[name], ids, { language }) : [];
  const stands = standing?.get(partner.id);
  const row =
    stands === undefined
      ? buttons(pressable("record"), pressable("candidate"), pressable("pass"))
      : contextLine(stands, language);
  const taken = roomOf(row);
  const elements = cardText(partner, { number, worded, language });
  return {
    rank,
    least: { blocks: 1 + taken.blocks, chars: LEAST_CARD + taken.chars },
    render: ({ chars }) => [
      ...richText(fitting(elements, Math.min(chars - taken.chars, MOST_CARD), language)),
      ...row,
    ],
  };
}

/** A name may not take the whole of a short card. */
const MOST_NAME = 120;

function cardText(
  partner: Suggestion,
  { number, worded, language }: Pick<CardOptions, "number" | "worded" | "language">,
): readonly RichTextBlockElement[] {
  const labels = SUGGESTION_LABELS[language];
  const { reasons, evidence, gaps, schemes } = partner;
  return [
    ...paragraph(
      [bold(`${number}. ${cut(nameWithSeed(partner), MOST_NAME, language)}`)],
      [standingOf(partner, language)],
    ),
    ...evidence.flatMap((each, i) =>
      meeting(partner, each, { reason: reasons[i], isWorded: i === worded, language }),
    ),
    // The first reasons are those of the evidence; the others stand for themselves.
    ...paragraph(...reasons.slice(evidence.length).map((reason) => [reason])),
    ...titledList(labels.gaps, gaps),
    ...titledList(
      labels.schemes,
      schemes.map((scheme) => schemeLine(scheme, language)),
    ),
  ];
}

/** What of the need meets what of the partner, in the words of each. */
function meeting(
  { parts }: Suggestion,
  evidence: Evidence,
  {
    reason = "",
    isWorded,
    language,
  }: {
    readonly reason: string | undefined;
    readonly isWorded: boolean;
    readonly language: Language;
  },
): readonly RichTextBlockElement[] {
  const words = parts
    .filter(({ part, seed }) => part === "content" && seed === evidence.quote)
    .map(({ need }) => need);
  // The reason has the card's English sentence, or one of a model; the quote is as it stands.
  const isEnough = words.length > 0 && language === "ja" && !isWorded;
  const said = isEnough ? `ニーズの「${[...new Set(words)].join("・")}」に対して:` : reason;
  return [...paragraph([said]), ...quote(`「${evidence.quote}」 — ${placeOf(evidence, language)}`)];
}
