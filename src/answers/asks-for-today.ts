import { searchForm } from "../text/search-form.ts";
import { seeksScheme } from "./find-schemes.ts";
import type { Question } from "./question.ts";

const DEADLINE = /締め?切|間に合|今年|本年度|来年|募集中|応募|申し?込|申請|deadline|this year/u;
const CURRENT = [
  /今年|来年|本年度|今日|明日|今週|来週|間に合|締め?切|(?:募集|公募|受け?付け?)中|予約(?:でき|したい|状況|方法|は)|空いて/u,
  /申し込め|応募でき|申請(?:(?<!誰が申請|どこが申請)でき|書|したい|方法)|ダウンロード|様式/u,
  /(?<!いつ|時点|[日月年末])(?:今|いま|現在|最新)の(?!段階|ところ|うち)|(?:今|いま|現在)、?.{0,20}(?:公募|募集|申請|使え|利用でき|空室|空き|受け付け)/u,
  /deadline|this year|next year|still (?:open|available|accept)|apply (?:now|today)|can (?:i|we) (?:still )?apply|application form/u,
];

/** Whether a question asks what is so today; the documents tell only what was. */
export function asksForToday({ text }: Question): boolean {
  const form = searchForm(text);
  return CURRENT.some((pattern) => pattern.test(form));
}

const OPEN_NOW =
  /\b(?:open|available) (?:right )?(?:now|today)|(?:now|today|currently) (?:open|available|accepting)/u;

/** Whether a question asks for what is open today; where nobody knows, what there was is an answer too. */
export function asksForOpenCalls(question: Question): boolean {
  return asksForToday(question) || OPEN_NOW.test(searchForm(question.text));
}

/** 今使える補助金は何: what there was is shown, with the notice that nobody knows whether it still is. */
export function asksWhatServes(question: Question): boolean {
  const form = searchForm(question.text);
  return seeksScheme(question) && /使え|利用でき/u.test(form) && !DEADLINE.test(form);
}

/** 企業A, 自動車メーカーB: the documents withhold the name, and nobody guesses it. */
export function asksWhoIsWithheld({ text, asks }: Question): boolean {
  const form = searchForm(text);
  const named = /(?:企業|会社|社|メーカ|商社|ベンチャ)[a-hα-γ](?![a-z])/u.test(form);
  const wanted = ["body", "firm", "name", "definition", "person"];
  return (
    named && (asks.some(({ kind }) => wanted.includes(kind)) || /ですか|のこと|でしょ/u.test(form))
  );
}
