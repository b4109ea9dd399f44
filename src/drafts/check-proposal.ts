import type { Document } from "../corpus/document.ts";
import { areasIn } from "../text/areas.ts";
import { parseYen } from "../text/yen.ts";
import { isVerbatim, withoutSpace } from "./document-sentences.ts";
import type { DraftField, Proposal, Quote } from "./proposal.ts";

/** Longest sentence that a statement is made of: an answer has 400 characters in all. */
const MAX_STATEMENT = 240;

/**
 * A proposal with what of it stands in the document, whoever made it: each quote verbatim, each value
 * in its quote. `undefined` when its name or all of its statements do not.
 */
export function checkProposal(proposal: Proposal, document: Document): Proposal | undefined {
  const fields = proposal.fields.filter((field) => holds(field, document));
  const statements = proposal.statements.filter((quote) => canState(quote, document));
  const isNamed = fields.some(({ field, quote }) => field === "name" && quote !== undefined);
  return isNamed && statements.length > 0 ? { ...proposal, fields, statements } : undefined;
}

function holds({ field, value, quote }: DraftField, document: Document): boolean {
  if (quote === undefined) return isKnownOf(document, field, value);
  if (!isVerbatim(quote.text, document)) return false;
  const rests = RESTS[field] ?? (() => false);
  return rests(value, quote.text);
}

/** What is known of a document as a whole. */
function isKnownOf(document: Document, field: string, value: unknown): boolean {
  const { publisher, asOf, title } = document;
  if (field === "provider") return publisher !== undefined && value === publisher;
  if (field === "asOf") return asOf !== undefined && value === asOf.text;
  const areas = areasIn(`${title}\n${publisher ?? ""}`);
  return field === "area" && isListOf(value, (each) => areas.includes(each));
}

type Rests = (value: unknown, quote: string) => boolean;

const stands: Rests = (value, quote) =>
  typeof value === "string" && value !== "" && withoutSpace(quote).includes(withoutSpace(value));
const allStand: Rests = (value, quote) => isListOf(value, (each) => stands(each, quote));
/** A word of a vocabulary rests on a sentence that a person can judge it by; the card reader knows the words. */
const isOfVocabulary: Rests = (value) =>
  typeof value === "string" || isListOf(value, (each) => each !== "");

const RESTS: Readonly<Record<string, Rests>> = {
  name: stands,
  provider: stands,
  holder: stands,
  targets: allStand,
  conditions: allStand,
  aliases: allStand,
  area: (value, quote) => isListOf(value, (each) => areasIn(quote).includes(each)),
  schemeType: isOfVocabulary,
  supports: isOfVocabulary,
  orgType: isOfVocabulary,
  seedType: isOfVocabulary,
  amounts: (value, quote) =>
    Array.isArray(value) && value.length > 0 && value.every((each) => isAmount(each, quote)),
};

function isAmount(value: unknown, quote: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { of, original, yen } = { of: "", original: "", yen: -1, ...value };
  return stands(of, quote) && stands(original, quote) && parseYen(original) === yen;
}

function isListOf(value: unknown, holdsFor: (each: string) => boolean): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === "string" && holdsFor(each))
  );
}

/** What would be read as something else in the body of a card cannot be a statement of it. */
function canState({ text }: Quote, document: Document): boolean {
  const isPlain = !/[[\]]|^\s*(?:#|-{3}|<!--|(?:en|注|note) ?:)/u.test(text.normalize("NFKC"));
  return isPlain && text.length <= MAX_STATEMENT && isVerbatim(text, document);
}
