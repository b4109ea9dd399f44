import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import encoding from "encoding-japanese";
import { describe, expect, test } from "vitest";
import { squash } from "../../src/text/search-form.ts";
import { docxOf, paragraph, wordTable } from "../support/docx.ts";
import { openOffice } from "../support/office.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PLAN = "北川市ものづくり振興計画\n\n試作支援事業の予算は1,200千円である。\n";
const QUESTION = "試作支援事業の予算はいくらですか？";

/** An office whose corpus is one note, so that documents answer. */
function openDocumentOffice(options: Parameters<typeof openOffice>[0] = {}) {
  const corpus = tempFolder();
  writeFileSync(join(corpus, "note.txt"), "会議の覚え書き\n\n会議は毎月第一月曜日に開く。\n");
  const office = openOffice({ corpus, ...options });
  return {
    ...office,
    write(name: string, content: string | Buffer) {
      const file = join(office.cwd, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    kept: (name: string) => join(office.data, "documents", name),
    answer: async (question: string) =>
      JSON.parse((await office.ask("--json", "--no-log", question)).text),
    corpus,
  };
}

function wordPlan(budget: string): Buffer {
  return docxOf(
    paragraph("北川市ものづくり振興計画") +
      wordTable([
        ["事業名", "予算額"],
        ["試作支援事業", budget],
      ]),
  );
}

describe("ingest takes documents in", () => {
  test("of every kind, and answers quote what was read of them, in the file they name", async () => {
    const office = openDocumentOffice();
    office.write("in/plan.docx", wordPlan("1,200千円"));
    office.write(
      "in/b/page.html",
      "<html><body><main><p>測定器の利用は1回2時間までとする。</p></main></body></html>",
    );
    const sjis = encoding.convert(
      encoding.stringToCode("機器名,設置場所\n圧縮試験機,第三実験棟\n"),
      {
        to: "SJIS",
        from: "UNICODE",
      },
    );
    office.write("in/b/list.csv", Buffer.from(sjis));

    const { code, text } = await office.ingest("in");

    expect(code).toBe(0);
    expect(text).toMatch(/in\/b\/list\.csv +- +1 +取り込みました/u);
    expect(office.reported.join("\n")).toContain("読んでいます: 1/3 in/b/list.csv");
    for (const [question, told, file] of [
      [QUESTION, "1,200千円", "in/plan.docx.txt"],
      ["測定器の利用は何時間までですか？", "2時間", "in/b/page.html.txt"],
      ["圧縮試験機の設置場所はどこですか？", "第三実験棟", "in/b/list.csv.txt"],
    ] as const) {
      const answer = await office.answer(question);
      expect(answer.text).toContain(told);
      const [{ path, quote }] = answer.citations;
      expect(join(office.corpus, path)).toBe(office.kept(file));
      expect(squash(readFileSync(join(office.corpus, path), "utf8"))).toContain(squash(quote));
    }
    expect(readFileSync(office.kept("in/plan.docx"))).toEqual(wordPlan("1,200千円"));
  });

  test("says what could not be read and why, and takes the others in", async () => {
    const office = openDocumentOffice({
      readPdf: async () => ({ kind: "no-text", pages: 12 }),
    });
    office.write("plan.txt", PLAN);
    office.write("scan.pdf", "%PDF-1.4");
    office.write("broken.docx", "PK");

    const { code, text } = await office.ingest("plan.txt", "scan.pdf", "broken.docx");

    expect(code).toBe(0);
    expect(text).toMatch(/scan\.pdf +- +- +読めません: .*12ページ.*OCR/u);
    expect(text).toMatch(/broken\.docx .*読めません: .*壊れています/u);
    expect(existsSync(office.kept("scan.pdf"))).toBe(false);
    expect((await office.answer(QUESTION)).text).toContain("1,200千円");
  });

  test("ends with 1 when nothing that was named could be read", async () => {
    const office = openDocumentOffice();
    office.write("a.docx", "PK");

    expect(await office.ingest("a.docx")).toMatchObject({
      code: 1,
      text: expect.stringMatching(/a\.docx .*読めません.*どの資料も読めませんでした/su),
    });
  });

  test("tells pages: a citation names the page, and a page that could not be read is told", async () => {
    const office = openDocumentOffice({
      readPdf: async () => ({
        kind: "partly",
        title: "北川市の計画",
        pages: [
          { number: 1, text: "北川市ものづくり振興計画" },
          { number: 3, text: "試作支援事業の予算は1,200千円である。" },
        ],
        missing: [{ page: 2, why: "font" }],
      }),
    });
    office.write("plan.pdf", "%PDF-1.4");

    const { text } = await office.ingest("plan.pdf");

    expect(text).toMatch(/plan\.pdf +3 +\d+ +取り込みました（読めないページ: 2）/u);
    const { citations } = await office.answer(QUESTION);
    expect(citations[0]).toMatchObject({ title: "北川市の計画", locator: { page: 3 } });
  });

  test("asks for a password at a terminal, and keeps it nowhere", async () => {
    const asked: string[] = [];
    const office = openDocumentOffice({
      readPdf: async (_, { password }) =>
        password === "himitsu"
          ? { kind: "read", pages: [{ number: 1, text: PLAN }] }
          : { kind: "encrypted" },
      terminal: {
        async askHidden({ ja }) {
          asked.push(ja);
          return "himitsu";
        },
      },
    });
    office.write("plan.pdf", "%PDF-1.4");

    expect((await office.ingest("plan.pdf")).code).toBe(0);

    expect(asked).toMatchObject([expect.stringContaining("「plan.pdf」のパスワード")]);
    const kept = readdirSync(office.data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    expect(kept.some((content) => content.includes("himitsu"))).toBe(false);
  });

  test("without a terminal says that a password is needed", async () => {
    const office = openDocumentOffice({ readPdf: async () => ({ kind: "encrypted" }) });
    office.write("plan.pdf", "%PDF-1.4");

    expect((await office.ingest("plan.pdf")).text).toMatch(/plan\.pdf .*パスワード/u);
  });
});

describe("what a document says of itself", () => {
  const PAGE =
    '<html><head><title>支援の案内</title><meta name="DC.publisher" content="北川市"><meta name="DC.date" content="2024-04-01"></head><body><p>試作支援事業の予算は1,200千円である。</p></body></html>';

  test("names the source in answers, until somebody writes otherwise in the file beside it", async () => {
    const office = openDocumentOffice();
    office.write("page.html", PAGE);
    await office.ingest("page.html");

    const said = await office.answer(QUESTION);
    const file = office.kept("page.html.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("支援の案内", "試作支援の手引き"));
    const edited = await office.answer(QUESTION);

    expect(said.citations[0]).toMatchObject({
      title: "支援の案内",
      publisher: "北川市",
      asOf: "2024-04-01",
    });
    expect(said.notices.join()).toContain("令和6年4月1日");
    expect(edited.citations[0].title).toBe("試作支援の手引き");
  });

  test("is overruled by what is given for one file, also when it is there already", async () => {
    const office = openDocumentOffice();
    office.write("page.html", PAGE);
    await office.ingest("page.html");

    const again = await office.ingest("--title", "手引き", "--date", "平成16年度", "page.html");

    expect(again.text).toMatch(/page\.html .*置き換えました/u);
    expect((await office.answer(QUESTION)).citations[0]).toMatchObject({
      title: "手引き",
      publisher: "北川市",
      asOf: "2004",
    });
    expect(await office.ingest("--title", "手引き", "page.html", "page.html")).toMatchObject({
      code: 1,
      text: expect.stringContaining("一つのファイル"),
    });
  });

  test("is shown at a terminal, with how to change it", async () => {
    const office = openDocumentOffice({ terminal: { askHidden: async () => undefined } });
    office.write("page.html", PAGE);

    await office.ingest("page.html");

    expect(office.reported.join("\n")).toMatch(/表題「支援の案内」.*page\.html\.yaml.*--title/u);
  });
});
