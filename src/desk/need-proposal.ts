import { z } from "zod";
import { faultOf } from "../claims/check-claim.ts";
import { figuresOf } from "../claims/claim-figures.ts";
import { claimForm } from "../claims/claim-form.ts";
import { sameNegation } from "../claims/claim-sense.ts";
import { foreignWords } from "../claims/claim-words.ts";
import { isTakenFrom, linesIn } from "../claims/taken-from.ts";
import { NEED_TYPES, type NeedType } from "../ledger/vocabulary.ts";
import { isDeadline } from "../matching/read-need.ts";
import { areasIn } from "../text/areas.ts";
import { askedAreas } from "../text/asked-areas.ts";
import { languageOf } from "../text/language.ts";
import { quantitiesIn } from "../text/quantities.ts";
import { searchForm, squash } from "../text/search-form.ts";
import { lastDayOf } from "./last-day.ts";

/** How a language model would put a need. */
export const needReply = z.object({
  /** The sentences of the summary, each with the sentence of the text that it puts. */
  summary: z.array(z.object({ quote: z.string(), text: z.string() })),
  type: z.string(),
  /** As the text has them; empty where it has none. */
  region: z.string(),
  deadline: z.string(),
  budget: z.string(),
  target: z.string(),
});
export type NeedReply = z.infer<typeof needReply>;

/** What of it the text bears; the rest is left to what is read without a model. */
export interface NeedProposal {
  readonly summary: string | undefined;
  readonly type: NeedType | undefined;
  /** A prefecture or a bloc in its full form. */
  readonly region: string | undefined;
  readonly deadline: string | undefined;
  /** The last day that the deadline names. */
  readonly until: string | undefined;
  readonly budget: string | undefined;
  /** Specifications and quantities. */
  readonly target: string | undefined;
}

/**
 * What of a proposal stands in the text of a need, value by value; the rest is left out. `text` is
 * what may stand on record, `today` a day in Japan.
 */
export function checkNeedProposal(reply: NeedReply, text: string, today: string): NeedProposal {
  const deadline = taken(reply.deadline, text, isDeadline);
  return {
    summary: summaryOf(reply.summary, text),
    type: isNeedType(reply.type) ? reply.type : undefined,
    region: regionOf(reply.region, text),
    deadline,
    until: deadline === undefined ? undefined : lastDayOf(deadline, today),
    budget: taken(reply.budget, linesIn(text).filter(isSpending).join("\n"), isMoney),
    target: taken(reply.target, text, isTarget),
  };
}

/** Where every sentence is borne by its own, in their order, and nothing that the text tells is missing. */
function summaryOf(sentences: NeedReply["summary"], text: string): string | undefined {
  const plain = withoutCourtesy(text);
  const language = languageOf(text);
  let at = 0;
  for (const { quote, text: said } of sentences) {
    const carrying = withoutCourtesy(quote);
    if (faultOf({ text: said, quote: carrying, passage: 1 }, [plain], language)) return undefined;
    const found = squash(plain).indexOf(squash(carrying), at);
    if (found < 0) return undefined;
    at = found + squash(carrying).length;
  }
  const quoted = squash(sentences.map(({ quote }) => quote).join("\n"));
  const gap = language === "en" ? " " : "";
  const summary = sentences.map(({ text: said }) => said.trim()).join(gap);
  const missed = [
    ...linesIn(text).filter((line) => !quoted.includes(squash(line))),
    ...bracketsIn(text).filter((bracket) => !squash(summary).includes(squash(bracket))),
  ];
  if (summary === "" || summary === text.trim() || missed.some((each) => tells(each, summary)))
    return undefined;
  return summary;
}

/** A claim may leave brackets out; of a need they may be all there is of a condition. */
function bracketsIn(text: string): readonly string[] {
  return text.match(/[(（][^()（）]*[)）]/gu) ?? [];
}

/** 「測りたいと思っております」 says 「測りたい」; 「油だと考えています」 says less than 「油だ」. */
const COURTESY =
  /(?<=たい|ほしい|欲しい|ければ)と(?:(?:思って|考えて|存じて)(?:おり|い)ます|(?:思い|考え|存じ)ます)(?=[。.\n]|$)/gu;

function withoutCourtesy(text: string): string {
  return text.replace(COURTESY, "");
}

/** Words of sentences that only greet, introduce or thank. */
const COURTEOUS: ReadonlySet<string> = new Set(
  `世話 願 宜 失礼 突然 恐縮 連絡 紹介 相談 質問 検討 返事 回答 返信 助言 教示 時間 忙 中 初 件 程 次第 幸 待 申 上
   拝見 致 度 是非 何卒 存 思 考 方 御 機会 感謝 礼 挨拶 hello hi dear thank thanks you we i am are please regards kind best
   sincerely would be grateful advice help your for any in advance and to my our if could let know`.split(
    /\s+/u,
  ),
);

/** Whether a sentence says something that the summary does not: a condition, a figure, any word of its own. */
function tells(sentence: string, summary: string): boolean {
  const [form, rest] = [claimForm(sentence), claimForm(summary)];
  const words = foreignWords(form, rest).filter((word) => !COURTEOUS.has(word));
  return words.length > 0 || figuresOf(form).length > 0 || !sameNegation("", form);
}

function isNeedType(code: string): code is NeedType {
  return Object.hasOwn(NEED_TYPES, code);
}

/** One of the places that the text asks for, and none that it refuses. */
function regionOf(place: string, text: string): string | undefined {
  const [region, ...others] = areasIn(place);
  const isAsked = region !== undefined && askedAreas(text).within.includes(region);
  return isAsked && others.length === 0 ? region : undefined;
}

function taken(
  phrase: string,
  text: string,
  isOne: (phrase: string) => boolean,
): string | undefined {
  const trimmed = phrase.trim();
  return isOne(trimmed) && isTakenFrom(trimmed, text) ? trimmed : undefined;
}

const ENGLISH_MONEY =
  /\d\s?(?:thousand |million |billion )?(?:yen|jpy|usd|dollars?|euros?)\b|[¥$€]\s?\d/u;

function isMoney(phrase: string): boolean {
  return (
    quantitiesIn(phrase).some(({ kind }) => kind === "money") ||
    ENGLISH_MONEY.test(searchForm(phrase))
  );
}

/** Whether a sentence says what may be spent: sales, capital and prices of other things are no budget. */
function isSpending(sentence: string): boolean {
  return SPENDING.test(searchForm(sentence));
}

const SPENDING =
  /予算|費用|経費|費は|コスト|金額|単価|払[いうえっ]|出せ|円(?:まで|以内|以下|未満|程度|前後|くらい|ぐらい|ほど)(?:で(?!す)|に|、)|\b(?:budget|costs?|spend|pay|afford|for (?:up to|at most|under|less than))\b/u;

/** A figure that is neither money nor a time. */
function isTarget(phrase: string): boolean {
  return figuresOf(claimForm(phrase)).length > 0 && !isMoney(phrase) && !isDeadline(phrase);
}
