import { languageOf } from "../text/language.ts";

/**
 * A pattern for an English word or phrase in search form, in any regular form of its last word:
 * company → companies, adopt → adopted, ship → shipping. Whole words only. `undefined` for anything
 * else: other languages have no such forms, and a short form or a name with digits has one.
 */
export function anyForm(phrase: string): RegExp | undefined {
  if (!/^[a-z][a-z' ]+[a-z]$/u.test(phrase)) return undefined;
  return new RegExp(`(?<![a-z])${endings(phrase)}(?![a-z])`, "gu");
}

function endings(phrase: string): string {
  const base = phrase.slice(0, -1);
  const last = phrase.slice(-1);
  if (/[^aeiou]y$/u.test(phrase)) return `${base}(?:y|ies|ied|ying)`;
  if (last === "e") return `${base}(?:e|es|ed|ing)`;
  return `${phrase}(?:e?s|${last}?ed|${last}?ing)?`;
}

/**
 * Whether an expression in search form is ordinary English as it stands in a question, not a name: a
 * name begins with a capital, as does the first word of an English question.
 */
export function isOrdinary(expression: string, question: string): boolean {
  if (!/^[a-z ]+$/u.test(expression)) return false;
  const typed = new RegExp(`\\b${expression.slice(0, 4)}`, "iu").exec(question);
  const isFirst = typed?.index === 0 && languageOf(question) === "en";
  return isFirst || /^[a-z]/u.test(typed?.[0] ?? "");
}
