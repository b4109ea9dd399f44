import type { Concept } from "../search/concepts.ts";
import type { Passage } from "../search/passage.ts";
import { degree } from "../search/passage-search.ts";
import { searchForm } from "../text/search-form.ts";
import { asksForFigure } from "./asks.ts";
import type { Question } from "./question.ts";

// What a question may ask of anything: the kind of fact says it already, or it says nothing.
const GENERAL = new Set(
  `名前 名称 呼び名 正式名 内容 中身 概要 詳細 目的 狙い ねらい 理由 背景 期間 予算 予算額 金額 額 総額 費用 値段 価格 時期 年度
   年 数 件数 社数 人数 割合 比率 率 目標 目標値 実績 条件 要件 対象 対象者 主体 機関 組織 団体 制度 事業 計画 施策 支援 支援策 見込み 見通し 予定 役所 窓口 事務所 補助 補助金
   例 事例 種類 違い 差 関係 意味 定義 特徴 役割 機能 用途 使い道 仕組み 流れ 手順 方法 効果 成果 結果 一覧 リスト 全部 全て 説明
   もの こと ところ 人 者 会社 企業 大学 装置 機器 プロジェクト 地域 エリア 分野 テーマ 資料 文書 国 県 市 町 省 メンバー 顔ぶれ
   合計 内訳 規模 現状 状況 研究 開発 研究開発 位置 位置付け 立場 表記 表現 英語 日本語 数字 数値 値 単位 略 略称 別名 答え 質問 話 件 点`
    .split(/\s+/u)
    .filter(Boolean)
    .map(searchForm),
);

// 大学数, 参加企業数: the count itself is asked for by its unit.
const COUNT_OF = /^(?:参加|参画)?(?:企業|大学|会社|社|事業所|機関|団体)?数$/u;

const TOPIC = /^(.{1,40}?)(?:とは|って|は(?![っじ]))/u;
const OBJECT = /^(.{1,40}?)(?:を|が)(?:教え|知り|挙げ|あげ|示し|ほし|欲し)/u;
const CLAUSE = /^.*(?:ですが|ますが|だが|けど|けれど|なので|ので|について)、?/u;

/**
 * The noun that a question asks about, in search form: 所長 of 「センターの所長は誰」. Japanese puts it
 * last before the particle. `undefined` where it only names a kind of fact (予算, 時期) or where the
 * question has another shape.
 */
export function headNoun(text: string): string | undefined {
  const form = searchForm(text)
    .trim()
    .replace(CLAUSE, "")
    .replace(/[「」『』"]/gu, "");
  const phrase = TOPIC.exec(form)?.[1] ?? OBJECT.exec(form)?.[1];
  if (phrase === undefined || /の$|[、。,]/u.test(phrase)) return undefined;
  const pieces = phrase.split(/の(?=.)/u).reverse();
  const head = pieces.find((piece) => !isGeneral(piece));
  return head && /^[\p{Script=Han}\p{Script=Katakana}ー]{2,12}$/u.test(head) ? head : undefined;
}

function isGeneral(noun: string): boolean {
  return GENERAL.has(noun) || COUNT_OF.test(noun);
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
  const parts = concepts.filter(({ surface }) => head.includes(surface));
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
 * 出荷額 stands in 製造品出荷額, which is a kind of it, but 首都 does not in 首都圏, nor 面積 in
 * 面積計: a word of two letters followed by another is part of another word.
 */
function standsAlone(term: string, said: string): boolean {
  if (term.length > 2) return said.includes(term);
  for (let at = said.indexOf(term); at >= 0; at = said.indexOf(term, at + 1)) {
    if (!/[\p{Script=Han}\p{Script=Katakana}ー]/u.test(said[at + term.length] ?? "")) return true;
  }
  return false;
}
