import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import type { Card } from "../../src/corpus/card.ts";
import { readCorpusFiles } from "../../src/corpus/corpus-files.ts";
import { readCorpus } from "../../src/corpus/read-corpus.ts";
import { figuresIn } from "../../src/text/figures.ts";
import { seededSample } from "../bench/seeded-sample.ts";
import { corpusCopy, openTestApp } from "../support/app.ts";
import { type Asked, askUntil, type Probe, subjectsOf } from "../support/card-questions.ts";
import { moveTo, PREFECTURES } from "../support/moved-card.ts";
import { scaled } from "../support/scale.ts";
import { CORPUS } from "../support/shipped.ts";
import { converseWithShippedApp } from "../support/shipped-app.ts";

const CARDS = scaled(100, 12);
const LOOK_ALIKES = scaled(50, 6);
/** Least share of the cards tried that a question made from them must find. */
const MIN_WORKING = 0.8;
/** Indexes are built and hundreds of questions asked; nothing waits this long when it is well. */
const PATIENCE_MS = 600_000;

const NOTHING: Asked = { probes: [], tried: 0 };

const { cards } = readCorpus(CORPUS, await readCorpusFiles(CORPUS));
const subjects = seededSample(
  cards.map(subjectsOf).filter(({ length }) => length > 0),
  cards.length,
);
const ask = converseWithShippedApp();
const asked: { ofCards: Asked; ofPlaces: Asked } = { ofCards: NOTHING, ofPlaces: NOTHING };

beforeAll(async () => {
  const placed = subjects.filter(([of]) => of && prefectureOf(of.card) !== undefined);
  asked.ofCards = await askUntil(CARDS, subjects, { ask, naming: () => undefined });
  asked.ofPlaces = await askUntil(LOOK_ALIKES, placed, { ask, naming: prefectureOf });
}, PATIENCE_MS);

describe("at scale, an answer follows the cards", () => {
  test.each([
    ["", "ofCards", CARDS],
    [" and naming its place", "ofPlaces", LOOK_ALIKES],
  ] as const)("a question made from a card%s is answered from it nearly always", (_, of, count) => {
    const { probes, tried } = asked[of];

    expect(probes).toHaveLength(count);
    expect(count / tried).toBeGreaterThanOrEqual(MIN_WORKING);
  });

  test(
    "no answer that cited a card cites it once it is deleted",
    async () => {
      const probes = asked.ofCards.probes.filter(isEven);
      const corpus = corpusCopy();
      for (const { card } of probes) rmSync(join(corpus, card.path));

      const deleted = new Set(probes.map(({ card }) => card.path));
      const citesDeleted = (_: Probe, { citations }: Answer) =>
        citations.some(({ path }) => deleted.has(path));

      expect(await failuresIn(corpus, probes, citesDeleted)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    "a card with another figure is cited with that figure or not at all, never with the old one",
    async () => {
      const probes = asked.ofCards.probes.filter(isOdd);
      const corpus = corpusCopy();
      for (const { card, change } of probes) writeFileSync(join(corpus, card.path), change.file);

      const missesChange = (probe: Probe, answer: Answer) =>
        saysOldFigure(answer, probe) || !saysNewFigure(answer, probe);

      expect(await failuresIn(corpus, probes, missesChange)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    "where a question names the place, its card is cited and no look-alike of another prefecture",
    async () => {
      const corpus = corpusCopy();
      const planted = asked.ofPlaces.probes.map((probe, i) => ({
        ...probe,
        lookAlike: lookAlikeOf(probe, i),
      }));
      for (const { lookAlike } of planted) {
        writeFileSync(join(corpus, lookAlike.path), lookAlike.file);
      }

      const isTakenIn = ({ card, lookAlike }: (typeof planted)[number], { citations }: Answer) => {
        const cited = citations.map(({ path }) => path);
        return cited.includes(lookAlike.path) || !cited.includes(card.path);
      };

      expect(await failuresIn(corpus, planted, isTakenIn)).toEqual([]);
    },
    PATIENCE_MS,
  );
});

/** Asks every question of a changed corpus, and shows those whose answers are wrong. */
async function failuresIn<T extends Probe>(
  corpus: string,
  probes: readonly T[],
  isWrong: (probe: T, answer: Answer) => boolean,
): Promise<readonly unknown[]> {
  const { assistant } = openTestApp({ corpus });
  const failures: unknown[] = [];
  for (const probe of probes) {
    const answer = await assistant.answer(probe.question);
    if (!isWrong(probe, answer)) continue;
    const { question, card, change } = probe;
    const quotes = answer.citations.map(({ path, quote }) => `${path}: ${quote}`);
    const figures = `${change.old} → ${change.now}`;
    failures.push({ question, card: card.path, figures, text: answer.text, quotes });
  }
  return failures;
}

/** Whether the old figure is quoted from the card, or said although no other card carries it. */
function saysOldFigure({ text, citations }: Answer, { card, change }: Probe): boolean {
  const carrying = citations.filter(({ quote }) => figuresIn(quote).includes(change.old));
  if (carrying.some(({ path }) => path === card.path)) return true;
  return carrying.length === 0 && figuresIn(text).includes(change.old);
}

/** Whether the answer says the new figure and quotes it from the card, if it cites the card at all. */
function saysNewFigure({ text, citations }: Answer, { card, change }: Probe): boolean {
  const own = citations.filter(({ path }) => path === card.path);
  const isQuoted = own.some(({ quote }) => figuresIn(quote).includes(change.now));
  return own.length === 0 || (isQuoted && figuresIn(text).includes(change.now));
}

/** The one prefecture that a card is about, if it can be moved to another. */
function prefectureOf({ head }: Card): string | undefined {
  const [area = "", ...more] = head.area;
  return more.length === 0 && PREFECTURES.includes(area) ? area : undefined;
}

/** The card with its changed figure, told of another prefecture; each probe has its own. */
function lookAlikeOf({ card, change }: Probe, i: number): { path: string; file: string } {
  const from = prefectureOf(card) ?? "";
  const elsewhere = PREFECTURES.filter((prefecture) => prefecture !== from);
  const to = elsewhere[i % elsewhere.length] ?? "";
  const path = card.path.replace(/\.md$/u, "-elsewhere.md");
  return { path, file: moveTo(to, { from, text: change.file }) };
}

function isEven(_: unknown, i: number): boolean {
  return i % 2 === 0;
}

function isOdd(_: unknown, i: number): boolean {
  return i % 2 === 1;
}
