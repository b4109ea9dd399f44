import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createPdfReader } from "../../src/documents/pdf/read-pdf.ts";
import { openOffice } from "../support/office.ts";
import { pdfFile, pdfOf, pdfStream } from "../support/pdf-file.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PLAN = [
  ["北川市ものづくり振興計画"],
  ["試作支援事業の予算は1,200千円である。"],
  ["測定器の利用は1回2時間までとする。"],
];
const QUESTION = "試作支援事業の予算はいくらですか？";

// Its processes are shared by all offices here, for each takes a second to start.
const reader = createPdfReader();
const SHARING = { readPdf: reader.read };
afterAll(() => reader.close());

/** An office with nothing but a note, into which PDFs are brought. */
function openPdfOffice(options: Parameters<typeof openOffice>[0] = SHARING) {
  const corpus = tempFolder();
  writeFileSync(join(corpus, "note.txt"), "会議の覚え書き\n\n会議は毎月第一月曜日に開く。\n");
  const office = openOffice({ corpus, ...options });
  return {
    ...office,
    bring: (name: string, file: Buffer) => writeFileSync(join(office.cwd, name), file),
    answer: async (question: string) =>
      JSON.parse((await office.ask("--json", "--no-log", question)).text),
  };
}

describe("a PDF that is taken in", () => {
  test("answers, and the citation names the page, the title and words that stand there", async () => {
    const office = openPdfOffice({});
    office.bring("plan.pdf", pdfOf(PLAN, { title: "北川市の計画" }));

    const { code, text } = await office.ingest("plan.pdf");

    expect({ code, text }).toMatchObject({
      code: 0,
      text: expect.stringMatching(/plan\.pdf +3 +\d+ +取り込みました/u),
    });
    const answer = await office.answer(QUESTION);
    expect(answer.text).toContain("1,200千円");
    expect(answer.citations[0]).toMatchObject({
      title: "北川市の計画",
      locator: { page: 2 },
      quote: "試作支援事業の予算は1,200千円である。",
    });
  });

  test("is opened with the password that somebody gives, which is kept nowhere", async () => {
    const asked: string[] = [];
    const office = openPdfOffice({
      ...SHARING,
      terminal: {
        async askHidden({ ja }) {
          asked.push(ja);
          return "himitsu";
        },
      },
    });
    office.bring("plan.pdf", pdfOf(PLAN, { password: "himitsu" }));

    expect((await office.ingest("plan.pdf")).code).toBe(0);

    expect(asked).toHaveLength(1);
    expect((await office.answer(QUESTION)).citations[0].locator).toMatchObject({ page: 2 });
    const kept = readdirSync(office.data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    expect(kept.filter((content) => content.includes("himitsu"))).toEqual([]);
  });

  test("stays out without its password, or with a wrong one", async () => {
    const office = openPdfOffice({ ...SHARING, terminal: { askHidden: async () => "chigau" } });
    office.bring("plan.pdf", pdfOf(PLAN, { password: "himitsu" }));

    expect(await office.ingest("plan.pdf")).toMatchObject({
      code: 1,
      text: expect.stringMatching(/plan\.pdf .*読めません: .*パスワード/u),
    });
  });
});

describe("a PDF that cannot be read", () => {
  const PRIVATE_USE = "\ue001\ue002\ue003\ue004";
  test.each([
    ["a scan", pdfOf([[], []]), /文字の情報がありません（2ページ）.*OCR/u],
    ["unknown letters", pdfOf([[PRIVATE_USE, PRIVATE_USE]]), /文字化け/u],
    ["half of one", pdfOf(PLAN).subarray(0, 300), /壊れています/u],
    ["too many pages", endlessPdf(), /大きすぎます.*上限3000ページ/u],
  ])("is told with the reason and not indexed: %s", async (_, file, reason) => {
    const office = openPdfOffice();
    office.bring("bad.pdf", file);

    expect(await office.ingest("bad.pdf")).toMatchObject({
      code: 1,
      text: expect.stringMatching(reason),
    });
    expect((await office.answer(QUESTION)).kind).toBe("not_found");
  });

  test("costs that page only, when it is one of several", async () => {
    const office = openPdfOffice();
    office.bring("plan.pdf", pdfOf([...PLAN, [PRIVATE_USE]]));

    const { text } = await office.ingest("plan.pdf");

    expect(text).toMatch(/plan\.pdf +4 +\d+ +取り込みました（読めないページ: 4）/u);
    expect((await office.answer(QUESTION)).text).toContain("1,200千円");
  });

  test("does not keep others from answers while it is cut off", async () => {
    const office = openPdfOffice();
    office.bring("plan.pdf", pdfOf(PLAN));
    office.bring("bomb.pdf", bombPdf());
    await office.ingest("plan.pdf");
    const order: string[] = [];

    await Promise.all([
      office.ingest("bomb.pdf").then(({ text }) => order.push(text)),
      office.answer(QUESTION).then(({ text }) => order.push(text)),
    ]);

    expect(order[0]).toContain("1,200千円");
    expect(order[1]).toMatch(/bomb\.pdf .*大きすぎます（制限時間内に/u);
  });
});

/** One page that says that it is shown 100,000 times. */
function endlessPdf(): Buffer {
  const kids = "3 0 R ".repeat(100_000);
  return pdfFile([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count 100000 >>`,
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
  ]);
}

/** A form that shows another ten times, and so on for eight: no end in reach. */
function bombPdf(): Buffer {
  const forms = Array.from({ length: 8 }, (_, i) =>
    pdfStream(
      "/X Do ".repeat(10),
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${i + 6} 0 R >> >>`,
    ),
  );
  const end = pdfStream("BT /F 9 Tf (a) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]");
  return pdfFile([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
    pdfStream("/X Do"),
    ...forms,
    end,
  ]);
}
