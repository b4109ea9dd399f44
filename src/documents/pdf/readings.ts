import type { Run } from "./place-runs.ts";
import { widthOf } from "./readable-text.ts";

/** A reading is at most this part of the size of its base. */
const SMALL = 0.62;
/** From base line to base line, in sizes of the base. */
const NEAREST = 0.6;
const FARTHEST = 1.7;
/** How many lines are looked at for the base of one reading, so that no page takes us long. */
const LOOKED_AT = 200;
const KANA = /^[ぁ-ゖァ-ヺー・\s]+$/u;

/** Lines, with small kana above a word put behind it in brackets: 漢字（かんじ）. */
export function attachReadings(lines: readonly (readonly Run[])[]): readonly (readonly Run[])[] {
  const sorted = lines.toSorted((a, b) => topOf(a) - topOf(b));
  const attached = new Map<readonly Run[], Reading[]>();
  const rest = sorted.filter((line, i) => {
    const base = isReading(line) ? baseOf(line, sorted.slice(i + 1, i + LOOKED_AT)) : undefined;
    if (!base) return true;
    attached.set(base, [...(attached.get(base) ?? []), readingOf(line)]);
    return false;
  });
  return rest.map((line) => (attached.get(line) ?? []).reduce(withReading, line));
}

interface Reading {
  readonly text: string;
  readonly u0: number;
  readonly u1: number;
}

function topOf(line: readonly Run[]): number {
  return line[0]?.v ?? 0;
}

function isReading(line: readonly Run[]): boolean {
  return line.every(({ text }) => KANA.test(text));
}

/** Whether two runs side by side are a line and a reading of the line below or above. */
export function isReadingBeside(left: Run, right: Run): boolean {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  return small.size <= large.size * SMALL && KANA.test(small.text);
}

function readingOf(line: readonly Run[]): Reading {
  const text = line.map((run) => run.text).join("");
  return { text, u0: line[0]?.u0 ?? 0, u1: line.at(-1)?.u1 ?? 0 };
}

function baseOf(
  line: readonly Run[],
  below: readonly (readonly Run[])[],
): readonly Run[] | undefined {
  const reading = readingOf(line);
  return below.find((base) => {
    const { size, v } = base[0] ?? { size: 0, v: 0 };
    const distance = (v - topOf(line)) / size;
    const isSmall = (line[0]?.size ?? 0) <= size * SMALL;
    if (!isSmall || distance < NEAREST || distance > FARTHEST) return false;
    return base.some((run) => lastUnder(run, reading) !== undefined);
  });
}

/** The line with the reading behind the last Chinese character that it stands above. */
function withReading(line: readonly Run[], reading: Reading): readonly Run[] {
  const last = line.findLastIndex((run) => lastUnder(run, reading) !== undefined);
  return line.map((run, i) => {
    if (i !== last) return run;
    const at = lastUnder(run, reading) ?? run.text.length;
    const text = `${run.text.slice(0, at)}（${reading.text}）${run.text.slice(at).trimStart()}`;
    return { ...run, text };
  });
}

/** Where the last Chinese character ends that stands under the reading. */
function lastUnder({ text, u0, u1, size }: Run, reading: Reading): number | undefined {
  if (u1 < reading.u0 || u0 > reading.u1) return undefined;
  const em = (u1 - u0) / widthOf(text);
  let at: number | undefined;
  let u = u0;
  let offset = 0;
  for (const letter of text) {
    const width = widthOf(letter) * em;
    const middle = u + width / 2;
    offset += letter.length;
    u += width;
    const isUnder = middle > reading.u0 - size * 0.3 && middle < reading.u1 + size * 0.3;
    if (isUnder && /\p{Script=Han}/u.test(letter)) at = offset;
  }
  return at;
}
