import type { Claim } from "../../src/claims/check-claim.ts";

/** What a mutation takes from: other passages, other names, numbers that look random. */
export interface Stock {
  readonly passages: readonly string[];
  readonly names: readonly string[];
  readonly random: () => number;
}

/** A claim that is no longer true of its passage; `undefined` where this cannot be done to it. */
export type Mutation = (claim: Claim, stock: Stock) => Claim | undefined;

const pick = <T>(from: readonly T[], random: () => number): T | undefined =>
  from[Math.floor(random() * from.length)];

function replacing(
  pattern: RegExp,
  make: (match: string, random: () => number) => string,
): Mutation {
  return (claim, { random }) => {
    const match = pick([...claim.text.matchAll(pattern)], random);
    if (!match) return undefined;
    const { index, 0: found } = match;
    const text =
      claim.text.slice(0, index) + make(found, random) + claim.text.slice(index + found.length);
    return text === claim.text ? undefined : { ...claim, text };
  };
}

const otherDigit = (digit: string, random: () => number) =>
  String((Number(digit) + 1 + Math.floor(random() * 9)) % 10);
const PREFECTURES = [
  "広島県",
  "岡山県",
  "富山県",
  "北海道",
  "静岡県",
  "岩手県",
  "徳島県",
  "鹿児島県",
];
const NAME =
  /[\p{Script=Han}ァ-ヺー]{2,}(?:県|市|町|大学|センター|機構|財団|協議会|事業|計画|株式会社)|[ァ-ヺー]{4,}|[A-Z][A-Za-z]{2,}/gu;

export const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  number: [
    replacing(
      /(?<![年\d])\d(?=[\d,.]*(?:千円|万円|億円|円|社|人|件|%|％|倍|割|ha|回|か所))/gu,
      otherDigit,
    ),
    replacing(/\d(?!\d*年)/gu, otherDigit),
    // Nothing is as little in any unit.
    replacing(/(?<!(?<![\d.])0)(?:千円|万円|億円|兆円)/gu, (unit) =>
      unit === "億円" ? "万円" : "億円",
    ),
    replacing(/社|人|件|％|%|倍/gu, (unit) => (unit === "社" ? "人" : "社")),
    replacing(/(?<=\d)[,.](?=\d)/gu, (mark) => (mark === "," ? "." : "")),
    // Two figures of one sentence change places.
    (claim) => {
      const [first, second] = new Set(claim.text.match(/\d[\d,.]*/gu) ?? []);
      if (first === undefined || second === undefined) return undefined;
      if (Number(first.replaceAll(",", "")) === Number(second.replaceAll(",", "")))
        return undefined;
      const text = claim.text
        .replaceAll(first, "\u0000")
        .replaceAll(second, first)
        .replaceAll("\u0000", second);
      return { ...claim, text };
    },
  ],
  date: [
    replacing(/(?<=(?:昭和|平成|令和|19|20)\d?)\d(?=年)/gu, otherDigit),
    replacing(/昭和|平成|令和/gu, (era) => (era === "平成" ? "令和" : "平成")),
    replacing(/(?<!\d)\d(?=月)/gu, otherDigit),
    replacing(/年度?(?=に|の|、)/gu, () => "年以降"),
  ],
  name: [
    replacing(/[\p{Script=Han}]{2,3}[都道府県]/gu, (_, random) => pick(PREFECTURES, random) ?? ""),
    (claim, { names, random }) =>
      replacing(
        NAME,
        (found) =>
          pick(
            names.filter((name) => !isIn(found, name)),
            random,
          ) ?? found,
      )(claim, { passages: [], names, random }),
    (claim, { passages, names, random }) => {
      const other = pick(claim.quote.match(NAME) ?? [], random) ?? "";
      return replacing(NAME, (found) => (isIn(other, found) || isIn(found, other) ? found : other))(
        claim,
        { passages, names, random },
      );
    },
  ],
  negation: [
    replacing(/です(?=。|$)|である(?=。|$)/gu, () => "ではありません"),
    replacing(/ます(?=。|$)/gu, () => "ません"),
    replacing(/(?<=[てで])い(?:る|ます)/gu, () => "いない"),
    replacing(/ありません|ません|ない/gu, (found) => (found === "ない" ? "ある" : "ます")),
    replacing(/(?<=[\p{Script=Han}])し(?:た|て)/gu, () => "せずに"),
    replacing(/を除[くいき]|のみ|以外/gu, () => ""),
    replacing(/可能/gu, () => "不可能"),
    replacing(/以上|以下|未満/gu, (bound) => (bound === "以上" ? "以下" : "以上")),
    replacing(/増加|減少|拡大|縮小|増え|減っ/gu, (found) => (found === "増加" ? "減少" : "増加")),
    replacing(/目標|要求|見込み|予定/gu, () => "実績"),
    replacing(/(?:の|という)(?:目標|要求|見込み|予定)(?=です)/gu, () => ""),
  ],
  part: [
    // What stands before or behind a pause is left out, with and without the rest of the quote.
    ...[false, true].flatMap((isQuoted): readonly Mutation[] => [
      (claim, { random }) => cut(claim, isQuoted, (at) => claim.text.slice(at + 1), random),
      (claim, { random }) =>
        cut(claim, isQuoted, (at) => `${claim.text.slice(0, at)}です。`, random),
    ]),
  ],
  ending: [
    replacing(/ます(?=。)/gu, () => "ました"),
    replacing(/ました(?=。)/gu, () => "ます"),
    replacing(/(?<=\p{Script=Han})(?:します|しました)(?=。)/gu, () => "したいです"),
    replacing(/(?<=\p{Script=Han})(?:します|しました)(?=。)/gu, () => "しかねます"),
    replacing(/(?<=\p{Script=Han})し(?:ます|ました)(?=。)/gu, () => "せず"),
    replacing(/(?<=\p{Script=Han})し(?=ます|ました)/gu, () => "され"),
  ],
  joint: [
    replacing(/(?<=[\p{Script=Han}ァ-ヺー])[はがをにへ](?=[\p{Script=Han}ァ-ヺー])/gu, (found) =>
      found === "を" ? "に" : "を",
    ),
    replacing(/(?<=[\p{Script=Han}ァ-ヺー])[とや](?=[\p{Script=Han}ァ-ヺー])/gu, () => "または"),
  ],
  "swapped source": [
    (claim, stock) => ({ ...claim, passage: otherPassage(claim, stock) }),
    (claim, stock) => {
      const passage = otherPassage(claim, stock);
      return { ...claim, passage, quote: stock.passages[passage - 1] ?? "" };
    },
    (claim, stock) => {
      const other = stock.passages[otherPassage(claim, stock) - 1] ?? "";
      return { ...claim, text: other };
    },
    (claim, { passages }) => ({ ...claim, passage: passages.length + 1 }),
  ],
};

/** Whether a name is another, or part of it, in capitals or not. */
function isIn(name: string, other: string): boolean {
  return other.toLowerCase().includes(name.toLowerCase());
}

/** A claim of what is left at one of its pauses, with the quote as it was or of that alone. */
function cut(
  claim: Claim,
  isQuoted: boolean,
  left: (at: number) => string,
  random: () => number,
): Claim | undefined {
  const pauses = [...claim.text.matchAll(/、/gu)].map(({ index }) => index);
  const at = pick(pauses, random);
  if (at === undefined) return undefined;
  const text = left(at);
  // Nothing but the ending stood behind the pause.
  if (withoutEnding(text) === withoutEnding(claim.text)) return undefined;
  return { ...claim, text, quote: isQuoted ? text.replace(/です。$/u, "") : claim.quote };
}

function withoutEnding(text: string): string {
  return text.replace(/、?です。$/u, "");
}

/** The number of a passage that says something else. */
function otherPassage({ quote, text }: Claim, { passages, random }: Stock): number {
  for (;;) {
    const at = Math.floor(random() * passages.length);
    const other = passages[at] ?? "";
    if (!other.includes(quote) && !quote.includes(other) && !text.includes(other)) return at + 1;
  }
}
