import { type Acceptance, type Call, callAt, isFresh } from "../corpus/acceptance.ts";
import type { Entry } from "../corpus/entry.ts";
import { hasKanaName, kanaNamesIn } from "../search/kana-words.ts";
import type { Passage } from "../search/passage.ts";
import { AREA_NAMES } from "../text/areas.ts";
import { searchForm } from "../text/search-form.ts";
import type { Candidates } from "./candidates.ts";
import type { Finding } from "./finding.ts";
import type { Question } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";
import { recordOf } from "./standing.ts";

/** What of a question asks for calls, and says nothing of what they are for. */
const OF_CALLS =
  /締め?切り?日?|期限|間に合[うい]|申し?込[めみむ]?|応募|申請|募集中?|公募中?|受け?付け?中?|期間|補助金|助成金|補助|助成|支援制度|制度|使え|利用でき|deadlines?|appl(?:y|ications?)|accept(?:s|ed|ing)?|calls?|subsid(?:y|ies)|grants?|schemes?|open/gu;
const NOW =
  /今年度?|本年度|来年度?|今日|明日|本日|今週|来週|今月|来月|今|現在|最新|いつ(?:まで|から)?|today|now|currently|still|this (?:year|month|week)|next (?:year|month|week)|available|when|by/gu;
const OF_ANY_CALL =
  /補助|助成|支援|制度|(?:公募|募集|受け?付け?)中|もの|subsid|grant|calls?\b|scheme|support/u;
/** Today's things that no record tells of. */
const NOT_OF_CALLS =
  /予約|空いて|空室|空き|ダウンロード|様式|申請書|申請方法|書き方|application form/u;

/** A noun that is left when what asks for calls is taken away. */
const HAS_TOPIC = /[\p{Script=Han}\p{Script=Katakana}a-z0-9]/u;

/** Least share of what a call is to be for that a scheme speaks of, and how many schemes are shown. */
const MIN_SPOKEN = 0.6;
const MAX_SHOWN = 4;

interface CardCall extends Call {
  readonly card: Entry;
}

/**
 * What is open and by when, for a question about today: of a scheme that is named its round, of
 * others those that are open where it is asked, the soonest deadline first among what fits alike.
 * `undefined` unless records of the last day tell.
 */
export function openCalls(question: Question, candidates: Candidates): Finding | undefined {
  const { time } = candidates;
  const named = namedIn(question);
  if (time === undefined || !isOfCalls(question, named)) return undefined;
  const calls = (named.length > 0 ? named : candidates.records()).flatMap((card) => {
    const record = recordOf(card);
    if (record === undefined || !isFresh(record, time)) return [];
    const call = callAt(record, time, question.areas);
    // Where it has no round at all its card says so; where others have one it has nothing to say.
    return call.round || record.rounds.length === 0 ? [{ card, ...call }] : [];
  });
  const found =
    named.length > 0
      ? calls.flatMap((call) => statementOf(call, question, candidates) ?? [])
      : fitting(
          calls.filter(({ standing }) => standing === "open"),
          question,
          candidates,
        );
  if (found.length === 0) return undefined;
  return {
    kind: "found",
    statements: found.slice(0, MAX_SHOWN),
    unanswered: [],
    ...(named.length === 0 && { open: found.length }),
  };
}

/** The records that a question about calls is about: of what it names, else all. */
export function recordsAskedAbout(
  question: Question,
  { time, records }: Candidates,
): readonly Acceptance[] {
  const named = namedIn(question);
  if (time === undefined || !isOfCalls(question, named)) return [];
  return (named.length > 0 ? named : records()).flatMap((card) => recordOf(card) ?? []);
}

/** 「締切はいつ」 is of the thing that is named or was spoken of; 「補助金の締切は」 is of any. */
function isOfCalls({ text }: Question, named: readonly Entry[]): boolean {
  const form = searchForm(text);
  const isAsked = named.length > 0 ? form.search(OF_CALLS) >= 0 : OF_ANY_CALL.test(form);
  return isAsked && !NOT_OF_CALLS.test(form);
}

/** The cards that a question names; those of the turn before when it says nothing of what it is about. */
function namedIn({ text, links, asks }: Question): readonly Entry[] {
  const form = searchForm(text);
  // 「広島県」 is where it is asked for, though there is a card of that name.
  const things = links.filter(({ name }) => HAS_TOPIC.test(topicOf(name)));
  const own = things.filter(({ name, typed }) => typed !== undefined || form.includes(name));
  const isBare = !asks.some(({ kind }) => kind === "scheme") && !HAS_TOPIC.test(topicOf(form));
  return (own.length > 0 || !isBare ? own : things).flatMap(({ cards }) => cards);
}

function soonestFirst({ round: a }: Call, { round: b }: Call): number {
  return (a?.closes ?? "") < (b?.closes ?? "") ? -1 : 1;
}

/** The calls that are for what a question says they should be for; all where it does not. */
function fitting(
  calls: readonly CardCall[],
  question: Question,
  candidates: Candidates,
): readonly Candidate[] {
  const form = searchForm(question.text);
  const about = { ...question, query: [{ text: topicOf(form), weight: 1 }] };
  const names = kanaNamesIn(form);
  const speaksOf = ({ cardForm, context }: Passage) =>
    names.every((name) => hasKanaName(`${cardForm}\n${context}`, name));
  const compounds = compoundsIn(form);
  return calls
    .filter(({ card }) => compounds.every((part) => isInName(part, card)))
    .map((call) => {
      const said = candidates.ofCard(call.card, about).filter(({ passage }) => speaksOf(passage));
      return { call, spoken: Math.max(0, ...said.map(({ coverage }) => coverage)) };
    })
    .filter(({ spoken }) => spoken >= MIN_SPOKEN)
    .sort((a, b) => b.spoken - a.spoken || soonestFirst(a.call, b.call))
    .flatMap(({ call }) => statementOf(call, question, candidates) ?? []);
}

const AREA = new RegExp(`${AREA_NAMES}(?:都|道|府|県)?[内下]?`, "giu");

function topicOf(form: string): string {
  return [OF_CALLS, NOW, AREA].reduce((rest, pattern) => rest.replace(pattern, " "), form);
}

/**
 * What stands in one word with 補助金: IT導入補助金 is the name of one, and no other that is for IT will
 * do, where 省エネの補助金 is any.
 */
function compoundsIn(form: string): readonly string[] {
  const runs = form.matchAll(
    /([\p{Script=Han}\p{Script=Katakana}ー々・a-z0-9]+(?:[づず]くり|おこし)?)(?:補助金|助成金|事業)/gu,
  );
  return [...runs].flatMap(([, run = ""]) => (topicOf(run).trim().length > 1 ? [run] : []));
}

function isInName(part: string, { head: { name, aliases } }: Entry): boolean {
  return [name, ...aliases].some((each) => searchForm(each).includes(topicOf(part).trim()));
}

/** The statement that tells the time of a round: each round has one, in their order. */
function statementOf(
  { card, at = 0 }: CardCall,
  question: Question,
  candidates: Candidates,
): Candidate | undefined {
  const period = card.statements.filter(({ heading }) => heading === "受付期間")[at];
  const hit = candidates
    .ofCard(card, question)
    .find(({ passage }) => passage.statement.line === period?.line);
  return hit && { ...hit, score: hit.coverage, fit: 1 };
}
