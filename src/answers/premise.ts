import { yearMentions } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import type { Question } from "./question.ts";

const CONFIRMS =
  /(?:よね|ですか|でしたか|ましたか|ますか|のか|っけ)[?。\s]*$|^(?:did|was|is|were|does) /u;

const ASKS_MORE =
  /何|いくら|いくつ|いつ|誰|だれ|どこ|ど[のれんうち]|なぜ|\bhow\b|\bwhat\b|\bwh(?:o|en|ich)\b/u;

/** Whether a question only wants something confirmed that it takes for granted. */
export function onlyConfirms(text: string): boolean {
  const form = searchForm(text);
  return CONFIRMS.test(form) && !ASKS_MORE.test(form);
}

/**
 * A question that only wants something confirmed, without the years that it takes for granted:
 * 「平成18年度に始まったのですよね」 is answered with the year that the card gives.
 */
export function withoutYears(question: Question): Question | undefined {
  const form = searchForm(question.text);
  const years = yearMentions(form);
  const confirms = onlyConfirms(question.text);
  if (years.length === 0 || question.links.length === 0 || !confirms) return undefined;
  const text = years.reduce((rest, year) => rest.replace(year.text, " "), form);
  return {
    ...question,
    text,
    asks: [{ kind: "date" }],
    query: [{ text, weight: 1 }],
    concepts: question.concepts.filter(({ year }) => year === undefined),
  };
}
