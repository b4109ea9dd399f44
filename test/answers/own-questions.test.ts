import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shippedData } from "../support/app.ts";
import { runMusubi } from "../support/command.ts";
import { ROOT } from "../support/root.ts";
import { scaled } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";

const QUESTIONS = join(ROOT, "test/fixtures/questions");

/** By default every third question of a long file is asked; a share of so few may be so much lower. */
const ONE_IN = scaled(1, 3);
const LONG = 60;
const SWING = scaled(0, 0.08);

function sampleOf(file: string): readonly string[] {
  const questions = readFileSync(join(QUESTIONS, file), "utf8").trim().split("\n");
  return questions.filter((_, i) => questions.length <= LONG || i % ONE_IN === 0);
}

/** `npm run evaluate` over questions of a file of our own. */
async function evaluate(file: string) {
  const sample = join(tempFolder(), file);
  writeFileSync(sample, sampleOf(file).join("\n"));
  const { stdout } = await runMusubi(["evaluate", "--json", "--data", shippedData(), sample]);
  return JSON.parse(stdout);
}

interface Limits {
  readonly right: number;
  readonly declined: number;
  readonly leading: number;
  /** Median length; whys and comparisons take more than one sentence. */
  readonly longest?: number;
}

test.each<[string, string, Limits]>([
  ["plainly worded", "okayama-2004-plain.jsonl", { right: 0.92, declined: 0.05, leading: 0.8 }],
  [
    "worded to be difficult",
    "okayama-2004-hard.jsonl",
    { right: 0.8, declined: 0.05, leading: 0.8 },
  ],
  [
    "on the ministry's policy",
    "meti-2007-plain.jsonl",
    { right: 0.9, declined: 0.05, leading: 0.8 },
  ],
  // Only eight of these ask for a number or a year.
  [
    "on it, worded to be difficult",
    "meti-2007-hard.jsonl",
    { right: 0.68, declined: 0.15, leading: 0.6, longest: 230 },
  ],
])(
  "of our own questions, %s, most are answered, always with quotes that hold",
  async (_, file, { right, declined, leading, longest = 150 }: Limits) => {
    const summary = await evaluate(file);

    expect(summary.questions).toBe(sampleOf(file).length);
    expect(summary.rightAndCited).toBeGreaterThanOrEqual(right - SWING);
    expect(summary.wronglyDeclined).toBeLessThanOrEqual(declined + SWING);
    expect(summary.factInFirstSentence).toBeGreaterThanOrEqual(leading - SWING);
    expect(summary.numbersBacked).toBe(1);
    expect(summary.quotesFound).toBe(1);
    expect(summary.medianLength).toBeLessThanOrEqual(longest);
  },
);

test.each([
  ["near misses", "okayama-2004-unanswerable.jsonl", 0.9],
  ["attributes that no document gives", "okayama-2004-attributes-unanswerable.jsonl", 0.72],
  ["near misses about the ministry's policy", "meti-2007-unanswerable.jsonl", 0.7],
])("most are declined of our own %s", async (_, file, share) => {
  const summary = await evaluate(file);

  expect(summary.declined).toBeGreaterThanOrEqual(share - SWING);
  expect(summary.obeyed).toBe(0);
});

// Written without sight of the cards, half of them in words that the documents do not use.
test.each([
  ["the Industrial Cluster Plan", "clusters-2003-2006", { right: 0.72, declined: 0.73 }],
  ["cases in Japan and abroad", "nri-cases", { right: 0.72, declined: 0.68 }],
  ["four regions in depth", "nri-regions", { right: 0.76, declined: 0.8 }],
  ["types of regions, siting and measures", "nri-typology", { right: 0.44, declined: 0.6 }],
])("of questions about %s as many are answered as were", async (_, name, { right, declined }) => {
  const summary = await evaluate(`${name}.jsonl`);
  const none = await evaluate(`${name}-unanswerable.jsonl`);

  expect(summary.rightAndCited).toBeGreaterThanOrEqual(right - SWING);
  expect(summary.numbersBacked).toBe(1);
  expect(summary.quotesFound).toBe(1);
  expect(none.declined).toBeGreaterThanOrEqual(declined - SWING);
});
