import { folded } from "./folded.ts";
import { registeredNames } from "./registered-names.ts";
import { SURNAMES } from "./surnames.ts";

export type PersonalKind = "phone" | "mail" | "slack" | "address" | "person" | "name" | "link";

/** A stretch of a text; `end` is the place behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Personal extends Span {
  readonly kind: PersonalKind;
}

export interface Redacted {
  readonly text: string;
  /** What was taken out, by its place in the text as it was; in order, without overlaps. */
  readonly found: readonly Personal[];
}

const INSTEAD: Readonly<Record<PersonalKind, string>> = {
  phone: "〔電話番号〕",
  mail: "〔メール〕",
  slack: "〔Slack ID〕",
  address: "〔住所〕",
  person: "〔氏名〕",
  name: "〔名称〕",
  link: "〔リンク〕",
};

// Every quantifier is bounded, so that no text takes more than a time in proportion to its length.
const SURNAME = SURNAMES.join("|");
// 東京都の部長 is not a person named 東: a name of one character stands by itself.
const LONG_SURNAME = SURNAMES.filter((name) => name.length > 1).join("|");
const SHORT_SURNAME = SURNAMES.filter((name) => name.length === 1).join("|");
const HONORIFIC = "(?:様|さま|さん|氏|殿|くん|君|先生)";
const TITLE =
  "(?:代表取締役|取締役|社長|副社長|専務|常務|部長|課長|係長|主任|室長|所長|工場長|支店長|店長|会長|理事長?|教授|准教授|助教|博士|研究員)";

const PATTERNS: readonly (readonly [PersonalKind, RegExp])[] = [
  ["mail", /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/gu],
  [
    "slack",
    /<[@#!][^>\s]{1,80}>|(?<![A-Za-z0-9])[UWCDGTB](?=[A-Z]{0,10}\d)[A-Z0-9]{8,11}(?![A-Za-z0-9])/gu,
  ],
  ["link", /https?:\/\/\S{1,500}?(?:token|key|sig|auth|password|secret)=\S{1,500}/giu],
  // 〒700-0000, 岡山県岡山市北区芳賀5301, 芳賀1丁目2-3
  [
    "address",
    /〒\s?\d{3}-?\d{4}(?:\s{0,2}[\p{Script=Han}\p{Script=Katakana}ヶケ々のノー\d丁目番地号 -]{2,40})?/gu,
  ],
  [
    "address",
    /(?:[\p{Script=Han}]{2,3}[都道府県])?(?:[\p{Script=Han}\p{Script=Katakana}ヶ々]{1,6}[市郡])?[\p{Script=Han}\p{Script=Katakana}ヶ々]{1,8}[市区町村郡][\p{Script=Han}\p{Script=Katakana}ヶ々の]{0,12}\d{1,5}(?:丁目|番地?|号|-\d{1,4})(?:[\d番地号の-]{0,12}[\d番地号])?/gu,
  ],
  [
    "address",
    /[\p{Script=Han}]{2,3}[都道府県][\p{Script=Han}\p{Script=Katakana}ヶ々]{1,8}[市区町村郡][\p{Script=Han}\p{Script=Katakana}ヶ々]{1,12}\d{2,5}(?![\d年月日社件円%人万億千台名.-])/gu,
  ],
  [
    "phone",
    /(?<![\d-])(?:\+81[- ]?(?:\(0\))?[- ]?\d{1,4}|\(0\d{1,4}\)|0\d{1,4}(?=[-( ]))[-( ]{0,2}\d{1,4}[-) ]{1,2}\d{3,4}(?:\s?(?:\(?内線\s?\d{1,5}\)?))?(?![\d-])/gu,
  ],
  ["phone", /(?<![\d.,-])0(?:120\d{6}|[5789]0\d{8}|[1-9]\d{8})(?![\d.,])/gu],
  ["phone", /(?<=(?:電話|tel|fax|携帯|内線)[番号.:：は]{0,3}\s?)\+?[\d() -]{4,20}\d/giu],
  [
    "person",
    new RegExp(
      `(?:${LONG_SURNAME})[ ]?[\\p{Script=Han}]{0,3}?(?=${HONORIFIC}|${TITLE})|(?<!\\p{Script=Han})(?:${SHORT_SURNAME})(?:[ ][\\p{Script=Han}]{1,3})?(?=${HONORIFIC}|${TITLE})`,
      "gu",
    ),
  ],
  [
    "person",
    new RegExp(
      `(?<=(?:担当|窓口|代表|社長|部長|課長|工場長|責任者|連絡先|氏名|名前)(?:者)?(?:の|は|:)\\s?)(?:${SURNAME})(?:[ ]?[\\p{Script=Han}]{1,3}(?=です|と申|と言|が|は|まで|、|。|$))?`,
      "gu",
    ),
  ],
  [
    "person",
    new RegExp(
      `(?<=[\\p{L}]の|^|[。、\\s])(?:${SURNAME})(?:[ ]?[\\p{Script=Han}]{1,3})?(?=です|と申します|と言います|まで(?:ご連絡|お電話))`,
      "gu",
    ),
  ],
  [
    "person",
    /(?<=(?:氏名|お名前|担当者名?)\s?[:：は]\s?)[\p{Script=Han}]{1,4}[ ]?[\p{Script=Han}\p{Script=Hiragana}]{1,4}/gu,
  ],
  [
    "person",
    /(?<![\p{Script=Han}])[\p{Script=Han}]{2,4}(?=(?:様|さん)(?![\p{Script=Han}]))(?<!お客|皆|業者|各社|御社|貴社|関係者|農家|学生|職人|組合|大学|会社|取引先|顧客|企業|社員|担当|先方)/gu,
  ],
  ["person", /\b(?:Mr|Ms|Mrs|Dr|Prof)\.? [A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?/gu],
];

/** How a firm that nobody gave is known: by its legal form. */
const FIRM_FORM = "(?:株式会社|有限会社|合同会社|合資会社|合名会社|㈱|㈲|\\((?:株|有|同)\\))";
const FIRM_LETTERS = "[\\p{Script=Han}\\p{Script=Katakana}A-Za-z0-9ー・&々]";
const FIRMS: readonly RegExp[] = [
  // 株式会社の設立 names nobody: what follows the form is a name unless it is a particle or a word of law.
  new RegExp(
    `${FIRM_FORM}\\s{0,2}(?!化|等|など|以外|形態|設立|[のをがはにでともや](?!\\p{Script=Hiragana}))(?:\\p{Script=Hiragana}{0,8}?${FIRM_LETTERS}{1,20}|\\p{Script=Hiragana}{2,8}?(?=の|は|が|を|に|で|と|様|さん|[、。]|$))`,
    "gu",
  ),
  new RegExp(`${FIRM_LETTERS}{1,20}\\s{0,2}${FIRM_FORM}(?!化)`, "gu"),
  /\b[A-Z][\w&.-]{0,20}(?: [A-Z][\w&.-]{0,20}){0,4},? (?:Co\.,? ?Ltd\.?|Inc\.?|Ltd\.?|Corp\.?|K\.K\.)/gu,
];

export interface RedactOptions {
  /** Names that are known. */
  readonly names?: readonly string[];
  /** Also everything that bears the legal form of a firm. */
  readonly anyFirm?: boolean;
}

/**
 * Takes telephone numbers, addresses, mail, Slack ids, names of persons and the given names out of a
 * text. What it cannot know: names of persons that nothing marks and that are not common, places
 * without a number, and firms that were not given and are written without a legal form. Time grows with the length of the text.
 */
export function redact(text: string, options: RedactOptions = {}): Redacted {
  const found = personalIn(text, options);
  let rest = "";
  let at = 0;
  for (const { kind, start, end } of found) {
    rest += text.slice(at, start) + INSTEAD[kind];
    at = end;
  }
  return { text: rest + text.slice(at), found };
}

/** The places of what `redact` would take out. */
export function personalIn(
  text: string,
  { names = [], anyFirm = false }: RedactOptions = {},
): readonly Personal[] {
  const plain = folded(text);
  const firms = anyFirm ? FIRMS.map((pattern) => ["name", pattern] as const) : [];
  const all = [
    ...registeredNames(plain, names).map((span) => ({ kind: "name" as const, ...span })),
    ...[...PATTERNS, ...firms].flatMap(([kind, pattern]) =>
      [...plain.matchAll(pattern)].map(({ index, 0: match }) => ({
        kind,
        start: index,
        end: index + match.trimEnd().length,
      })),
    ),
  ];
  return withoutOverlaps(all);
}

/** The first and, of those that begin together, the longest. */
function withoutOverlaps(all: readonly Personal[]): readonly Personal[] {
  const kept: Personal[] = [];
  let end = 0;
  for (const each of [...all].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (each.start < end || each.end <= each.start) continue;
    kept.push(each);
    end = each.end;
  }
  return kept;
}
