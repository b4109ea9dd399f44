import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { corpusCopy, openTestApp } from "../support/app.ts";

test("a follow-up is answered about what was spoken of before", async () => {
  const { assistant } = openTestApp();
  const say = (question: string) => assistant.answer(question, "t1");

  await say("岡山の地域再生計画のイーストコアってどの市？");
  const west = await say("ではウエストコアは？");
  const industry = await say("そこではどんな産業が強いんですか");

  expect(west.text).toContain("里庄町");
  expect(industry.text).toContain("繊維工業");
});

test("a pointing word asks about the thing of the turn before", async () => {
  const { assistant } = openTestApp();

  await assistant.answer("先端研究スタートアップ支援事業とは？", "t1");

  expect((await assistant.answer("それの予算は？", "t1")).text).toContain("23,000千円");
});

test("the conversation goes on when a card was mended meanwhile", async () => {
  const corpus = corpusCopy();
  const { assistant } = openTestApp({ corpus });
  await assistant.answer("先端研究スタートアップ支援事業とは？", "t1");

  const file = join(corpus, "schemes/okayama-startup-research.md");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replaceAll("23,000千円（2,300万円）", "24,500千円（2,450万円）"),
  );

  expect((await assistant.answer("それの予算は？", "t1")).text).toContain("24,500千円");
});

test("another thread knows nothing of it", async () => {
  const { assistant } = openTestApp();

  await assistant.answer("先端研究スタートアップ支援事業とは？", "t1");

  expect((await assistant.answer("それの予算は？", "t2")).text).not.toContain("23,000千円");
});

test("a question that names its own topic is not drawn back to the last one", async () => {
  const { assistant } = openTestApp();

  await assistant.answer("先端研究スタートアップ支援事業の予算は？", "t1");

  expect((await assistant.answer("岡山テクノプラザの予算は？", "t1")).text).toContain("5,000千円");
});

test("a question that names no thing asks about the thing of the turn before", async () => {
  const { assistant } = openTestApp();

  await assistant.answer("K-RIPは何社ですか", "t1");
  expect((await assistant.answer("大学数は？", "t1")).text).toContain("15大学");

  await assistant.answer("集束イオンビーム装置はいくらでしたか", "t2");
  expect((await assistant.answer("日本の首都は？", "t2")).kind).toBe("not_found");
  expect((await assistant.answer("いつ整備された？", "t2")).text).toContain("平成14年度");
});

test("a question that names no thing is asked back about when nothing was spoken of", async () => {
  const answer = await openTestApp().assistant.answer("予算は？");

  expect(answer).toMatchObject({ kind: "clarify", citations: [] });
  expect(answer.choices?.length).toBeGreaterThan(0);
});
