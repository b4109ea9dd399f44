import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AppOptions } from "../../src/app.ts";
import { readCorpusFiles } from "../../src/corpus/corpus-files.ts";
import { readCorpus } from "../../src/corpus/read-corpus.ts";
import type { Meaning } from "../../src/search/fuse.ts";
import { passagesOf } from "../../src/search/passage.ts";
import { listOf } from "../../src/search/passage-list.ts";
import { createPassageSearch, type Hit } from "../../src/search/passage-search.ts";
import type { EmbeddingKind } from "../../src/storage/embedding-store.ts";
import { openEmbeddingStore } from "../../src/storage/embedding-store.ts";
import { type FakeOpenAi, startFakeOpenAi } from "../fakes/openai-server.ts";
import { openTestApp } from "../support/app.ts";
import { CORPUS } from "../support/shipped.ts";
import { tempFolder } from "../support/temp-folder.ts";

const QUESTION = "第7次試作支援事業の予算額はいくらですか？";
const MANY = 150;
const STAFF = { id: "admin", role: "administrator" } as const;
const corpus = readCorpus(CORPUS, await readCorpusFiles(CORPUS));

/** A text of so many schemes, a passage each. */
function corpusOf(count: number): string {
  const folder = join(tempFolder(), "corpus");
  mkdirSync(folder, { recursive: true });
  for (let at = 1; at <= count; at++) {
    const text = `第${at}次計画\n\n第${at}次試作支援事業の予算額は${at},300千円である。`;
    writeFileSync(join(folder, `plan-${at}.txt`), text);
  }
  return folder;
}

async function startServer(): Promise<FakeOpenAi> {
  const openai = await startFakeOpenAi();
  onTestFinished(() => openai.stop());
  return openai;
}

const settingsOf = ({ apiKey, baseUrl, embeddingModel: model }: FakeOpenAi) => ({
  model,
  apiKey,
  baseUrl,
});

/** An app that embeds in the background, and when it is done or has given up. */
function openEmbedding(
  places: { readonly corpus: string; readonly data: string },
  embedding: AppOptions["embedding"],
) {
  const troubles: string[] = [];
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const app = openTestApp({
    ...places,
    embedding,
    onEmbedded: (done, total) => void (done === total && settle()),
    onTrouble: (message) => {
      troubles.push(message);
      settle();
    },
  });
  return { app, troubles, settled };
}

const textsIn = ({ embedded }: FakeOpenAi) => embedded.flatMap(({ texts }) => texts);

function servingIn(data: string): EmbeddingKind | undefined {
  const store = openEmbeddingStore(join(data, "index"), () => {});
  const serving = store.serving();
  store.close();
  return serving;
}

describe("texts that are embedded in the background", () => {
  test("are stored with model and length, in requests of many, and never twice", async () => {
    const openai = await startServer();
    const places = { corpus: corpusOf(MANY), data: tempFolder() };
    const { app, settled } = openEmbedding(places, settingsOf(openai));
    await app.update();
    await app.warm();
    await settled;
    const first = textsIn(openai).length;
    app.close();

    const again = openEmbedding(places, settingsOf(openai));
    await again.app.warm();
    const answer = await again.app.assistant.answer(QUESTION);

    expect(answer.text).toContain("7,300千円");
    expect(openai.embedded.length).toBeLessThan(10);
    // Later on only a text that tells the length of vectors, and the question.
    expect(textsIn(openai).slice(first).length).toBeLessThanOrEqual(2);
    expect(servingIn(places.data)).toEqual({ model: openai.embeddingModel, dimensions: 64 });
  });

  test("are gone on with after a fault where that came", async () => {
    const openai = await startServer();
    const places = { corpus: corpusOf(MANY), data: tempFolder() };
    openai.embedWith({ requestsLeft: 2 });
    const broken = openEmbedding(places, settingsOf(openai));
    await broken.app.update();
    await broken.app.warm();
    await broken.settled;
    expect(broken.troubles).toEqual(["not all texts could be embedded; that goes on later"]);
    expect((await broken.app.assistant.answer(QUESTION)).text).toContain("7,300千円");
    broken.app.close();

    openai.embedWith({ requestsLeft: Number.POSITIVE_INFINITY });
    const { app, settled } = openEmbedding(places, settingsOf(openai));
    await app.warm();
    await settled;

    const embedded = textsIn(openai).filter((text) => text.includes("予算額"));
    expect(embedded.length).toBeGreaterThanOrEqual(MANY);
    expect(new Set(embedded).size).toBe(embedded.length);
  });

  test.each([
    ["another model", { models: ["embedding-test", "embedding-2"] }, "embedding-2", 64],
    ["another length", { dimensions: 32 }, "embedding-test", 32],
  ])("are made anew for %s", async (_, changes, model, dimensions) => {
    const openai = await startServer();
    const places = { corpus: corpusOf(3), data: tempFolder() };
    const first = openEmbedding(places, settingsOf(openai));
    await first.app.update();
    await first.app.warm();
    await first.settled;
    first.app.close();

    openai.embedWith(changes);
    const { app, settled } = openEmbedding(places, { ...settingsOf(openai), model });
    await app.warm();
    await settled;

    expect(servingIn(places.data)).toEqual({ model, dimensions });
  });

  test("of the model before serve as long as those of another are not complete", async () => {
    const openai = await startServer();
    const places = { corpus: corpusOf(3), data: tempFolder() };
    const first = openEmbedding(places, settingsOf(openai));
    await first.app.update();
    await first.app.warm();
    await first.settled;
    first.app.close();

    const { app, settled, troubles } = openEmbedding(places, {
      ...settingsOf(openai),
      model: "not-there",
    });
    await app.warm();
    await settled;
    await app.assistant.answer(QUESTION);

    expect(troubles).toHaveLength(1);
    expect(textsIn(openai)).toContain(QUESTION);
    expect(servingIn(places.data)).toEqual({ model: openai.embeddingModel, dimensions: 64 });
  });

  test("have marks where personal data stand, and find what they say all the same", async () => {
    const openai = await startServer();
    const places = { corpus: corpusOf(2), data: tempFolder() };
    const contact = "相談の受付は090-1234-5678か taro@minato.example で行う。";
    writeFileSync(join(places.corpus, "contact.txt"), `試作支援の案内\n\n${contact}`);
    const { app, settled } = openEmbedding(places, settingsOf(openai));
    await app.update();
    await app.warm();
    await settled;

    const sent = textsIn(openai).join("\n");
    expect(sent).toContain("相談の受付は〔伏字1〕");
    expect(sent).not.toMatch(/090-1234|taro@/u);
  });

  test("are those that everybody may see, and no name of a known firm is in a question", async () => {
    const openai = await startServer();
    const places = { corpus: corpusOf(3), data: tempFolder() };
    const { app, settled } = openEmbedding(places, settingsOf(openai));
    await app.update();
    const secret = join(tempFolder(), "secret.txt");
    writeFileSync(secret, "内部資料\n\n内部の試作支援事業の予算額は9,900千円である。");
    await app.addDocuments([secret], { by: STAFF, visibility: "staff" });
    await app.update();
    await app.warm();
    await settled;
    await app.assistant.answer(`株式会社ミナト電工です。${QUESTION}`);
    await app.assistant.answer("内緒の質問ですが、予算額は？", undefined, { isKeptInside: true });

    const sent = textsIn(openai).join("\n");
    expect(sent).toContain("2,300千円");
    expect(sent).toContain(QUESTION);
    expect(sent).not.toMatch(/9,900千円|ミナト電工|内緒/u);
  });
});

describe("search by meaning", () => {
  const passages = corpus.cards
    .filter(({ id }) => id === "okayama-techno-plaza" || id === "yokkaichi-location-ordinance")
    .flatMap((card) => passagesOf(card));
  const question = [{ text: "テクノプラザ", weight: 1 }];
  const far = passages.findIndex(({ card }) => card.id === "yokkaichi-location-ordinance");
  const isFar = ({ passage }: Hit) => passage === passages[far];
  const searchNear = (near: Meaning["nearest"]) =>
    createPassageSearch(listOf(passages), corpus.synonyms, { meaning: { nearest: near } });
  const near = [far, 0, 1].map((label, i) => ({ label, similarity: 0.9 - i / 10 }));

  test("adds what has other words behind what has the same", () => {
    const byWords = searchNear(() => undefined).search(question, { limit: 200 });
    const byBoth = searchNear(() => near).search(question, { limit: 200 });

    expect(byBoth[0]?.passage.statement.text).toBe(byWords[0]?.passage.statement.text);
    expect(byWords.some(isFar)).toBe(false);
    expect(byBoth.some(isFar)).toBe(true);
  });

  test("brings nothing of places that are not asked about", () => {
    const accept = (area: readonly string[]) => area.includes("岡山県");
    const hits = searchNear(() => near).search(question, { limit: 200, accept });

    expect(hits.length).toBeGreaterThan(0);
    expect(hits.some(isFar)).toBe(false);
  });
});
