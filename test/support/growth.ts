/**
 * How many times more work a reader has with a text four times as long: 4 where work grows with
 * the length, 16 where it grows with its square, Infinity where it never ends. Work is the
 * processor time of this process alone, so that a busy machine does not count; it is the least of
 * several runs, and anything below a few milliseconds counts as that much, so that the grain of the
 * clock does not count either. There are no steps to count instead: a regular expression tells none.
 */
export function growthOf(read: (text: string) => unknown, textOf: (length: number) => string) {
  let ratio = Number.POSITIVE_INFINITY;
  // The first reading of all compiles as well: it would make the short text look like much work.
  read(textOf(SHORT));
  for (let run = 0; run < RUNS && ratio >= TOO_MUCH; run++) {
    const short = workOf(read, textOf(SHORT));
    const long = workOf(read, textOf(4 * SHORT));
    ratio = Math.min(ratio, Math.max(long, GRAIN_MS) / Math.max(short, GRAIN_MS));
  }
  return ratio;
}

/** Beyond this, work grows faster than the text; half-way between four and sixteen, and then some. */
export const TOO_MUCH = 10;

const SHORT = 8_000;
const RUNS = 10;
/** Four times as much work as can be told from nothing. */
const GRAIN_MS = 4;

/** Milliseconds of processor time that it takes to read something. */
export function workOf<T>(read: (what: T) => unknown, what: T): number {
  const before = process.cpuUsage();
  read(what);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** A text of about that length: one piece over and over, and an end that many patterns fail at. */
export function repeated(piece: string, end = ""): (length: number) => string {
  return (length) => piece.repeat(Math.ceil(length / piece.length)) + end;
}

/** Each of these, repeated, once was or could be some pattern's worst case. */
export const PIECES: readonly string[] = [
  ..."1千一ー。」「）（(,、 \n\t#・【<[a".split(""),
  ...["1,", "1億", "1 ", "1. ", "2000", "20年", "平成", "平成1 ", "H16 ", "アー", "ロ", "a-", "a "],
  ...[
    "（ ",
    "( )",
    "[1]",
    "「。",
    "。」",
    "。\n",
    "、何が",
    "?何",
    "千円 ",
    "千円1 ",
    " 社 1",
    "社 ",
  ],
  ...["①\n", "あ\n", "あ ", "1\n", "・\n", "第1", "*", "<!--", "岡山", "東京とか", "\u200b", "ヴ"],
];

/** Ends at which a long row of the same thing turns out to be something else. */
export const ENDS: readonly string[] = ["", "x", "ア", "円", "）"];
