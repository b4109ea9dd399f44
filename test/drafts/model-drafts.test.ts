import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readDocument } from "../../src/corpus/read-document.ts";
import { checkProposal } from "../../src/drafts/check-proposal.ts";
import { passagesIn } from "../fakes/openai/scripts.ts";
import { startModel } from "../support/language-model.ts";
import { openApp } from "../support/open-app.ts";
import { tempFolder } from "../support/temp-folder.ts";

const STAFF = { id: "admin", role: "administrator" } as const;
const BUDGET = "試作支援事業の令和8年度の予算額は1,200千円である。";
const PLACE = "問い合わせは産業課が受ける。";
const PLAN = `# 北川市の計画\n\n令和8年4月1日\n\n## 支援\n\n${BUDGET}\n北川市は、キタガワ・ラボの共用工房を市民に開放する。\n${PLACE}\n`;

/** An app with a scripted model, into which the plan was taken; what drafting it makes. */
async function draftWithModel() {
  const { openai, model } = await startModel();
  const corpusFolder = tempFolder();
  writeFileSync(join(corpusFolder, "note.txt"), "会議の覚え書き\n");
  const folder = tempFolder();
  writeFileSync(join(folder, "plan.md"), PLAN);
  const troubles: string[] = [];
  const app = openApp({
    dataFolder: tempFolder(),
    corpusFolder,
    model,
    onTrouble: (message) => void troubles.push(message),
  });
  onTestFinished(() => app.close());
  await app.addDocuments([join(folder, "plan.md")], { by: STAFF });
  await app.update();
  const drafts = join(corpusFolder, "drafts");
  return {
    openai,
    troubles,
    propose: () => app.drafts.propose(["plan.md"], STAFF),
    /** All drafts as one text, without comments. */
    told: () =>
      readdirSync(drafts)
        .filter((name) => name.endsWith(".md"))
        .flatMap((name) => readFileSync(join(drafts, name), "utf8").split("\n"))
        .filter((line) => !line.startsWith("#"))
        .join("\n"),
  };
}

/** What the model says, with the numbers of the sentences that have these words. */
const naming =
  (make: (numberOf: (words: string) => number) => readonly object[]) =>
  (request: Parameters<typeof passagesIn>[0]) =>
    JSON.stringify({
      cards: make((words) => passagesIn(request).find(({ text }) => text.includes(words))?.n ?? 0),
    });

describe("with a language model, it proposes beside the rules", () => {
  test("what rules do not see, under the same checks", async () => {
    const { openai, propose, told } = await draftWithModel();
    openai.play(
      naming((numberOf) => [
        {
          kind: "seed",
          name: "キタガワ・ラボの共用工房",
          from: numberOf("共用工房"),
          fields: [{ field: "seedType", values: ["testbed"], from: numberOf("共用工房") }],
          statements: [numberOf("共用工房")],
        },
      ]),
    );

    expect((await propose()).written).toHaveLength(2);

    expect(told()).toContain("name: キタガワ・ラボの共用工房\n");
    expect(told()).toContain("seedType: testbed\n");
    expect(told()).toContain("name: 試作支援事業\n");
  });

  test("and what it makes up is left out", async () => {
    const { openai, propose, told } = await draftWithModel();
    openai.play(
      naming((numberOf) => [
        {
          kind: "scheme",
          name: "試作支援事業",
          from: numberOf("予算額"),
          fields: [
            { field: "provider", values: ["架空省"], from: numberOf("予算額") },
            { field: "targets", values: ["大企業"], from: numberOf("予算額") },
            { field: "area", values: ["東京都"], from: numberOf("予算額") },
            { field: "asOf", values: ["令和1年（2019年）"], from: numberOf("予算額") },
            { field: "orgType", values: ["大学"], from: 999 },
          ],
          statements: [numberOf("予算額"), 999],
        },
        { kind: "seed", name: "夢の装置", from: numberOf("予算額"), fields: [], statements: [1] },
      ]),
    );

    expect((await propose()).written).toHaveLength(1);

    expect(told()).not.toMatch(/架空省|大企業|東京都|2019|夢の装置|orgType/u);
    expect(told()).toContain(`${BUDGET} [plan-`);
  });

  test("when it fails, the rules propose alone, and it is asked again the next time", async () => {
    const { openai, troubles, propose, told } = await draftWithModel();
    openai.play(() => "no JSON");

    const first = await propose();
    await propose();

    expect(first.written).toHaveLength(1);
    expect(told()).toContain("name: 試作支援事業\n");
    expect(troubles).toEqual(Array(2).fill("the language model proposed no cards"));
    openai.play(naming(() => []));
    await propose();
    const asked = openai.requests.length;
    await propose();
    expect(openai.requests).toHaveLength(asked);
  });
});

test("a quote that does not stand in the document takes its field along", () => {
  const document = readDocument("plan.md", PLAN);
  const quote = { text: BUDGET };
  const forged = { text: "試作支援事業の予算額は9億円である。" };
  const name = { field: "name", value: "試作支援事業", quote };
  const budget = (of: object, yen: number, text = quote) => ({
    field: "amounts",
    value: [{ of: "予算額", kind: "budget", fiscalYear: "x", yen, ...of }],
    quote: text,
  });

  const check = (field: object, statements = [quote]) =>
    checkProposal({ kind: "scheme", fields: [name, field as typeof name], statements }, document);

  expect(check(budget({ original: "1,200千円" }, 1_200_000))?.fields).toHaveLength(2);
  expect(check(budget({ original: "1,200千円" }, 1_200))?.fields).toEqual([name]);
  expect(check(budget({ original: "9億円" }, 900_000_000, forged))?.fields).toEqual([name]);
  expect(check({ field: "secret", value: "x", quote })?.fields).toEqual([name]);
  expect(check(name, [forged])).toBeUndefined();
});
