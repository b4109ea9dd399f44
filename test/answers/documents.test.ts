import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { answerAsText } from "../../src/cli/answer-as-text.ts";
import { squash } from "../../src/text/search-form.ts";
import { openTestApp, shippedData } from "../support/app.ts";
import { CORPUS } from "../support/shipped.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PLAN = `北川市ものづくり振興計画

平成１８年４月１日

１ 支援策

・試作支援事業（予算額 千円）1,200
市内の中小企業が大学と行う試作品の開発に要する費用を助成する。

・測定器開放事業（予算額 千円）300
工業試験場の三次元測定器を会員企業に開放する。利用は１回２時間までとする。

２ 推移

会員は 社である5 30 41
`;

const STAFF = { id: "admin", role: "administrator" } as const;

function folderOf(files: Record<string, string | Buffer>): string {
  const folder = tempFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

describe("documents that are added beside the corpus folder", () => {
  test("are kept, answer beside the cards, and are replaced by their name", async () => {
    const origin = folderOf({ "north/plan.txt": PLAN });
    const data = shippedData();
    const app = openTestApp({ data, refreshMs: 0 });
    await app.addDocuments([join(origin, "north")], { by: STAFF });
    rmSync(origin, { recursive: true });

    const answer = await app.assistant.answer("試作支援事業の予算はいくらですか？");
    expect(answer.text).toContain("1,200千円");
    expect(join(CORPUS, answer.citations[0]?.path ?? "")).toBe(
      join(data, "documents", "north", "plan.txt"),
    );
    expect((await app.assistant.answer("岡山テクノプラザの予算は？")).text).toContain("5,000千円");

    const newer = folderOf({ "north/plan.txt": PLAN.replace("1,200", "1,700") });
    await app.addDocuments([join(newer, "north")], { by: STAFF });
    expect((await app.assistant.answer("試作支援事業の予算は？")).text).toContain("1,700千円");
  });

  test("are shown without what ends a page, and without a date that they do not have", async () => {
    const corpus = folderOf({
      "plan.txt":
        "霧ヶ浜市の計画\n\n試作支援事業の予算額は\f1,200千円であり、対象は市内の企業である。\n",
    });
    const { assistant } = openTestApp({ corpus, data: tempFolder() });

    const answer = await assistant.answer("霧ヶ浜市の試作支援事業の予算は？");
    const shown = answerAsText(answer, "ja");

    expect(answer.citations[0]?.quote).toContain("\f1,200千円");
    expect(shown).toContain("予算額は\n1,200千円");
    expect(shown).not.toMatch(/\f|\(\)/u);
  });

  test("of one name in one call are refused: one would replace the other unseen", async () => {
    const folder = folderOf({ "a/plan.txt": PLAN, "b/plan.txt": PLAN });
    const adding = openTestApp().addDocuments(
      [join(folder, "a/plan.txt"), join(folder, "b/plan.txt")],
      { by: STAFF },
    );

    await expect(adding).rejects.toMatchObject({
      text: { ja: expect.stringContaining("ほかにもあります") },
    });
  });

  test.each([
    ["a folder without documents", { "x/a.exe": "MZ" }, "x", /読める資料（.*）がありません/u],
    ["a path that leads nowhere", {}, "none.txt", /読めません/u],
  ])(
    "are refused before anything is changed: %s",
    async (_, files: Record<string, string | Buffer>, named, why) => {
      const data = shippedData();
      const folder = folderOf({ ...files, "good.txt": PLAN });
      const app = openTestApp({ data });

      const adding = app.addDocuments([join(folder, "good.txt"), join(folder, named)], {
        by: STAFF,
      });

      await expect(adding).rejects.toMatchObject({ text: { ja: expect.stringMatching(why) } });
      expect(existsSync(join(data, "documents"))).toBe(false);
    },
  );
});

test("a document that is added may have its ending in capitals", async () => {
  const app = openTestApp();
  await app.addDocuments([join(folderOf({ "PLAN.TXT": PLAN }), "PLAN.TXT")], { by: STAFF });

  expect((await app.assistant.answer("試作支援事業の予算はいくらですか？")).text).toContain(
    "1,200千円",
  );
});

describe("raw documents", () => {
  test("answer with a quote that stands in the document, shown as the original", async () => {
    const corpus = folderOf({ "plan.txt": PLAN });

    const answer = await openTestApp({ corpus }).assistant.answer(
      "試作支援事業の予算はいくらですか？",
    );

    expect(answer.kind).toBe("answered");
    expect(answer.text.split("。")[0]).toContain("1,200千円");
    expect(answer.citations[0]).toMatchObject({
      source: "plan.txt",
      path: "plan.txt",
      title: "北川市ものづくり振興計画",
      asOf: "2006-04-01",
      quoteOf: "source",
      locator: { section: expect.stringContaining("7") },
    });
    const file = squash(readFileSync(join(corpus, "plan.txt"), "utf8"));
    expect(answer.citations.every(({ quote }) => file.includes(squash(quote)))).toBe(true);
    expect(answer.notices.join()).toContain("平成18年4月1日");
  });

  test("say and quote the heading that tells what an excerpt is about", async () => {
    const corpus = folderOf({
      "cases.md":
        "# 東川市の環境産業\n\n公害の克服に取り組んだ企業が多く、廃棄物の再資源化、排水の浄化、省エネルギーの装置などを手がける工場が臨海部に集まり、研究機関と市が共同で運営する実験の場もあって、国内外から毎年多くの見学者を受け入れている。この経験を海外の都市にも伝えており、研修に訪れる技術者も多い。\n\n平成9年に全国で最初のモデル地域に選ばれた。\n\n# 西川市の観光\n\n宿泊者が増えた。\n",
    });

    const { text, citations } = await openTestApp({ corpus }).assistant.answer(
      "全国で最初のモデル地域に選ばれたのはどこで、いつですか？",
    );

    expect(text).toMatch(/^東川市の環境産業\[\d\]： .*平成9年に/u);
    expect(citations.map(({ quote }) => quote)).toContain("# 東川市の環境産業");
  });

  test("never show the figures of one heading under the next", async () => {
    const list =
      "# 事業の一覧\n\n◇北部の事業\n\n参加企業は50社、大学は4校\n\n◇南部の事業\n\n参加企業は70社、大学は6校\n";
    const corpus = folderOf({ "list.md": list });

    const { citations } = await openTestApp({ corpus }).assistant.answer(
      "南部の事業の参加企業は何社ですか？",
    );

    expect(citations[0]?.locator.section).toContain("◇南部の事業");
    expect(
      citations.filter(({ quote }) => quote.includes("50社") && quote.includes("南部")),
    ).toEqual([]);
  });

  test("with front matter that is no card's come in as documents", async () => {
    const app = openTestApp({
      corpus: folderOf({ "post.md": "---\ntitle: 便り\n---\n\n北川市の窓口は産業課である。\n" }),
    });

    expect((await app.assistant.answer("北川市の窓口はどこですか？")).text).toContain("産業課");
  });

  test("do not answer with a figure that has lost what it counts", async () => {
    const corpus = folderOf({ "plan.txt": PLAN });

    const answer = await openTestApp({ corpus }).assistant.answer("会員は何社ですか？");

    expect(answer.text).not.toMatch(/30|41/u);
  });

  test("are quoted as they are written where they hold what nobody can see", async () => {
    const corpus = folderOf({
      "plan.txt": PLAN.replace("大学と行う", "大\u200b学と\u00ad行う").replaceAll("\n", "\r\n"),
    });

    const { citations, text } = await openTestApp({ corpus }).assistant.answer(
      "試作支援事業とは何ですか？",
    );

    expect(text).toContain("大学と行う");
    const file = squash(readFileSync(join(corpus, "plan.txt"), "utf8"));
    expect(citations.length).toBeGreaterThan(0);
    expect(citations.every(({ quote }) => file.includes(squash(quote)))).toBe(true);
    expect(citations.some(({ quote }) => quote.includes("大\u200b学"))).toBe(true);
  });

  test("are named by sources.yaml where it describes them", async () => {
    const sources = `- id: kitagawa-2006
  file: plan.txt
  title: 北川市の計画
  titleEn: Plan of Kitagawa
  publisher: 北川市
  publisherEn: City of Kitagawa
  asOf: 平成18年度（2006年度）
  asOfBasis: 表紙
`;
    const corpus = folderOf({ "plan.txt": PLAN, "sources.yaml": sources });

    const answer = await openTestApp({ corpus }).assistant.answer(
      "試作支援事業の予算はいくらですか？",
    );

    expect(answer.citations[0]).toMatchObject({ source: "kitagawa-2006", publisher: "北川市" });
  });

  test("say that they are undated when they print no date", async () => {
    const corpus = folderOf({ "plan.txt": PLAN.replace(/^平成.*$/mu, "") });

    const { notices } = await openTestApp({ corpus }).assistant.answer("試作支援事業の予算は？");

    expect(notices.join()).toContain("日付は、本文の初めからは分かりません");
  });

  test("that repeat a page answer once and name both places", async () => {
    const corpus = folderOf({ "a.txt": PLAN, "b.txt": PLAN });

    const { citations } = await openTestApp({ corpus }).assistant.answer(
      "測定器の利用は何時間までですか？",
    );

    expect(new Set(citations.map(({ path }) => path))).toEqual(new Set(["a.txt"]));
    expect(citations[0]?.locator.section).toContain("ほぼ同文");
  });

  test.each([
    [
      "not in UTF-8",
      Buffer.from([0x8e, 0x78, 0x89, 0x87, 0x8d, 0xf4, 0x82, 0xcc, 0x8a, 0x54]),
      /UTF-8/u,
    ],
    ["binary", Buffer.from("PK\0\0"), /UTF-8/u],
    ["empty", Buffer.from(" \n"), /文章/u],
  ])("%s are left out with a word of why, and the others come in", async (_, content, why) => {
    const app = openTestApp({ corpus: folderOf({ "plan.txt": PLAN, "bad.txt": content }) });

    const { warnings } = await app.update();

    expect(warnings).toMatchObject([{ path: "bad.txt", expected: expect.stringMatching(why) }]);
    expect((await app.assistant.answer("試作支援事業の予算は？")).kind).toBe("answered");
  });

  test("are read again only when they have changed, and forgotten when they are gone", async () => {
    const corpus = folderOf({
      "plan.txt": PLAN,
      "note.md": "# 覚え書き\n\n北川市の窓口は産業課である。\n",
    });
    const app = openTestApp({ corpus });
    await app.update();
    writeFileSync(join(corpus, "plan.txt"), PLAN.replace("1,200", "1,500"));

    expect(await app.update()).toMatchObject({ changed: 1, unchanged: 1 });
    expect((await app.assistant.answer("試作支援事業の予算は？")).text).toContain("1,500千円");

    rmSync(join(corpus, "plan.txt"));
    expect((await app.assistant.answer("試作支援事業の予算は？")).kind).toBe("not_found");
  });
});
