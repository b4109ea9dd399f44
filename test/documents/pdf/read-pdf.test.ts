import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createPdfReader } from "../../../src/documents/pdf/read-pdf.ts";
import { linesOf as layOut } from "../../../src/documents/pdf/table-rows.ts";
import type { ReadOutcome } from "../../../src/documents/read-outcome.ts";
import { growthOf, TOO_MUCH } from "../../support/growth.ts";
import { type PdfLine, pdfFile, pdfOf, pdfStream } from "../../support/pdf-file.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { pagesOf, textOf } from "./support/measured.ts";

const reader = createPdfReader();
const hasty = createPdfReader({ limits: { pageMs: 1_500 } });
const brief = createPdfReader({ limits: { pageCharacters: 1_000 } });
afterAll(() => {
  reader.close();
  hasty.close();
  brief.close();
});

function read(file: Buffer, by = reader): Promise<ReadOutcome> {
  const path = join(tempFolder(), "a.pdf");
  writeFileSync(path, file);
  return by.read(path);
}

async function linesOf(...lines: readonly (string | PdfLine)[]): Promise<readonly string[]> {
  return textOf(await read(pdfOf([lines]))).split("\n");
}

describe("a page is read as a person reads it", () => {
  test("print that is doubled to look bold is read once", async () => {
    const bold = ["重要事項の説明", "重要事項の説明"].map((text, i) => ({
      text,
      x: 60 + i * 0.3,
      y: 700,
    }));

    expect(await linesOf(...bold, { text: "本文である。", y: 680 })).toEqual([
      "重要事項の説明",
      "本文である。",
    ]);
  });

  test("ligatures and radicals are the letters that they show", async () => {
    expect(await linesOf("ﬁnal oﬃce", "⽇本の⼤学と⻑期の計画。")).toEqual([
      "final office",
      "日本の大学と長期の計画。",
    ]);
  });

  test("lines that run on are joined, without a blank in Japanese", async () => {
    const japanese =
      "本県は、軽工業から重化学工業、ハイテク産業に至るまで優れた工業力を有した地域であり、平成16年度の製造品出荷額等は全国でも有数の規模に達しており、今後も伸びる。";
    const english = [
      "The prefecture has long been known for its heavy and chemical indus-",
      "try, and its output is among the largest of all in the country as of",
      "today.",
    ];
    const wrapped = japanese.match(/.{1,36}/gu) ?? [];

    expect(await linesOf(...wrapped, ...english)).toEqual([
      japanese,
      `${english[0]?.slice(0, -1)}${english[1]} ${english[2]}`,
    ]);
  });

  test("a larger line is a heading, the larger the higher", async () => {
    const body = "この計画は、地域の産業を育てる。";

    expect(
      await linesOf(
        { text: "地域の計画", y: 780, size: 21 },
        { text: "１ 目的", y: 740, size: 14 },
        { text: body, y: 715 },
      ),
    ).toEqual(["# 地域の計画", "", "## １ 目的", body]);
  });

  test("a text runs on over full pages, in a sentence or after it, until a page ends early", async () => {
    const line = "県は、部品を作る中小企業のために、加工と検査の設備を共同で使えるように整えて";
    const full = (last: string) => [...Array.from({ length: 38 }, () => line), last];
    const sentence = full(
      "いる。その費用は国と県が半分ずつを負担し、企業は使った時間の分だけを支払うこ",
    );

    const outcome = await read(
      pdfOf([sentence, full("ととした。"), ["次の年も続ける。"], ["別の資料である。"]]),
    );

    expect(pagesOf(outcome).map(({ goesOn }) => goesOn)).toEqual([
      "sentence",
      "text",
      undefined,
      undefined,
    ]);
  });

  test("a head above the text of the next page is not taken into a sentence", async () => {
    const line = "県は、部品を作る中小企業のために、加工と検査の設備を共同で使えるように整えて";
    const page = (number: number) => [
      { text: `第${number}章 産業の部`, y: 810 },
      ...Array.from({ length: 39 }, (_, i) => ({ text: line, y: 770 - i * 18 })),
    ];

    const outcome = await read(pdfOf([page(1), page(2)]));

    expect(pagesOf(outcome).map(({ goesOn }) => goesOn)).toEqual(["text", undefined]);
  });

  test("a slash and a dash of a font with one glyph for two signs are what people type", async () => {
    expect(await linesOf("広島県 ‒ 費用の１∕２を補助する。")).toEqual([
      "広島県 – 費用の１／２を補助する。",
    ]);
  });

  test("a list of short lines is not joined where the text elsewhere is wrapped farther out", async () => {
    const line = "県は、部品を作る中小企業のために、加工と検査の設備を共同で使えるように整えて";
    const list = [
      "北部中小企業工業団地 14.5ha",
      "南部機械工業団地の用地 19.7ha",
      "西部産業業務団地の用地 36.9ha",
    ];

    const outcome = await read(pdfOf([Array.from({ length: 12 }, () => line), list]));

    expect(pagesOf(outcome)[1]?.text.split("\n")).toEqual(list);
  });

  test("a wider gap in a vertical line is a blank, where its neighbours have none", async () => {
    const below = (text: string, x: number, drop: number) =>
      [...text].map((letter, i) => ({ text: letter, x, y: 780 - i * drop }));
    const blank = below("３地域の産業を支える。", 500, 10.5).map((letter, i) =>
      i === 0 ? letter : { ...letter, y: letter.y - 2.7 },
    );

    expect(await linesOf(...blank)).toEqual(["３ 地域の産業を支える。"]);
    expect(await linesOf(...below("広く組んだ行である。", 460, 13.2))).toEqual([
      "広く組んだ行である。",
    ]);
  });

  test("running heads stand once, page numbers nowhere", async () => {
    const pages = Array.from({ length: 4 }, (_, i) => [
      { text: "北川市産業報告", y: 810 },
      { text: `第${i + 1}の話は、これで終わる。`, y: 600 },
      { text: `- ${i + 1} -`, x: 290, y: 30 },
    ]);

    expect(textOf(await read(pdfOf(pages))).split("\n")).toEqual([
      "北川市産業報告",
      ...pages.map(([, line]) => line?.text),
    ]);
  });

  test("a blank page is read, with nothing on it but a running head or without", async () => {
    const head = { text: "北川市産業報告", y: 810 };
    const pages = [["第一の事業。"], [], ["第二の事業。"], ["第三の事業。"], []];
    const headed = pages.map((lines, i) => (i === 4 ? [] : [head, ...lines]));

    const outcome = await read(pdfOf(headed));

    expect(outcome.kind).toBe("read");
    expect(pagesOf(outcome).map(({ text }) => text.replace(/^北川市産業報告\n+/u, ""))).toEqual(
      pages.map(([text = ""]) => text),
    );
  });

  test("a page that is a picture cannot be read, and is told", async () => {
    const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 5 0 R /Contents";
    const picture = pdfStream(
      "A",
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
    );
    const file = pdfFile([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
      `${page} 6 0 R >>`,
      `${page} 7 0 R >>`,
      "<< /XObject << /I 8 0 R >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
      pdfStream("BT /F 10 Tf 60 700 Td (The first page.) Tj ET"),
      pdfStream("q 500 0 0 700 40 40 cm /I Do Q"),
      picture,
    ]);

    expect(await read(file)).toMatchObject({ kind: "partly", missing: [{ page: 2 }] });
  });

  test("the few words of a drawing too large to look at are read all the same", async () => {
    const drawing = "0 0 m 9 9 l S\n".repeat(600_000);
    const file = pdfFile([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 4 0 R /Contents 5 0 R >>",
      "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
      pdfStream(`BT /F 10 Tf 60 700 Td (A map of the area.) Tj ET\n${drawing}`),
    ]);

    expect(await read(file)).toMatchObject({
      kind: "read",
      pages: [{ number: 1, text: "A map of the area." }],
    });
  });

  test("terms and what they mean are no table with headings", async () => {
    const pairs = [
      ["代表者", "山田太郎"],
      ["所在地", "北川市中央町"],
      ["業種", "金属加工"],
    ];

    expect(
      await linesOf(
        ...pairs.flatMap(([term = "", meaning = ""], i) => [
          { text: term, y: 700 - i * 18 },
          { text: meaning, x: 200, y: 700 - i * 18 },
        ]),
      ),
    ).toEqual(pairs.map((pair) => pair.join("\t")));
  });
});

describe("limits", () => {
  test("a page of very many runs costs that page", async () => {
    const sparing = createPdfReader({ limits: { pageRuns: 1 } });
    const outcome = await read(pdfOf([["事業を行う。"], ["一", "二"]]), sparing);
    sparing.close();

    expect(outcome).toMatchObject({ kind: "partly", missing: [{ page: 2 }] });
  });

  test("a page that is one table is no more work to lay out than it is long", () => {
    const cell = { text: "1", u1: 0, size: 10, across: false, fromTop: 0.5, order: 0 };
    const tableOf = (cells: string) =>
      Array.from(cells, (_, i) => {
        const u0 = i % 2 === 0 ? 0 : 100;
        return { ...cell, u0, u1: u0 + 20, v: (i >> 1) * 12 };
      });

    expect(
      growthOf(
        (cells) => layOut(tableOf(cells)),
        (length) => "1".repeat(length / 8),
      ),
    ).toBeLessThan(TOO_MUCH);
  });

  test("a report of 450 pages is read whole", async () => {
    const pages = Array.from({ length: 450 }, (_, i) => [`第${i + 1}の事業を行う。`]);

    const outcome = await read(pdfOf(pages));

    expect(outcome.kind).toBe("read");
    expect(pagesOf(outcome)).toEqual(pages.map(([text], i) => ({ number: i + 1, text })));
  });

  test("a page without end costs that page, and the files after it nothing", async () => {
    const outcome = await read(pagesAroundBomb(), hasty);
    const next = await read(pdfOf([["次の資料である。"]]), hasty);

    expect(outcome).toMatchObject({
      kind: "partly",
      pages: [
        { number: 1, text: "one" },
        { number: 3, text: "three" },
      ],
      missing: [{ page: 2, why: expect.stringContaining("制限時間内") }],
    });
    expect(textOf(next)).toBe("次の資料である。");
  });

  test("a page with too many characters is left out and told, and the next is read", async () => {
    expect(await read(pagesAroundBomb(), brief)).toMatchObject({
      kind: "partly",
      pages: [{ number: 1 }, { number: 3 }],
      missing: [{ page: 2, why: expect.stringContaining("文字数が上限") }],
    });
  });
});

/** Three pages; the second shows a form that shows another ten times, and so on. */
function pagesAroundBomb(): Buffer {
  const form = (data: string, next: number) =>
    pdfStream(
      data,
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${next} 0 R >> >>`,
    );
  const says = (text: string) => pdfStream(`BT /F 10 Tf 60 700 Td (${text}) Tj ET`);
  const page = (contents: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} 0 R /Resources << /XObject << /X 10 0 R >> /Font << /F 9 0 R >> >> >>`;
  return pdfFile([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>",
    ...[6, 7, 8].map(page),
    says("one"),
    pdfStream("/X Do"),
    says("three"),
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...Array.from({ length: 8 }, (_, i) => form("/X Do ".repeat(10), i + 11)),
    form("BT /F 10 Tf (a) Tj ET", 10),
  ]);
}
