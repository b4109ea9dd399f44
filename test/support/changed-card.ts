import type { Card } from "../../src/corpus/card.ts";
import { readCard } from "../../src/corpus/read-card.ts";
import { figuresIn } from "../../src/text/figures.ts";
import { quantitiesIn } from "../../src/text/quantities.ts";

/** A card that says another number than it did, and contradicts itself nowhere. */
export interface Change {
  /** The whole file as it reads now. */
  readonly file: string;
  /** The number before and after, without separators: 23000 and 33000. */
  readonly old: string;
  readonly now: string;
}

// What a numeral that counts or measures something is not next to: an era, a page, an id, a date.
const NUMERAL =
  /(?<!平成|昭和|令和|大正|明治|第|図表?|表|page: |[\w.,/-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d|[.,]\d|[-/年月日])/gu;
const NUMERAL_OR_LOCATOR = new RegExp(`(?<=。)[^\\S\\n]*\\[[^[\\]]+\\]$|${NUMERAL.source}`, "gmu");

/**
 * The card with one figure of a statement, of two digits or more, changed wherever the card gives it:
 * in the head, in other notations of the same sum, in English. The first that can be changed so that
 * nothing about the card is odd; `undefined` when there is none.
 */
export function changeFigure(
  { path, head }: Card,
  file: string,
  statement: string,
): Change | undefined {
  const inNames = figuresIn([head.name, head.nameEn, ...head.aliases].join(" "));
  return [...statement.matchAll(NUMERAL)]
    .filter(({ 0: figure }) => isMeasured(figure, statement) && !inNames.includes(plain(figure)))
    .map(({ 0: figure, index }) =>
      changeWithin(file, figure, { isSum: isMoney(statement, index, figure) }),
    )
    .find((change) => change !== undefined && isSound(path, change));
}

/** Whether it is of two digits or more and a statement counts in it: not the 300 of a list's name. */
function isMeasured(figure: string, statement: string): boolean {
  return (
    plain(figure).replace(".", "").length > 1 &&
    quantitiesIn(statement).some(
      ({ kind, text }) =>
        ["money", "ratio", "count"].includes(kind) && figuresIn(text).includes(plain(figure)),
    )
  );
}

function changeWithin(
  file: string,
  figure: string,
  { isSum }: { isSum: boolean },
): Change | undefined {
  const old = plain(figure);
  const taken = figuresIn(file);
  const digit = otherDigits(old).find((other) => !taken.includes(withFirstDigit(old, other)));
  if (digit === undefined) return undefined;
  const isSame = (found: string, at: number) =>
    plain(found) === old ||
    (isSum && isMoney(file, at, found) && significand(found) === significand(old));
  const changed = file.replace(NUMERAL_OR_LOCATOR, (found: string, at: number) =>
    isSame(found, at) ? withFirstDigit(found, digit) : found,
  );
  return { file: changed, old, now: withFirstDigit(old, digit) };
}

/** Whether nothing about the changed card is odd and none of its statements has the old figure. */
function isSound(path: string, { file, old }: Change): boolean {
  const reading = readCard(path, file);
  return (
    "card" in reading &&
    reading.warnings.length === 0 &&
    !reading.card.statements.some(({ text }) => figuresIn(text).includes(old))
  );
}

/** Every first digit that a number could have instead of its own, the next one first. */
function otherDigits(number: string): readonly string[] {
  const own = Number(/[1-9]/u.exec(number)?.[0] ?? 0);
  return Array.from({ length: 8 }, (_, i) => String(((own + i) % 9) + 1));
}

function withFirstDigit(number: string, digit: string): string {
  return number.replace(/[1-9]/u, digit);
}

/** 2,300万円, 23,000千円 and `yen: 23000000` are one sum. */
function isMoney(text: string, at: number, figure: string): boolean {
  return (
    text.slice(0, at).endsWith("yen: ") ||
    /^(?:[兆億万千百]*円| (?:thousand|million|billion) yen)/u.test(text.slice(at + figure.length))
  );
}

function plain(figure: string): string {
  return figure.replaceAll(",", "");
}

/** The digits of a number without what its unit decides: 23 of 23,000 and of 2.3. */
function significand(figure: string): string {
  return figure.replace(/[,.]/gu, "").replace(/^0+|0+$/gu, "");
}
