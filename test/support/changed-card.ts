import type { Card } from "../../src/corpus/card.ts";
import { readCard } from "../../src/corpus/read-card.ts";
import { figuresIn } from "../../src/text/figures.ts";

/** A card that says another number than it did, and contradicts itself nowhere. */
export interface Change {
  /** The whole file as it reads now. */
  readonly file: string;
  /** The number before and after, without separators: 23000 and 33000. */
  readonly old: string;
  readonly now: string;
}

// What a numeral that counts or measures something is not next to: an era, a page, an id, a date.
const FIGURE =
  /(?<!平成|昭和|令和|大正|明治|第|図表?|表|page: |[\w.,/-])\d[\d,]*(?:\.\d+)?(?!\d|[.,]\d|[-/年月日]|[^\S\n]*年)/gu;
const FIGURE_OR_LOCATOR = new RegExp(`(?<=。)[^\\S\\n]*\\[[^[\\]]+\\]$|${FIGURE.source}`, "gmu");
const YEAR = /^(?:18|19|20)\d{2}$/u;

/**
 * The card with one figure of a statement, of two digits or more, changed wherever the card gives it:
 * in the head, in other notations of the same sum, in English. One that can be changed in this way
 * is looked for; `undefined` when there is none.
 */
export function changeFigure(path: string, file: string, statement: string): Change | undefined {
  for (const { 0: figure, index } of statement.matchAll(FIGURE)) {
    const old = plain(figure);
    if (old.replace(/\D/gu, "").length < 2 || YEAR.test(old)) continue;
    const isSum = isMoney(statement, index, figure);
    const taken = figuresIn(file);
    const now = others(old).find((other) => !taken.includes(other));
    if (now === undefined) continue;
    const changed = file.replace(FIGURE_OR_LOCATOR, (found: string, at: number) => {
      const same =
        plain(found) === old ||
        (isSum && isMoney(file, at, found) && significand(found) === significand(old));
      return same ? withFirstDigit(found, firstDigit(now)) : found;
    });
    const card = soundCard(path, changed);
    if (card && !card.statements.some(({ text }) => figuresIn(text).includes(old))) {
      return { file: changed, old, now };
    }
  }
  return undefined;
}

/** The card of a file about which nothing is odd. */
function soundCard(path: string, file: string): Card | undefined {
  const reading = readCard(path, file);
  return "card" in reading && reading.warnings.length === 0 ? reading.card : undefined;
}

/** The same number with each other first digit. */
function others(figure: string): readonly string[] {
  const first = Number(firstDigit(figure));
  return Array.from({ length: 8 }, (_, i) => withFirstDigit(figure, ((first + i) % 9) + 1));
}

function firstDigit(figure: string): string {
  return /[1-9]/u.exec(figure)?.[0] ?? "0";
}

function withFirstDigit(figure: string, digit: string | number): string {
  return figure.replace(/[1-9]/u, String(digit));
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
