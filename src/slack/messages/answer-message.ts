import type { Button, KnownBlock } from "@slack/types";
import { type Answer, type Conflict, conflictLines, verdictIn } from "../../answers/answer.ts";
import { ANSWER_LABELS, modelLine } from "../../answers/answer-labels.ts";
import type { GivenAnswer } from "../../desk/answering.ts";
import { nameWithSeed, standingOf } from "../../matching/suggestion-labels.ts";
import { type Language, languageOf } from "../../text/language.ts";
import { ACTIONS } from "./action-ids.ts";
import { statusBadges } from "./answer-badges.ts";
import { sourceLine, sourceLinks, sourcesPart } from "./answer-sources.ts";
import { rowLines, tablePart } from "./answer-table.ts";
import {
  button,
  buttons,
  contextLine,
  fixed,
  flowing,
  messageOf,
  type Part,
  plain,
  roomOf,
  type SlackMessage,
} from "./message.ts";
import { bold, type Piece, paragraph, richText, titledList } from "./rich-text.ts";
import { LEFT_OUT } from "./shown-text.ts";

const LABELS = {
  ja: {
    links: "公開元",
    next: "次にできること",
    tries: [
      "制度・機関・機器の名前や、地域、年度を入れて聞き直す",
      "言い方を変える、または一つずつ分けて聞く",
    ],
    consultation: "下の「担当者に相談」を押す",
    useful: "役に立った",
    notUseful: "役に立たなかった",
    outdated: "古い情報です",
    consult: "担当者に相談",
    share: "共有する",
    register: "ニーズとして登録",
    registration: "相談したい候補があれば、下の「ニーズとして登録」から始められます",
  },
  en: {
    links: "Published at",
    next: "What you can do",
    tries: [
      "Ask again with the name of a scheme, a body or an instrument, a region or a year",
      "Put it in other words, or ask one thing at a time",
    ],
    consultation: 'Press "Ask a coordinator" below',
    useful: "Useful",
    notUseful: "Not useful",
    outdated: "This is outdated",
    consult: "Ask a coordinator",
    share: "Share",
    register: "Register as a need",
    registration: 'To talk to one of them, press "Register as a need" below',
  },
} as const;

/** What the button says that opens the form of a need. */
export const REGISTER: Readonly<Record<Language, string>> = {
  ja: LABELS.ja.register,
  en: LABELS.en.register,
};

export interface AnswerOptions {
  /** Default: that of the question. */
  readonly language?: Language;
  /** Under which the answer is known when a button is pressed; without it there are no buttons. */
  readonly answerId?: string;
  /**
   * Buttons below the answer; `share` is for answers that only the asker sees, `register` is shown
   * where there are partners.
   */
  readonly buttons?: readonly ("feedback" | "outdated" | "consult" | "register" | "share")[];
  /** Where a source is published. */
  readonly urlOf?: (source: string) => string | undefined;
}

/**
 * An answer as a Slack message: the sentences with their [n], then what carries them. When it is too
 * long for one message the sentences stay longest, then their sources, and what is left out is told.
 */
export function answerMessage(
  answer: Answer & Partial<Pick<GivenAnswer, "partners">>,
  options: AnswerOptions = {},
): SlackMessage {
  const language = options.language ?? languageOf(answer.question);
  const labels = ANSWER_LABELS[language];
  const { citations } = answer;
  const listed = (rank: number, title: string, lines: readonly string[]) =>
    flowing(titledList(title, lines.map(withMarks)), { rank, language });
  const parts: readonly Part[] = [
    flowing(statusBadges(answer, language), { rank: 1, language, most: 600 }),
    flowing(paragraph(withMarks(answer.text)), { rank: 0, language, least: 400, most: 4000 }),
    tablePart(answer.table, { rank: 4, language }),
    listed(5, labels.criteria, criterionLines(answer, language)),
    conflictPart(conflictsOf(answer), language),
    listed(4, labels.choices, answer.choices ?? []),
    sourcesPart(citations, { rank: 2, language, answerId: options.answerId }),
    flowing(linksOf(answer, options, language), { rank: 6, language }),
    listed(6, labels.partners, partnerLines(answer, options, language)),
    listed(7, labels.searched, answer.searched ?? []),
    listed(5, LABELS[language].next, triesOf(answer, options, language)),
    listed(3, labels.notices, answer.notices),
    fixed(answer.model ? contextLine(modelLine(answer.model, language), language) : []),
    fixed(footer(answer, options, language)),
  ];
  const fallback = [
    answer.text,
    ...(answer.table
      ? readOut(answer.table.rows.length, rowLines(answer.table, MOST_READ), language)
      : []),
    ...conflictLines(conflictsOf(answer)),
    ...readOut(
      citations.length,
      citations.slice(0, MOST_READ).map((citation) => sourceLine(citation, language)),
      language,
    ),
    ...answer.notices,
  ];
  return messageOf(parts, fallback, language);
}

/** More of anything is not read out. */
const MOST_READ = 50;

function readOut(all: number, lines: readonly string[], language: Language): readonly string[] {
  return all > lines.length ? [...lines, LEFT_OUT[language].trim()] : lines;
}

/** A text with its [n] in bold. */
function withMarks(text: string): readonly Piece[] {
  return text.split(/(\[\d+\])/u).map((piece, i) => (i % 2 === 1 ? bold(piece) : piece));
}

function criterionLines({ criteria }: Answer, language: Language): readonly string[] {
  return criteria.map(
    ({ scheme, text, verdict, n }) =>
      `【${verdictIn(language, verdict)}】${scheme}: ${text} [${n}]`,
  );
}

function partnerLines(
  answer: Partial<Pick<GivenAnswer, "partners">>,
  options: AnswerOptions,
  language: Language,
): readonly string[] {
  const { partners = [] } = answer;
  return [
    ...partners.map((partner) => `${nameWithSeed(partner)}（${standingOf(partner, language)}）`),
    ...(mayRegister(answer, options) ? [LABELS[language].registration] : []),
  ];
}

/** A need is registered where there is somebody for it, by who may. */
function mayRegister(
  { partners = [] }: Partial<Pick<GivenAnswer, "partners">>,
  { answerId, buttons: wanted = [] }: AnswerOptions,
): boolean {
  return partners.length > 0 && answerId !== undefined && wanted.includes("register");
}

function triesOf(
  { kind }: Answer,
  { answerId, buttons: wanted = [] }: AnswerOptions,
  language: Language,
): readonly string[] {
  if (kind !== "not_found" && kind !== "refused") return [];
  const { tries, consultation } = LABELS[language];
  const canConsult = answerId !== undefined && wanted.includes("consult");
  return [...tries, ...(canConsult ? [consultation] : [])];
}

function linksOf({ citations }: Answer, { urlOf }: AnswerOptions, language: Language) {
  const links = urlOf ? sourceLinks(citations, urlOf) : [];
  return links.length === 0 ? [] : [...paragraph([bold(LABELS[language].links)]), ...links];
}

const MOST_CONFLICTS = 3;
const MOST_VALUES = 10;
const MOST_ABOUT = 150;
const MOST_VALUE = 100;

/** Conflicts with their sources as readers know them, where they are cited: [1] and who published it. */
function conflictsOf({ conflicts, citations }: Answer): readonly Conflict[] {
  const named = (source: string) => {
    const cited = citations.find((each) => each.source === source);
    return cited ? `[${cited.n}] ${cited.publisher}` : source;
  };
  return conflicts.map(({ about, values }) => ({
    about,
    values: values.map((each) => ({ ...each, source: named(each.source) })),
  }));
}

/** What sources say differently, side by side; as lines where there is too much of it. */
function conflictPart(conflicts: readonly Conflict[], language: Language): Part {
  const title = ANSWER_LABELS[language].conflicts;
  const shown = conflicts.filter(({ values }) => values.length > 0);
  const isFew =
    shown.length <= MOST_CONFLICTS && shown.every(({ values }) => values.length <= MOST_VALUES);
  const lines = titledList(title, conflictLines(conflicts));
  const asLines = flowing(lines, { rank: 4, language });
  const blocks = [
    ...richText(paragraph([bold(title)])),
    ...shown.map((conflict) => sideBySide(conflict, language)),
  ];
  const { blocks: count, chars } = roomOf(blocks);
  if (shown.length === 0 || !isFew) return asLines;
  return {
    ...asLines,
    render: (room) => (count <= room.blocks && chars <= room.chars ? blocks : asLines.render(room)),
  };
}

function sideBySide({ about, values }: Conflict, language: Language): KnownBlock {
  return {
    type: "section",
    text: plain(about, MOST_ABOUT, language),
    fields: values.map(({ value, source, asOf }) =>
      plain(`${value}\n（${source}、${asOf}）`, 2 * MOST_VALUE, language),
    ),
  };
}

function footer(
  answer: Partial<Pick<GivenAnswer, "partners">>,
  options: AnswerOptions,
  language: Language,
): KnownBlock[] {
  const { answerId, buttons: wanted = [] } = options;
  if (answerId === undefined) return [];
  const labels = LABELS[language];
  const register = mayRegister(answer, options)
    ? button(labels.register, ACTIONS.openNeedForm, [answerId], { language })
    : [];
  const one = (name: "outdated" | "consult" | "share"): readonly Button[] =>
    wanted.includes(name) ? button(labels[name], ACTIONS[name], [answerId], { language }) : [];
  return [
    ...(wanted.includes("feedback") ? feedbackButtons(answerId, language) : []),
    ...buttons(one("outdated"), one("consult"), register, one("share")),
  ];
}

/** 役に立った and 役に立たなかった, about an answer; nothing where its id does not fit. */
export function feedbackButtons(answerId: string, language: Language): KnownBlock[] {
  const { useful, notUseful } = LABELS[language];
  const choice = (label: string, value: string) =>
    button(label, ACTIONS.feedback, [answerId, value], { language }).map((made) => ({
      text: made.text,
      value: made.value ?? "",
    }));
  const [positive] = choice(useful, "useful");
  const [negative] = choice(notUseful, "not-useful");
  if (!positive || !negative) return [];
  return [
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: ACTIONS.feedback,
          positive_button: positive,
          negative_button: negative,
        },
      ],
    },
  ];
}
