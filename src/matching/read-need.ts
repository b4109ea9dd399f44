import type { NeedType } from "../ledger/vocabulary.ts";
import type { Concept, FindConcepts } from "../search/concepts.ts";
import { areasIn } from "../text/areas.ts";
import { type Language, languageOf } from "../text/language.ts";
import { searchForm } from "../text/search-form.ts";
import { needTypesOf } from "./need-types.ts";

/** A need as it was understood. */
export interface ReadNeed {
  readonly text: string;
  readonly language: Language;
  readonly types: readonly NeedType[];
  /** Prefectures and blocs that it names, in their full forms. */
  readonly areas: readonly string[];
  /** What it is about, without the places, which count by themselves. */
  readonly concepts: readonly Concept[];
  /** Until when, as it was written. */
  readonly deadline?: string;
  readonly says: Readonly<Record<"budget" | "amount" | "secrecy" | "profit", boolean>>;
}

const DEADLINE =
  /(?:\d+年)?\d+月(?:\d+日)?(?:まで|頃|ごろ|末|中)|\d+(?:か月|ヶ月|ケ月|カ月|週間|日|年)(?:以内|後|で)|(?:今|来|再来|本)(?:週|月|年度|年|期|春|夏|秋|冬)|年度内|年内|至急|急ぎ|早急|すぐ(?:に)?|by (?:the end of )?\w+|within \d+ \w+|asap/u;
const BUDGET = /予算|万円|億円|千円|費用(?:は|を)|円(?:まで|以内|程度)|無料|\bbudget|\byen\b/u;
const AMOUNT =
  /\d+(?:\.\d+)?(?:mm|cm|nm|μm|um|m|kg|g|t|℃|度|個|本|枚|台|点|件|l|ml|mpa|kpa|pa|%|lot|ロット|検体|サンプル|名|人|社|平米|㎡|坪|ha)/iu;
const SECRECY = /秘密|nda|社外秘|匿名|伏せ|公開(?:前|し)|未出願|confidential/u;
/** Somebody else's work for money, which instruments bought with public money may be closed to. */
const PROFIT =
  /料金を取|利用料を取|有償|他社の(?:加工|試験|仕事)|受託(?:加工|試験)?で(?:稼|使)|営利|収益|charge (?:others|customers)/u;

/** Reads what a need asks for, where and by when. */
export function readNeed(text: string, findConcepts: FindConcepts): ReadNeed {
  const form = searchForm(text);
  const deadline = DEADLINE.exec(form)?.[0];
  return {
    text,
    language: languageOf(text),
    types: needTypesOf(text),
    areas: areasIn(text),
    concepts: findConcepts(text).filter(({ surface }) => !isPlace(surface)),
    ...(deadline && { deadline }),
    says: {
      budget: BUDGET.test(form),
      amount: AMOUNT.test(form),
      secrecy: SECRECY.test(form),
      profit: PROFIT.test(form),
    },
  };
}

function isPlace(surface: string): boolean {
  return areasIn(surface).length > 0 && surface.length <= 5;
}
