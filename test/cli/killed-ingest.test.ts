import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { openTestApp } from "../support/app.ts";
import { runMusubi, startMusubi } from "../support/command.ts";
import { outcomeOf } from "../support/outcome.ts";
import { scaled } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";

const KILLS = scaled(20, 1);
const DOCUMENTS = 60;
const QUESTIONS = [
  "第7号の試作支援の予算はいくらですか？",
  "第41号の窓口はどこですか？",
  "覚え書きの会費はいくらですか？",
];

/** Documents of some kilobytes each; `edition` changes what half of them say. */
function writeDocuments(folder: string, edition: number): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < DOCUMENTS; i++) {
    const budget = 1_000 + 10 * i + (i % 2 === 0 ? 0 : edition);
    const body = Array.from(
      { length: 60 },
      (_, k) =>
        `第${i}号の${k}番目の施策では、会員企業${i + k}社が共同で設備を使い、成果を持ち寄る。`,
    ).join("\n\n");
    writeFileSync(
      join(folder, `plan-${i}.txt`),
      `第${i}号の計画\n\n第${i}号の試作支援の予算は${budget}千円である。\n\n第${i}号の窓口は北川市産業${i}課である。\n\n${body}\n`,
    );
  }
}

/** A place with a corpus, a document to add, and a data folder. */
function openPlace() {
  const root = tempFolder();
  const data = join(root, "data");
  const corpus = join(root, "corpus");
  writeFileSync(join(root, "note.txt"), "覚え書き\n\n覚え書きの会費は年3,000円である。\n");
  writeDocuments(corpus, 0);
  const ingest = ["ingest", "--data", data, "--corpus", corpus, join(root, "note.txt")];
  return { root, data, corpus, ingest };
}

/** Everything that a data folder answers, but for where it lies and how long it took. */
async function answersOf(data: string) {
  const app = openTestApp({ data });
  const answers = [];
  for (const question of QUESTIONS) {
    const { text, citations, notices } = await app.assistant.answer(question);
    const places = citations.map(({ path, quote, locator }) => [basename(path), quote, locator]);
    answers.push({ text, notices, places });
  }
  return { answers, size: await app.size() };
}

/** Moments between 0 and 1, the same in every run. */
function moments(count: number): readonly number[] {
  let state = 20_041_022;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
}

/** Kills the command after a share of the time that it takes undisturbed; whether it was still at work. */
async function killAfter(milliseconds: number, args: readonly string[]): Promise<boolean> {
  const child = startMusubi(args);
  // The moment is what is tried here, not something that is waited for.
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  const { code } = await outcomeOf(child);
  clearTimeout(timer);
  return code === null;
}

test("an ingest that is killed at any moment is finished by the next, as if nothing had been", {
  timeout: 600_000,
}, async () => {
  const earlier = openPlace();
  expect((await runMusubi(earlier.ingest)).code).toBe(0);
  const undisturbed = openPlace();
  writeDocuments(undisturbed.corpus, 1);
  const begun = performance.now();
  expect((await runMusubi(undisturbed.ingest)).code).toBe(0);
  const takes = performance.now() - begun;
  const wanted = await answersOf(undisturbed.data);
  expect(wanted.size.documents).toBe(DOCUMENTS + 1);
  expect(wanted.answers[0]?.text).toContain("1071千円");

  let killed = 0;
  for (const [i, moment] of moments(KILLS).entries()) {
    const place = openPlace();
    // Every other time there is an index already, of what the documents said before.
    if (i % 2 === 1) cpSync(earlier.data, place.data, { recursive: true });
    writeDocuments(place.corpus, 1);

    killed += Number(await killAfter(moment * takes, place.ingest));
    const next = await runMusubi(place.ingest);

    expect(next, `killed at ${moment}`).toMatchObject({ code: 0 });
    expect(next.stderr).not.toMatch(/damaged|予期しない/u);
    expect(await answersOf(place.data), `killed at ${moment}`).toEqual(wanted);
  }
  // A machine that has grown faster finishes some of them first.
  expect(killed).toBeGreaterThan(0);
});
