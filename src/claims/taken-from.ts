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

function standsIn(phrase: string, sentence: string): boolean {
  const isWithinWord = (at: number) => {
    WORD_GOES_ON.lastIndex = at;
    return WORD_GOES_ON.test(sentence);
  };
  for (let at = sentence.indexOf(phrase); at >= 0; at = sentence.indexOf(phrase, at + 1)) {
    if (!isWithinWord(at) && !isWithinWord(at + phrase.length)) return true;
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
