import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import type { Claim } from "../../src/claims/check-claim.ts";
import { squash } from "../../src/text/search-form.ts";
import { HONEST } from "../claims/honest-claims.ts";
import { MUTATIONS } from "../claims/mutations.ts";
import { claiming, type GivenPassage } from "../fakes/openai/scripts.ts";
import { openTestApp } from "../support/app.ts";
import { gradeOutside, linesOf } from "../support/grade-outside.ts";
import { startModel } from "../support/language-model.ts";
import { ROOT } from "../support/root.ts";
import { scaled, seeded } from "../support/scale.ts";
import { describeWithShared } from "../support/shared.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PATIENCE_MS = scaled(1_200_000, 120_000);

/** Questions of our own that the cards answer, some from every file; Japanese, as the quotes are. */
function ownQuestions(count: number): readonly string[] {
  const files = ["okayama-2004-plain", "meti-2007-plain", "clusters-2003-2006", "nri-regions"];
  const all = files.flatMap((name) =>
    readFileSync(join(ROOT, "test/fixtures/questions", `${name}.jsonl`), "utf8")
      .trim()
      .split("\n")
      .map((line): string => JSON.parse(line).question)
      .filter((question) => /\p{Script=Hiragana}/u.test(question)),
  );
  const random = seeded(count);
  return Array.from({ length: count }, () => all[Math.floor(random() * all.length)] ?? "");
}

/** Claims about passages as a model might make them; these are no real replies. */
function scriptedClaims(passages: readonly GivenPassage[], random: () => number) {
  const texts = passages.map(({ text }) => text);
  const honest = Object.values(HONEST);
  const mutations = Object.values(MUTATIONS).flat();
  const names = texts.flatMap((text) => text.match(/[ァ-ヺー]{3,}|\p{Script=Han}{3,}/gu) ?? []);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)];
  const truth: Claim[] = [];
  const lies: Claim[] = [];
  for (const { n, text } of passages.slice(0, 4)) {
    const worded = pick(honest)?.(text) ?? { text, quote: text };
    const claim = { ...worded, passage: n };
    truth.push(claim);
    const mutate = texts.length > 1 ? pick(mutations) : undefined;
    lies.push(...[mutate?.(claim, { passages: texts, names, random })].flatMap((lie) => lie ?? []));
  }
  return { truth, lies };
}

describe("a model that lies in every reply", () => {
  test(
    "shows no figure, name or source that is false",
    async () => {
      const { openai, model } = await startModel();
      const { assistant } = openTestApp({ model });
      const random = seeded(1_000);
      let said: ReturnType<typeof scriptedClaims> = { truth: [], lies: [] };
      openai.play(
        claiming((passages) => {
          said = scriptedClaims(passages, random);
          return [...said.lies, ...said.truth];
        }),
      );
      const wrong: string[] = [];
      const counts = { replies: 0, lies: 0, shown: 0 };
      for (const question of ownQuestions(scaled(1_250, 30))) {
        said = { truth: [], lies: [] };
        const shown: string[] = [];
        const onSentence = (sentence: string) => shown.push(sentence);
        const answer = await assistant.answer(question, undefined, { onSentence });
        counts.replies += answer.model ? 1 : 0;
        counts.lies += said.lies.length;
        counts.shown += shown.length;
        const borne = shown.map((sentence) => ({
          sentence,
          by: said.truth.filter(({ text }) => isAs(text, sentence)),
        }));
        wrong.push(...borne.flatMap(({ sentence, by }) => (by.length === 0 ? [sentence] : [])));
        if (answer.engine === "openai") wrong.push(...wronglyCited(answer, borne));
      }
      console.log(
        `${counts.replies} replies with ${counts.lies} lies: ${counts.shown} sentences shown`,
      );

      expect(counts.replies).toBeGreaterThanOrEqual(scaled(1_000, 20));
      expect(counts.lies).toBeGreaterThan(counts.replies);
      expect(counts.shown).toBeGreaterThan(counts.replies);
      expect(wrong).toEqual([]);
    },
    PATIENCE_MS,
  );
});

/** Whether a text stands in another; what is sent to a model has marks where personal data are masked. */
function isAs(masked: string, shown: string): boolean {
  const literally = squash(masked).replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  return new RegExp(literally.replace(/〔伏字\d+〕/gu, ".+?"), "u").test(squash(shown));
}

interface Borne {
  readonly sentence: string;
  readonly by: readonly Claim[];
}

/** Sentences of an answer that no quote which is cited for them carries in the words of a true claim. */
function wronglyCited({ text, citations }: Answer, borne: readonly Borne[]): readonly string[] {
  const pieces = [...text.matchAll(/(.+?)((?:\[\d+\])+)[。.]?/gsu)];
  return pieces.flatMap(([, piece = "", marks = ""]) => {
    const cited = citations.filter(({ n }) => marks.includes(`[${n}]`));
    const isRight = borne.some(
      ({ sentence, by }) =>
        squash(sentence).includes(squash(piece)) &&
        by.some((claim) => cited.some(({ quote }) => isAs(claim.quote, quote))),
    );
    return isRight ? [] : [`${piece}${marks}`];
  });
}

describe("an honest model", () => {
  test(
    "loses no more than 3 of 100 true sentences",
    async () => {
      const { openai, model } = await startModel();
      const { assistant } = openTestApp({ model });
      const random = seeded(3);
      openai.play(claiming((passages) => scriptedClaims(passages, random).truth));
      let [told, dropped] = [0, 0];
      for (const question of ownQuestions(scaled(400, 30))) {
        const { model: use } = await assistant.answer(question);
        told += (use?.kept ?? 0) + (use?.dropped ?? 0);
        dropped += use?.dropped ?? 0;
      }
      console.log(`True sentences dropped: ${dropped} of ${told}`);

      expect(told).toBeGreaterThan(scaled(400, 30));
      expect(dropped / told).toBeLessThanOrEqual(0.03);
    },
    PATIENCE_MS,
  );
});

describeWithShared("an honest model over the development questions", () => {
  test(
    "answers no fewer of them right and rightly cited than the embedded engine",
    async () => {
      const every = scaled(1, 4);
      const gold = linesOf("qa.dev.jsonl").filter((_, i) => i % every === 0);
      const file = join(tempFolder(), "gold.jsonl");
      writeFileSync(file, gold.map((line) => JSON.stringify(line)).join("\n"));
      const { model } = await startModel();

      const inWords = await gradeOutside("qa", file, gold, { app: openTestApp({ model }) });
      const embedded = await gradeOutside("qa", file, gold);
      const figures = ["right_and_cited", "quotes_found"];
      console.log(
        figures.map(
          (name) => `${name}: ${inWords.figure(name)} (embedded ${embedded.figure(name)})`,
        ),
      );

      for (const name of figures) {
        expect(inWords.figure(name), name).toBeGreaterThanOrEqual(embedded.figure(name));
      }
    },
    PATIENCE_MS,
  );
});
