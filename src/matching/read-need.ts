import type { NeedType } from "../ledger/vocabulary.ts";
import type { Concept, FindConcepts } from "../search/concepts.ts";
import type { QueryPart } from "../search/text-search.ts";
import { areasIn } from "../text/areas.ts";
import { askedAreas } from "../text/asked-areas.ts";
import { type Language, languageOf } from "../text/language.ts";
import { searchForm } from "../text/search-form.ts";
import { asWritten } from "./as-written.ts";
import { isGeneral, isHeadIn } from "./general-words.ts";
import { needTypesOf } from "./need-types.ts";

/** One thing of a need. */
export interface NeedConcept extends Concept {
  /** As it stands in the need; what is compared is its search form. */
  readonly written: string;
}

/** A need as it was understood. */
export interface ReadNeed {
  readonly text: string;
  readonly language: Language;
  readonly types: readonly NeedType[];
  /** What partners are searched by: the text without the places that it refuses, and other spellings of it. */
  readonly query: readonly QueryPart[];
  /** Prefectures and blocs that it names, in their full forms. */
  readonly areas: readonly string[];
  /** Prefectures and blocs that it refuses. */
  readonly refused: readonly string[];
  /** What it is about, without the places, which count by themselves. */
  readonly concepts: readonly NeedConcept[];
  /** Until when, as it was written. */
  readonly deadline?: string;
  readonly says: Readonly<Record<"budget" | "amount" | "secrecy" | "profit", boolean>>;
}

const DEADLINE =
  /(?:(?:\d+|今|来|再来|本)年(?:度)?の?)?\d+月(?:\d+日)?(?:まで|頃|ごろ|末|中)|\d+(?:か月|ヶ月|ケ月|カ月|週間|日|年)(?:以内|後|で)|(?:今|来|再来|本)(?:週|月|年度|年|期|春|夏|秋|冬)(?:中|末|まで)?|年度内|年内|至急|急ぎ|早急|すぐ(?:に)?|by (?:the end of )?(?:next |this )?(?:\w+ \d{4}|week|month|year|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december)|within \d+ \w+|asap/iu;
// What a need says of itself, of the asker and of what must stay hidden is not what it is about.
const ASIDE =
  /(?:社名|名前|会社名|詳細)[はを]?(?:伏せ|出さ|秘密|匿名|非公開)\p{L}*|の?(?:中小|零細)?(?:企業|会社|工場|メーカー)(?:です|なのですが|ですが)|人手|足りな[いく]|困って\p{Script=Hiragana}*|探して\p{Script=Hiragana}*|教えて\p{Script=Hiragana}*|\b(?:we|i)(?: are| am|'re|'m)?(?: currently)? (?:look|search|seek)(?:ing)?(?: for)?\b|\blooking for\b|\bseeking\b|\bwe (?:need|want|would like)(?: to)?\b|\bplease\b|\bdo you know\b/giu;
const BUDGET = /予算|万円|億円|千円|費用(?:は|を)|円(?:まで|以内|程度)|無料|\bbudget|\byen\b/u;
const AMOUNT =
  /\d+(?:\.\d+)?(?:mm|cm|nm|μm|um|m|kg|g|t|℃|度|個|本|枚|台|点|件|l|ml|mpa|kpa|pa|%|lot|ロット|検体|サンプル|名|人|社|平米|㎡|坪|ha)/iu;
const SECRECY = /秘密|nda|社外秘|匿名|伏せ|公開(?:前|し)|未出願|confidential/u;
/** Somebody else's work for money, which instruments bought with public money may be closed to. */
const PROFIT =
  /料金を取|利用料を取|有償|他社の(?:加工|試験|仕事)|受託(?:加工|試験)?で(?:稼|使)|営利|収益|charge (?:others|customers)/u;

/** Whether a phrase says by when something is needed. */
export function isDeadline(phrase: string): boolean {
  return DEADLINE.test(searchForm(phrase));
}

/** Reads what a need asks for, where and by when. */
export function readNeed(text: string, findConcepts: FindConcepts): ReadNeed {
  const form = searchForm(text);
  const { within, outside, rest } = askedAreas(text);
  const deadline = DEADLINE.exec(form)?.[0];
  const concepts = findConcepts(matterOf(rest), { kana: true });
  return {
    text,
    language: languageOf(text),
    types: needTypesOf(text),
    query: [{ text: rest, weight: 1 }, ...otherSpellings(concepts)],
    areas: within,
    refused: outside,
    concepts: concepts
      .filter(({ surface }) => !isPlace(surface))
      .map((concept) => weighed(concept, form))
      .map((concept) => ({ ...concept, written: asWritten(concept.surface, text) })),
    ...(deadline && { deadline: asWritten(deadline, text) }),
    says: {
      budget: BUDGET.test(form),
      amount: AMOUNT.test(form),
      secrecy: SECRECY.test(form),
      profit: PROFIT.test(form),
    },
  };
}

/** How much a word in the other kana counts beside the word as it was written. */
const OTHER_KANA = 0.6;

/** The search finds words as they are written: ねじ does not find ネジ. */
function otherSpellings(concepts: readonly Concept[]): readonly QueryPart[] {
  return concepts
    .filter(({ kana }) => kana)
    .flatMap(({ surface, alternatives }) => alternatives.filter((each) => each !== surface))
    .map((text) => ({ text, weight: OTHER_KANA }));
}

/** A need without what it says of its time and of itself. */
function matterOf(text: string): string {
  return text.normalize("NFKC").replace(DEADLINE, " ").replace(ASIDE, " ");
}

// What kind of help is wanted is judged by the type of the need; here it tells less than the matter.
const SERVICE =
  /^(?:試作品?|専門|公的|公設|施設|拠点|場所|窓口|評価|試験|分析|測定|計測|検査|装置|機器|設備|機械|機関|メーカ|製造|加工|生産|研究|開発|技術|相談|支援|利用|派遣|手配|導入|採用|雇い|雇用|雇う|紹介|共同研究|共同開発|一緒に研究|供給|提供|調達|納入|納品|購入|受注|発注|受託|委託|請負|部品|製品|先生|専門家|グループ|analysis|test|lab|equipment|instrument|machine|support|company|partner|university|大学)$/u;
const SERVICE_SHARE = 0.5;

/** Most that a general word weighs, beside a word that tells at least `TELLING`. */
const GENERAL_WEIGHT = 0.6;

function weighed(concept: Concept, form: string): Concept {
  if (isGeneral(concept.surface) && !isHeadIn(form, concept.surface)) {
    return { ...concept, weight: Math.min(GENERAL_WEIGHT, concept.weight) };
  }
  return SERVICE.test(concept.surface)
    ? { ...concept, weight: SERVICE_SHARE * concept.weight }
    : concept;
}

/** 測れる, 新しい, 試し: what is done or how something is, not what it is about. */
const VERB = /\p{Script=Han}\p{Script=Hiragana}+$/u;
/** Least weight of a word that says what a need is about. */
const TELLING = 1.5;

/** Whether a thing of a need tells what it is about, and may be spoken of as met or lacking. */
export function isTelling({ surface, weight, alternatives }: Concept): boolean {
  return (
    weight >= TELLING &&
    !isGeneral(surface) &&
    !SERVICE.test(surface) &&
    // What has other names is a thing, however it is written.
    (alternatives.length > 1 || !VERB.test(surface))
  );
}

function isPlace(surface: string): boolean {
  return areasIn(surface).length > 0 && (surface.length <= 5 || /^[a-z]+$/u.test(surface));
}
