import type { Concept } from "../search/concepts.ts";
import { CHATTY_WORDS, GENERAL_NOUNS } from "../search/general-nouns.ts";
import type { Passage } from "../search/passage.ts";
import { degree } from "../search/passage-search.ts";
import { searchForm } from "../text/search-form.ts";
import { asksForFigure } from "./asks.ts";
import type { Question } from "./question.ts";

// 大学数, 参加企業数: the count itself is asked for by its unit.
const COUNT_OF = /^(?:参加|参画)?(?:企業|大学|会社|社|事業所|機関|団体)?数$/u;

const TOPIC =
  /^(.{1,60}?)(?:とは|(?<![使行言思入持知作取買売待打乗残語払伴沿従])って(?![いるたきくおみしやま])|は(?![っじ]))/u;
const OBJECT = /^(.{1,40}?)(?:を|が)(?:教え|知り|挙げ|あげ|示し|ほし|欲し)/u;
const CLAUSE = /^.*(?:ですが|ますが|だが|けど|けれど|なので|ので|について)、?/u;

/**
 * The noun that a question asks about, in search form: 所長 of 「センターの所長は誰」. Japanese puts it
 * last before the particle. `undefined` where it only names a kind of fact (予算, 時期) or where the
 * question has another shape.
 */
export function headNoun(text: string): string | undefined {
  const form = lastSentence(searchForm(text))
    .trim()
    .replace(CLAUSE, "")
    .replace(/[「」『』"]/gu, "");
  const phrase = TOPIC.exec(form)?.[1] ?? OBJECT.exec(form)?.[1];
  if (phrase === undefined || /の$|[、。,]/u.test(phrase)) return undefined;
  const pieces = phrase.split(/の(?=.)/u).reverse();
  const head = pieces.map((piece) => piece.replace(/面$/u, "")).find((piece) => !isGeneral(piece));
  return head && /^[\p{Script=Han}\p{Script=Katakana}ー]{2,12}$/u.test(head) ? head : undefined;
}

/**
 * The noun at the end of what a sentence is about, before its first は, in search form: 成功要因 of
 * 「徳島LEDの成功要因は？」 and of the statement that answers it.
 */
export function topicNoun(form: string): string | undefined {
  const phrase = TOPIC.exec(lastSentence(form).trim().replace(CLAUSE, ""))?.[1];
  return phrase
    ?.split(/の(?=.)|[、。,「」（）()]/u)
    .filter(Boolean)
    .at(-1);
}

/** Of several sentences the last that has a topic: what is told before it is not what is asked. */
function lastSentence(form: string): string {
  const sentences = form.split(/(?<=[。!?])/u).filter((sentence) => sentence.includes("は"));
  return sentences.at(-1) ?? form;
}

function isGeneral(noun: string): boolean {
  return GENERAL_NOUNS.has(noun) || CHATTY_WORDS.has(noun) || COUNT_OF.test(noun);
}

/** Whether a question names no thing at all, only a kind of fact: 「予算は？」, 「いつ？」. */
export function namesNothing({ links, areas, asks, concepts }: Question): boolean {
  if (links.length + areas.length > 0 || asks.length === 0) return false;
  return concepts.every(({ surface, year }) => year === undefined && isGeneral(surface));
}

/**
 * Whether a passage speaks of what the question asks about: the noun, another spelling of it, or
 * its last word, in the sentence, in the names of its card or in the heading above it.
 */
export function speaksOfHead(passage: Passage, question: Question): boolean {
  const { text, asks, concepts, links } = question;
  const isDocument = passage.card.head.kind === "document";
  // Raw text has its own words for things; only where a figure is asked for must it name them.
  const head = isDocument && !asks.some(asksForFigure) ? undefined : headNoun(text);
  if (head === undefined || links.some(({ name }) => name.includes(head))) return true;
  const around = isDocument ? passage.cardForm : "";
  const said = `${passage.form}\n${passage.context}\n${around}`;
  if (standsAlone(head, said)) return true;
  const parts = concepts.filter(
    ({ surface }) => head.includes(surface) && !(surface !== head && isGeneral(surface)),
  );
  const last = parts.filter(({ surface }) => head.endsWith(surface));
  const telling = last.length > 0 ? last : parts;
  return telling.length === 0 || telling.some((concept) => isSpokenOf(concept, said));
}

function isSpokenOf(concept: Concept, said: string): boolean {
  const spelt = concept.alternatives.filter((alternative) => said.includes(alternative));
  if (spelt.length > 0) return spelt.some((alternative) => standsAlone(alternative, said));
  return degree(concept, said, []) > 0;
}

/**
 * 出荷額 stands in 製造品出荷額, which is a kind of it, and 出荷 in 出荷額; but 首都 does not in 首都圏,
 * nor 面積 in 面積計: a word of two letters followed by another is part of another word.
 */
function standsAlone(term: string, said: string): boolean {
  if (term.length > 2) return said.includes(term);
  for (let at = said.indexOf(term); at >= 0; at = said.indexOf(term, at + 1)) {
    if (!/[\p{Script=Han}\p{Script=Katakana}ー]/u.test(said[at + term.length] ?? "")) return true;
    if (/[額量数率]/u.test(said[at + term.length] ?? "")) return true;
  }
  return false;
}
