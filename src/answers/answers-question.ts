import type { Bilingual } from "../errors.ts";
import type { Concept } from "../search/concepts.ts";
import type { Passage } from "../search/passage.ts";
import { degree } from "../search/passage-search.ts";
import { wordsOf } from "../search/terms.ts";
import { areasIn, areasMeet } from "../text/areas.ts";
import { yearsIn } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import { speaksOfHead } from "./asked-about.ts";
import { type AskKind, asksForFigure } from "./asks.ts";
import { carries } from "./carries.ts";
import { bears, type Question, withoutNames } from "./question.ts";
import { type Candidate, OF_DOCUMENT } from "./rank-passages.ts";

/** Least share of what a question is about that its answer must speak of. */
const MIN_COVERAGE = 0.36;
/** The same of an excerpt of a document, which has no keywords and puts things its own way. */
const MIN_COVERAGE_RAW = 0.3;
/** Where the question names a place and the card is about the whole country, it must speak of more. */
const MIN_COVERAGE_ELSEWHERE = 0.5;

type Check = (candidate: Candidate, question: Question) => boolean;

/**
 * What makes a candidate an answer and not only the nearest thing there is: it speaks of what is
 * asked, carries the figure asked for, and is of the years, the place and the topic of the question.
 */
const CHECKS: readonly Check[] = [
  coversEnough,
  carriesAsked,
  isOfPlace,
  isOnTopic,
  ({ passage }, question) => speaksOfHead(passage, question),
  isOfThatKind,
  isOfThatOrdinal,
  isNotAboutThePaper,
  hasAttribute,
];

/** Whether a candidate answers a question. */
export function answers(candidate: Candidate, question: Question): boolean {
  return CHECKS.every((holds) => holds(candidate, question));
}

/** What it counts that a card bears the name asked about, where the name is made of words that tell nothing. */
const NAMED = 0.36;

function coversEnough({ passage, coverage: said }: Candidate, question: Question): boolean {
  const wordless = question.links.some(
    ({ name, cards }) =>
      bears(cards, passage.card) &&
      !question.concepts.some(({ surface }) => name.includes(surface)),
  );
  const coverage = wordless ? said + NAMED : said;
  const elsewhere = question.areas.length > 0 && isOfNoPlace(passage);
  const ofKind = passage.card.head.kind === "document" ? MIN_COVERAGE_RAW : MIN_COVERAGE;
  return coverage >= (elsewhere ? MIN_COVERAGE_ELSEWHERE : ofKind) * (question.share ?? 1);
}

/** Whether a statement has the figures that a question asks for, of the years it names. */
export function carriesAsked(candidate: Candidate, question: Question): boolean {
  return (
    question.asks.filter(asksForFigure).every((ask) => carries(ask, candidate.passage) >= 0.5) &&
    isOfYears(candidate, question)
  );
}

/** About the whole country, or a document that names no place. */
function isOfNoPlace({ card, cardForm }: Passage): boolean {
  const { area } = card.head;
  return area.includes("全国") || (area.length === 0 && areasIn(cardForm).length === 0);
}

/**
 * What is said of a year answers for that year only; without one it holds for the years of its card.
 * An excerpt of a document also holds for the years of the text around it.
 */
function isOfYears(
  { passage: { card, years, cardYears, documentYears } }: Candidate,
  { text }: Question,
): boolean {
  const asked = yearsIn(text);
  if (asked.length === 0) return true;
  // A card that is only as old as its document has no date of its own.
  const ownDate = yearsIn(card.head.asOf.text).filter((year) => !documentYears.includes(year));
  const isDocument = card.head.kind === "document";
  const around = years.length > 0 && !isDocument ? [] : [...ownDate, ...cardYears];
  const ofDocument = isDocument || OF_DOCUMENT.test(searchForm(text)) ? documentYears : [];
  const dated = [...years, ...around, ...ofDocument];
  return asked.every((year) => dated.includes(year));
}

/**
 * What is said of one place answers for no other: a prefecture in the sentence must meet the one
 * asked about, and the figure of a town must name the town.
 */
function isOfPlace(
  { passage: { statement, form, context, card } }: Candidate,
  { text, areas, asks }: Question,
): boolean {
  // The district of a bureau may not be the bloc that its sentence names: 長野 is of 関東 there.
  const ownAreas = card.head.area.length > 3 ? card.head.area : [];
  const stated = areasIn(statement.text);
  const meets = areas.some((asked) =>
    [...stated, ...ownAreas].some((own) => areasMeet(asked, own)),
  );
  if (areas.length > 0 && stated.length > 0 && !meets) return false;
  if (areas.length > 0 && !meets && !speaksOfPlace({ form, context, card }, areas)) return false;
  const towns = asks.some(asksForFigure) ? townsIn(text) : [];
  return towns.every(
    (town) => /[何各]/u.test(town) || form.includes(town) || context.includes(town),
  );
}

const ORDINAL =
  /第?(\d+|[ⅰ-ⅹ]+|[ivx]+)(期|号|次|段階|巻)|(フェーズ|ステップ|phase |stage |step )(\d+)/gu;

/** What is said of the second phase answers for no other: 第Ⅲ期, 2号ファンド, フェーズ1. */
function isOfThatOrdinal({ passage }: Candidate, { text }: Question): boolean {
  const said = `${passage.form}\n${passage.context}`;
  const stated = ordinalsIn(said);
  return ordinalsIn(searchForm(text)).every(
    ({ of, number }) =>
      stated.every((other) => other.of !== of) ||
      stated.some((other) => other.of === of && other.number === number),
  );
}

function ordinalsIn(form: string): readonly { of: string; number: string }[] {
  return [...form.matchAll(ORDINAL)].map(([, before, after, named, number]) => ({
    of: (after ?? named ?? "").trim(),
    number: romanOf(before ?? number ?? ""),
  }));
}

/** Search form has Ⅱ as ii. */
function romanOf(number: string): string {
  const at = ["i", "ii", "iii", "iv", "v", "vi"].indexOf(number);
  return at < 0 ? number : String(at + 1);
}

const ABOUT_THE_PAPER = /出所|出典|文献|図表|目次|章立て|目盛/u;
const ASKS_ABOUT_THE_PAPER =
  /出所|出典|文献|資料|報告書?|図表|図[0-9]|表[0-9]|グラフ|目次|章立て|スライド|頁|ページ|引用|データ|source|chart|figure|report|table|contents/u;

/** What a document is made of answers only a question about the document. */
function isNotAboutThePaper({ passage: { statement } }: Candidate, { text }: Question): boolean {
  return ASKS_ABOUT_THE_PAPER.test(searchForm(text)) || !ABOUT_THE_PAPER.test(statement.heading);
}

/**
 * What is said of the whole country answers for a prefecture only where it names it, or where it is
 * something that the prefecture can have: a scheme or a programme.
 */
function speaksOfPlace(
  { form, context, card }: Pick<Passage, "form" | "context" | "card">,
  areas: readonly string[],
): boolean {
  if (!card.head.area.includes("全国") || ["scheme", "programme"].includes(card.head.kind))
    return true;
  const named = areasIn(`${form}\n${context}`);
  return areas.some((asked) => named.some((own) => own !== "全国" && areasMeet(asked, own)));
}

/** A target answers for no result: what was reached is another figure, which the sentence must name. */
function isOfThatKind({ passage: { statement } }: Candidate, { text }: Question): boolean {
  const asksResult = /実績|達成|実際/u.test(text);
  // 「351人の目標、実績は」 names the target and asks for the result.
  const besideTarget = /目標[^。]{0,8}[、はの]\s*(?:実績|達成)/u.test(text);
  if (!asksResult || (/目標|計画(?:値|では)/u.test(text) && !besideTarget)) return true;
  return /実績/u.test(statement.text) || !/目標|見込|予定/u.test(statement.text);
}

/** 坂城町 of 長野県坂城町; 都市 is no town. */
function townsIn(text: string): readonly string[] {
  const named = searchForm(text).match(/\p{Script=Han}{1,8}[市町村](?!\p{Script=Han})/gu) ?? [];
  return named
    .filter((name) => !name.endsWith("都市"))
    .map((name) => name.replace(/^.*[都道府県](?=.{2})/u, "").slice(-5));
}

/**
 * Something of the phrase before the first は or って, which says what the question is about: on a card
 * its most telling word, for 岡山城 is not spoken of where only 岡山 is; raw text has its own words.
 */
function isOnTopic({ passage }: Candidate, { text, concepts }: Question): boolean {
  const phrase =
    /^(.{2,16}?)(?:(?<![使行言思入持知作取買売待打乗残語払伴沿従])って|は(?![っじ]))/u.exec(
      searchForm(text),
    )?.[1];
  if (phrase === undefined) return true;
  const telling = concepts.filter((c) => c.weight >= TELLING && isIn(c, phrase));
  const said = `${passage.form}\n${passage.context}`;
  const isDocument = passage.card.head.kind === "document";
  const most =
    Math.max(0, ...telling.map(({ weight }) => weight)) - (isDocument ? Infinity : MARGIN);
  const wanted = telling.filter(({ weight }) => weight >= most);
  return wanted.length === 0 || wanted.some((concept) => degree(concept, said, []) > 0);
}

// What a figure is a figure of, by the kind of figure: 上限額, 補助率, 従業者数. General ones name nothing.
const ATTRIBUTES: readonly (readonly [AskKind, RegExp])[] = [
  [
    "money",
    /[\p{Script=Han}\p{Script=Katakana}ー]{1,8}(?:額|費|料金?|年商|家賃|単価)(?=は|を|が|も|と|って|[?。、\s]|$)/gu,
  ],
  ["ratio", /[\p{Script=Han}\p{Script=Katakana}ー]{1,8}率(?=は|を|が|も|と|って|[?。、\s]|$)/gu],
  ["count", /[\p{Script=Han}\p{Script=Katakana}ー]{1,8}数(?=は|を|が|も|と|って|[?。、\s]|$)/gu],
];
/** Sums that are asked for often and printed seldom: nothing near to them will do. */
const EXACT_ATTRIBUTE = /(?:料金?|会費|年商|家賃|単価)$/u;
const GENERAL_ATTRIBUTE = /^(?:金|総|予算|差)額$|^(?:件|人|社|個|年|点|台)数$|企業数$|大学数$/u;

/** Where a figure of something is asked for by its name, the statement speaks of that. */
function hasAttribute({ passage }: Candidate, { text, asks, concepts }: Question): boolean {
  const form = searchForm(text);
  const said = `${passage.form}\n${passage.context}`;
  return ATTRIBUTES.filter(([kind]) => asks.some((ask) => ask.kind === kind)).every(
    ([kind, pattern]) => {
      const named = (form.match(pattern) ?? []).filter((name) => !GENERAL_ATTRIBUTE.test(name));
      return named.length === 0 || named.some((name) => speaksOf(name, kind, concepts, said));
    },
  );
}

/** The name itself or another spelling of it; of money and counts also its root: 出荷 of 出荷額. */
function speaksOf(
  name: string,
  kind: AskKind,
  concepts: readonly Concept[],
  said: string,
): boolean {
  const roots = concepts.filter(({ surface }) =>
    kind === "ratio" || EXACT_ATTRIBUTE.test(name)
      ? surface === name
      : surface.length > 1 && name.includes(surface),
  );
  const whole: Concept = { surface: name, alternatives: [name], weight: 1 };
  return [whole, ...roots].some((concept) => degree(concept, said, []) > 0.5);
}

function isIn({ surface, year }: Concept, phrase: string): boolean {
  return year === undefined && phrase.includes(surface);
}

/** How much less than the most telling word another may weigh and tell as much. */
const MARGIN = 0.5;
/** Least weight of a thing that tells one topic from another: 料金 has it, 利用 has not. */
const TELLING = 1.5;

/** How far below the nearest statement one may be whose note is still about the question. */
const NOTE_MARGIN = 0.25;

/**
 * The note of a statement near to the question, when it denies that the documents have something
 * that the question asks for and the nearest statement does not tell.
 */
export function contradictingNote(
  question: Question,
  ranked: readonly Candidate[],
): Bilingual | undefined {
  const [nearest] = ranked;
  if (!nearest) return undefined;
  const told = nearest.passage.form;
  return ranked
    .filter(({ score }) => score >= nearest.score - NOTE_MARGIN)
    .map(({ passage }) => denialOf(passage, { question, told }))
    .find((note) => note !== undefined);
}

/**
 * The note of a passage, when one of the things that it denies is what the question asks for: every
 * word of 「地域別の件数」 is spoken of in the question, and not all of them in what is told already.
 */
function denialOf({ statement }: Passage, asked: Asked): Bilingual | undefined {
  const { note } = statement;
  const denial = note?.ja.split("。").find((sentence) => sentence.endsWith("書かれていません"));
  if (!note || !denial) return undefined;
  const things = searchForm(denial)
    // 「機種（FIBなど）は、…」: what stands in brackets is an example, not what is denied.
    .replace(/\([^()]*\)/gu, "")
    .replace(/は、?[^、は]{0,14}資料に?も?書かれていません$/u, "")
    .split(/[、・]|[やと](?=[\p{Script=Han}\p{Script=Katakana}])|または/u)
    // 「目標値であり、…」 says what the statement is.
    .filter((thing) => !/[りてで]$/u.test(thing));
  return things.some((thing) => isAskedFor(thing, asked)) ? note : undefined;
}

interface Asked {
  readonly question: Question;
  /** Search form of the nearest statement. */
  readonly told: string;
}

/** What a denied thing is when it is an attribute, and what a question asks for that wants it. */
const DENIED_ATTRIBUTES: readonly (readonly [RegExp, readonly AskKind[]])[] = [
  [/(?:額|費|費用|料|料金|価格|値段|予算|報酬|家賃|会費)$/u, ["money"]],
  [/(?:率|割合|比率|シェア)$/u, ["ratio", "money"]],
  [/(?:数|件数|人数|規模)$/u, ["count", "amount", "enumeration"]],
  [/(?:年|年度|年月|時期|日|日付|期間|期限|締切)$/u, ["date", "duration"]],
  [/(?:名|名前|名称|氏名|実名)$/u, ["name", "firm", "person", "list", "enumeration", "body"]],
  [/(?:窓口|連絡先|電話番号|所在地|住所|申請先|予約方法)$/u, ["contact", "body", "place"]],
];

function isAskedFor(
  thing: string,
  { question: { text, concepts, links, asks }, told }: Asked,
): boolean {
  const wanting = DENIED_ATTRIBUTES.find(([attribute]) => attribute.test(thing))?.[1];
  if (wanting && asks.length > 0 && !asks.some(({ kind }) => wanting.includes(kind))) return false;
  const words = wordsOf(thing).filter((word) =>
    /[\p{Script=Han}\p{Script=Katakana}a-z]/u.test(word),
  );
  // 地域別の件数 is not asked for by the 地域 of 地域資源活用型研究開発事業.
  const form = withoutNames(searchForm(text), links);
  // Of an attribute another word will do (借りる for 利用料金), any other thing must be named.
  const asked = concepts
    .filter(({ surface }) => wanting !== undefined && form.includes(surface))
    .flatMap(({ alternatives }) => alternatives);
  const isSaid = (word: string) => form.includes(word) || asked.some((said) => said.includes(word));
  const head = words.at(-1);
  if (head === undefined || !isSaid(head)) return false;
  const said = words.filter(isSaid).length;
  return said * 3 >= words.length * 2 && !words.every((word) => told.includes(word));
}
