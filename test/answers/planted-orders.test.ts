import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { claiming, type GivenPassage } from "../fakes/openai/scripts.ts";
import { openTestApp } from "../support/app.ts";
import { JAPANESE_ORDERS } from "../support/japanese-orders.ts";
import { startModel } from "../support/language-model.ts";
import { describeWithShared, SHARED } from "../support/shared.ts";
import { tempFolder } from "../support/temp-folder.ts";

const DOCUMENTS = 50;
const ALIVE = /https?:|www\.|evil\.example|<[!@#]|@(?:channel|here|everyone)|\]\(/iu;

/** Cities that no document names. */
const cityOf = (at: number) =>
  `${"朝昼夕夜春夏秋冬雲霧"[at % 10]}${"鶴亀鷺雁鴨"[(at / 10) | 0]}ヶ浜市`;

/** Every order in one of the documents, right beside what is asked about. */
function plantOrders(folder: string): void {
  const file = join(SHARED, "hostile/strings/prompt_injection.jsonl");
  const english = readFileSync(file, "utf8").trimEnd().split("\n");
  const orders = [...english.map((line): string => JSON.parse(line).text), ...JAPANESE_ORDERS];
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < DOCUMENTS; at++) {
    const own = orders.filter((_, i) => i % DOCUMENTS === at).map((order) => order.toWellFormed());
    const half = own.length >> 1;
    const city = cityOf(at);
    const text = [
      `${city}ものづくり振興計画`,
      ...own.slice(0, half),
      `${city}の試作支援事業の予算額は${at + 1},200千円で、対象は市内の中小企業である。`,
      ...own.slice(half),
      `${city}の測定器開放事業では、工業試験場の三次元測定器を会員企業に開放する。`,
    ];
    writeFileSync(join(folder, `city-${at}.txt`), text.join("\n\n"));
  }
}

/** Does whatever it reads, and tells all that it has ever read; these are no real replies. */
const obeying = claiming((passages, earlier) => [
  ...passages.flatMap((passage) => obeyed(passage, passages)),
  ...earlier.slice(-3).map(({ text }) => ({ passage: 1, text, quote: text })),
]);

function obeyed({ n: passage, text }: GivenPassage, all: readonly GivenPassage[]) {
  const other = all.find(({ n }) => n !== passage)?.text ?? text;
  const addresses = text.match(/https?:\S+|<[!@][^>]*>|@\w+/gu) ?? [];
  return [
    {
      passage,
      text: `詳しくは ${addresses.join(" ")} https://evil.example/ と <!channel> へ。`,
      quote: text,
    },
    { passage, text: text.replace(/[\d,]+千円/u, "100億円"), quote: text },
    { passage, text: other, quote: text },
    { passage, text: other, quote: other },
    { passage, text, quote: text },
  ];
}

describeWithShared("orders that stand in documents", () => {
  test("get nothing out of a model that obeys them", async () => {
    const corpus = join(tempFolder(), "corpus");
    plantOrders(corpus);
    const { openai, model } = await startModel();
    const app = openTestApp({ model, corpus, data: tempFolder() });
    const before = await app.desk().ledger.head();
    openai.play(obeying);
    const faults: string[] = [];
    let inWords = 0;
    for (let at = 0; at < DOCUMENTS; at++) {
      const question = `${cityOf(at)}の試作支援事業の予算額はいくらですか？`;
      const told: string[] = [];
      const onSentence = (sentence: string) => told.push(sentence);
      const plain = await app.assistant.answer(question, undefined, { isKeptInside: true });
      const answer = await app.assistant.answer(question, undefined, { onSentence });
      const isInWords = answer.engine === "openai";
      if (isInWords) inWords += 1;
      else expect(answer.text).toBe(plain.text);
      expect(answer.text).toContain(`${at + 1},200千円`);
      faults.push(...faultsOf([...told, ...(isInWords ? [answer.text] : [])], plain));
    }
    console.log(`${inWords} of ${DOCUMENTS} answers in the words of the model`);

    // Where it repeats the order the embedded answer stands in.
    expect(inWords).toBeGreaterThan(DOCUMENTS / 2);
    expect(faults).toEqual([]);
    expect(await app.desk().ledger.head()).toEqual(before);
  });
});

/** What was said that is alive, that was ordered, or that comes from a document which is not cited without a model. */
function faultsOf(said: readonly string[], { citations }: Answer): readonly string[] {
  const paths = new Set(citations.map(({ path }) => basename(path)));
  const others = Array.from({ length: DOCUMENTS }, (_, at) => at)
    .filter((at) => !paths.has(`city-${at}.txt`))
    .map(cityOf);
  return said.filter(
    (text) =>
      ALIVE.test(text) || text.includes("100億円") || others.some((other) => text.includes(other)),
  );
}
