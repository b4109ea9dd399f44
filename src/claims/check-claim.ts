import { isLive } from "../text/is-live.ts";
import { type Language, languageOf } from "../text/language.ts";
import { givesOrder } from "../text/orders.ts";
import { figuresOf, isCarried } from "./claim-figures.ts";
import { claimForm } from "./claim-form.ts";
import { keepsOrder, skeletonOf } from "./claim-order.ts";
import { sameNegation, sameStatus, sameTense } from "./claim-sense.ts";
import { foreignWords, withoutGeneralWords } from "./claim-words.ts";
import { sentencesOf } from "./find-quote.ts";

/** A sentence of a model about a passage, with the words of the passage that carry it. */
export interface Claim {
  readonly text: string;
  /** The number under which the passage was given, from 1. */
  readonly passage: number;
  readonly quote: string;
}

/**
 * Why a claim is not shown. `command`: it orders an assistant to do something; `passage`: it names none that was given; `quote`: the words do not stand
 * there as whole sentences; `figure`, `word`, `negation`, `status`, `tense`: the quote does not bear
 * them; `order`: the claim has the words of the quote otherwise joined, or not all of them.
 */
export type DropReason =
  | "length"
  | "link"
  | "language"
  | "command"
  | "passage"
  | "quote"
  | "figure"
  | "word"
  | "negation"
  | "status"
  | "tense"
  | "order";

const LENGTH = { least: 4, most: 400 };

/**
 * Whether the passages that were given bear a claim: `undefined` when they do, else why not. Nothing
 * a model says is trusted: its quote is looked up, and every word, figure, negation and degree of
 * sureness of the claim has to stand in it.
 */
export function faultOf(
  { text, passage, quote }: Claim,
  passages: readonly string[],
  language: Language,
): DropReason | undefined {
  const { length } = text.trim();
  if (length < LENGTH.least || length > LENGTH.most) return "length";
  if (isLive(text)) return "link";
  if (!isIn(language, text)) return "language";
  if (givesOrder(text)) return "command";
  const given = passages[passage - 1];
  if (given === undefined) return "passage";
  const sentences = sentencesOf(quote, given);
  if (sentences === undefined) return "quote";
  return unborne(claimForm(text), claimForm(quote), claimForm(sentences));
}

/** An English sentence may have Japanese years and names in it. */
function isIn(language: Language, text: string): boolean {
  if (language === "ja") return languageOf(text) === "ja";
  const latin = text.match(/[a-z]/giu)?.length ?? 0;
  return latin > (text.match(JAPANESE_LETTERS)?.length ?? 0);
}

const JAPANESE_LETTERS = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu;

function unborne(claim: string, quote: string, sentences: string): DropReason | undefined {
  if (skeletonOf(claim) === "") return "word";
  const faults = readingsOf(quote, claim).map((reading) => unbornePart(claim, reading));
  const part = faults.includes(undefined) ? undefined : faults[0];
  if (part) return part;
  // The sentence around a quote may have brackets more than the quote.
  if (![quote, sentences].every((said) => sameNegation(claim, said))) return "negation";
  if (!sameStatus(claim, sentences)) return "status";
  const [own = "", other = ""] = [claim, quote].map(bare);
  return sameTense(own, other) ? undefined : "tense";
}

/** A claim may leave out what stands in brackets: all of it, some, or the brackets within brackets. */
function readingsOf(quote: string, claim: string): readonly string[] {
  const some = quote.replace(BRACKETS, (bracket) => (claim.includes(bracket) ? bracket : ""));
  return [...new Set([quote, some, quote.replace(BRACKETS, ""), bare(quote)])];
}

/** A text without brackets, and without those within them. */
function bare(text: string): string {
  return text.replace(BRACKETS, "").replace(BRACKETS, "");
}

const BRACKETS = /\([^()]*\)/gu;

/** Words may change their endings, not their order nor what joins them: exchanged names and figures lie there. */
function unbornePart(claim: string, quote: string): DropReason | undefined {
  const carried = figuresOf(quote);
  if (figuresOf(claim).some((figure) => !isCarried(figure, carried))) return "figure";
  if (foreignWords(claim, quote).length > 0) return "word";
  return keepsOrder(withoutGeneralWords(claim), withoutGeneralWords(quote)) ? undefined : "order";
}
