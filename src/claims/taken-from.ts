import { cleanText } from "../text/clean-text.ts";
import { isLive } from "../text/is-live.ts";
import { figuresOf, isCarried } from "./claim-figures.ts";
import { claimForm } from "./claim-form.ts";
import { sameNegation } from "./claim-sense.ts";
import { foreignWords } from "./claim-words.ts";
import { sentencesIn } from "./find-quote.ts";

/** Longest phrase that is one. */
const LONGEST = 80;

/**
 * Whether a phrase stands in a sentence of a text as it is: word for word, with its words and figures
 * whole and bounded as there, and with all that the sentence denies or narrows. It leads nowhere.
 */
export function isTakenFrom(phrase: string, text: string): boolean {
  const wanted = plainOf(phrase);
  if (wanted === "" || phrase.length > LONGEST || isLive(phrase)) return false;
  const form = claimForm(phrase);
  return linesIn(text).some(
    (sentence) => standsIn(wanted, plainOf(sentence)) && isWhole(form, claimForm(sentence)),
  );
}

function plainOf(text: string): string {
  return cleanText(text).normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/** Two letters of one kind side by side belong to one word, and so does 1.5: 分60個 stands not in 毎分60個. */
const WORD_GOES_ON =
  /(?<=[\p{Script=Han}々])(?=[\p{Script=Han}々])|(?<=[ァ-ヺー])(?=[ァ-ヺー])|(?<=[a-z0-9])(?=[a-z0-9])|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)/uy;

/** Before a figure, what makes another time, amount or rate of it: 再来年|3月末, 月額|30万円, 100〜|300万円. */
const FIGURE_BEGAN =
  /(?<=(?:[年月](?:の|と)?|毎[年月週日時分秒回]|[年月日週時]間|[年月日][額産]|[時分秒]速|各|単価|あたり|当たり|につき|ごと|\d\s?[個台本枚件人回社]|から|より|後の?、?|[~〜–—±≦≧≤≥<>-]|\b(?:at (?:least|most)|(?:less|more|fewer) than|under|over|above|below|up to|about|around|from|between|per))\s?)(?=[\d¥$€])/uy;
/** The same behind one: 60個|/分, 来年4月|から. What is so until a day is not wanted by then. */
const FIGURE_GOES_ON =
  /(?=\s?(?:から|より|以降|以後|くらい|ぐらい|ほど|あたり|当たり|ごと|につき|\/|[~〜–—±×*-]\s?\d|(?:\p{L}+ )?per\b|each\b|or (?:more|less)\b|to \d))|(?<=まで)(?=は)/uy;

function standsIn(phrase: string, sentence: string): boolean {
  const isAt = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.test(sentence);
  };
  const isCutAt = (start: number, end: number) =>
    [start, end].some((at) => isAt(WORD_GOES_ON, at)) ||
    isAt(FIGURE_BEGAN, start) ||
    (/\d/u.test(phrase) && isAt(FIGURE_GOES_ON, end));
  for (let at = sentence.indexOf(phrase); at >= 0; at = sentence.indexOf(phrase, at + 1)) {
    if (!isCutAt(at, at + phrase.length)) return true;
  }
  return false;
}

/** The sentences of a text that people wrote: a line of its own is one. */
export function linesIn(text: string): readonly string[] {
  return cleanText(text)
    .split("\n")
    .flatMap(sentencesIn)
    .filter((sentence) => sentence.trim() !== "");
}

function isWhole(phrase: string, sentence: string): boolean {
  const carried = figuresOf(sentence);
  return (
    foreignWords(phrase, sentence).length === 0 &&
    figuresOf(phrase).every((figure) => isCarried(figure, carried)) &&
    sameNegation(phrase, sentence)
  );
}
