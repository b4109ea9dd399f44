import type { Passage } from "../search/passage.ts";
import { type Quantity, quantitiesIn } from "../text/quantities.ts";
import type { Ask, AskKind } from "./asks.ts";

const UNITS: readonly (readonly string[])[] = [
  ["社", "企業"],
  ["人", "名"],
  ["大学", "校"],
  ["つ", "個", "本", "点", "台", "の", "項目", "テーマ"],
  ["か所", "ヶ所", "カ所"],
  ["ヘクタール", "ha"],
];

interface Carrier {
  readonly text: string;
  readonly heading: string;
  readonly cardKind: string;
  readonly quantities: readonly Quantity[];
  readonly unit: string | undefined;
  readonly size: number | undefined;
}

const CARRIED: Readonly<Record<AskKind, (statement: Carrier) => boolean | number>> = {
  // A record that says that no sum is set has told what the sum is.
  money: ({ quantities, text }) =>
    quantities.some(({ kind }) => kind === "money") ||
    /は、Jグランツでは指定されていません/u.test(text),
  ratio: ({ quantities }) => quantities.some(({ kind }) => kind === "ratio"),
  count: ({ quantities, unit }) =>
    quantities.some((quantity) => quantity.kind === "count" && countsIn(quantity.unit, unit)),
  amount: ({ quantities }) => quantities.some(({ kind }) => kind !== "date"),
  duration: ({ quantities }) =>
    quantities.some(({ kind }) => kind === "duration") ||
    (quantities.filter(({ kind }) => kind === "date").length >= 2 ? 0.8 : 0),
  date: ({ quantities }) => quantities.some(({ kind }) => kind === "date"),
  body: ({ text }) => BODY.test(text),
  place: ({ text, unit }) =>
    unit ? new RegExp(`\\p{Script=Han}${unit}`, "u").test(text) : PLACE.test(text),
  contact: ({ text }) => /\d{2,5}[-−]\d{1,4}[-−]\d{3,4}|電話|内線|https?:/u.test(text),
  // Somebody by name, or by the office that says who it is: 座長は市立病院の病院長.
  person: ({ text }) =>
    /\p{Script=Han}{2,6} ?(?:氏|教授|博士|先生)/u.test(text) ||
    /(?:座長|議長|代表|委員長|会長|統括)[^、。]{0,4}は.{1,24}(?:[^座議]長|教授|知事)|(?:長|教授|知事)を(?:座長|議長|代表|委員長|会長)/u.test(
      text,
    ),
  // 企業A, 自動車メーカーB: the document withholds the name.
  firm: ({ text }) =>
    FIRM.test(text) && !/(?:企業|会社|社|メーカー)[A-ZＡ-Ｚ](?![A-Za-z])/u.test(text),
  list: ({ text, size }) => listed(text, size),
  enumeration: ({ text, size }) => listed(text, size),
  definition: ({ text, heading }) => DEFINITION.test(text) || (OUTLINE.test(heading) ? 0.7 : 0.3),
  reason: ({ text }) => REASON.test(text) || 0.2,
  condition: ({ text, heading }) => CONDITION.test(text + heading) || 0.2,
  use: ({ text, heading }) => USE.test(heading) || (USE.test(text) ? 0.6 : 0.1),
  scheme: ({ cardKind }) => cardKind === "scheme" || 0.2,
  type: ({ text }) =>
    /類型|型(?:[）」]|です|に(?:当たり|分類)|の(?:一つ|事例|例))/u.test(text) || 0.2,
  name: () => 0.5,
};

/** How well a passage carries the kind of fact asked for, 0 to 1. */
export function carries(
  { kind, unit, size }: Ask,
  { statement, card }: Pick<Passage, "card" | "statement">,
): number {
  const { heading } = statement;
  // 具体的施策(2/5) numbers a page.
  const text = statement.text.replace(/施策\s*[(（]?\d\/\d[)）]?/gu, "施策");
  const quantities = quantitiesIn(text);
  return Number(CARRIED[kind]({ text, heading, cardKind: card.head.kind, quantities, unit, size }));
}

/** How far a sentence is the list that was asked for: as long as it was said to be, or of three things or more. */
function listed(text: string, size: number | undefined): number {
  const items = itemsIn(text);
  if (size === undefined) return items >= 3 ? 1 : items / 5;
  return items === size || text.normalize("NFKC").includes(`${size}つ`)
    ? 1
    : Math.min(0.6, items / 4);
}

/** How many things a sentence enumerates: short noun phrases between commas, or numbered ones. */
function itemsIn(sentence: string): number {
  const numbered = sentence.match(/[①-⑳]|\(\d\)/gu)?.length ?? 0;
  const phrases = sentence.split(
    /[、・，]|(?<!\d),|,(?!\d)|(?<=[\p{Script=Han}\p{Script=Katakana}])と(?=[\p{Script=Han}\p{Script=Katakana}])/u,
  );
  // A phrase that ends in a particle or a verb is a clause, not an item; the last one is one after others.
  const items = phrases
    .slice(0, -1)
    .filter((phrase) => !/[はがをにでもしりれきみちびえけせて]$/u.test(phrase));
  // An excerpt of a document may be a row of names without a sentence.
  const bullets = sentence.match(/[•◇◆○●■▪]/gu)?.length ?? 0;
  const names = /。/u.test(sentence) ? 0 : sentence.split(/\s+/u).filter(isName).length;
  return Math.max(numbered, bullets, names, items.length > 0 ? items.length + 1 : 0);
}

function isName(piece: string): boolean {
  return piece.length >= 4 && /[\p{Script=Han}\p{Script=Katakana}ー]$/u.test(piece);
}

const BODY =
  /センター|財団|機構|大学|協会|協議会|ネット|TLO|ラボ|研究所|高専|[県市町省庁局社]|機関|団体|組織|コンソーシアム|Prefecture|Ministry|Centre|Foundation|University/iu;
// What a firm is called by, or part of a name that only firms have.
const FIRM =
  /株式会社|[（(]株[）)]|有限会社|LLP|[A-Za-z]{4,}|[\p{Script=Han}\p{Script=Katakana}]{2,}(?:工業|建設|水産|興業|製作所|電機|化学|製紙|原紙|高度紙)/u;
const PLACE = /[市町村県]|エリア|区域|全域|地域|City|Prefecture/u;
// A sentence that says what kind of thing its subject is.
const DEFINITION =
  /とは|のことです|を指し|(?:組織|団体|機関|事業|制度|計画|措置|補助金|プログラム|ネットワーク|エリア|地域|装置|機器|技術|ブランド|もの|名称)(?:です|で、|であり)/u;
// ため of a reason, not of a purpose: 高価なため, but not 開発のために.
const REASON =
  /(?<!の|る)ため|ことから|こともあり|懸念|心配|理由|背景|きっかけ|経緯|発端|により|because|behind/iu;
const CONDITION = /条件|要件|condition/iu;
const USE = /用途|使われ|使い道|役立|利用でき|把握/u;
const OUTLINE = /概要|内容|構成|活動|役割/u;

function countsIn(counted: string, wanted: string | undefined): boolean {
  if (!wanted) return true;
  const group = UNITS.find((units) => units.includes(wanted)) ?? [wanted];
  // 従業者4人以上 tells whom it is about, not how many there are.
  return group.some((unit) => counted.startsWith(unit)) && !/以上|以下|未満/u.test(counted);
}
