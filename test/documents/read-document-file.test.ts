import { writeFileSync } from "node:fs";
import { join } from "node:path";
import encoding from "encoding-japanese";
import { describe, expect, test } from "vitest";
import { htmlLines, isTooDeep } from "../../src/documents/html-lines.ts";
import { readDocumentFile } from "../../src/documents/read-document-file.ts";
import { docxOf, paragraph, wordTable } from "../support/docx.ts";
import { growthOf, repeated, TOO_MUCH } from "../support/growth.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { xlsxOf, zipOf } from "../support/zip.ts";

const PLAN =
  "北川市ものづくり振興計画\n\n①試作支援事業の予算は１，２００千円である。髙橋係長と㈱北川ｷｶｲが窓口となる。\n";

async function read(name: string, content: string | Buffer) {
  const file = join(tempFolder(), name);
  writeFileSync(file, content);
  return readDocumentFile(file, {
    readPdf: async (_, { password = "none" }) => ({ kind: "garbled", why: password }),
  });
}

async function textOf(name: string, content: string | Buffer): Promise<string> {
  const outcome = await read(name, content);
  if (outcome.kind !== "read") throw new Error(`Expected a text, got ${JSON.stringify(outcome)}`);
  return outcome.pages.map(({ text }) => text).join("\n\f");
}

function encoded(text: string, to: "SJIS" | "EUCJP" | "JIS"): Buffer {
  return Buffer.from(encoding.convert(encoding.stringToCode(text), { to, from: "UNICODE" }));
}

describe("a text", () => {
  const plain = PLAN.replace("髙", "高").replace("㈱", "(株)").replace("①", "");
  const swapped = (text: string) => Buffer.from(text, "utf16le").swap16();

  test.each([
    ["UTF-8", Buffer.from(PLAN), PLAN],
    ["UTF-8 with a mark of byte order", Buffer.from(`\ufeff${PLAN}`), PLAN],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${PLAN}`, "utf16le"), PLAN],
    ["UTF-16 of the other order", swapped(`\ufeff${PLAN}`), PLAN],
    ["UTF-16 without a mark", Buffer.from(PLAN, "utf16le"), PLAN],
    ["Shift_JIS with the characters of Windows", encoded(PLAN, "SJIS"), PLAN],
    ["EUC-JP", encoded(plain, "EUCJP"), plain],
    ["ISO-2022-JP", encoded(plain.replace(/[ｦ-ﾟ]/gu, "カ"), "JIS"), plain.replace(/[ｦ-ﾟ]/gu, "カ")],
  ])("in %s is read to the letter", async (_, bytes, wanted) => {
    expect(await textOf("plan.txt", bytes)).toBe(wanted);
  });

  test("with windows' line ends and what nobody can see is cleaned", async () => {
    expect(await textOf("plan.md", "# 計画\r\n\r\n大\u200b学\r\n")).toBe("# 計画\n\n大学\n");
  });

  test("with form feeds has pages", async () => {
    expect(await read("plan.txt", "一頁目の文。\f二頁目の文。")).toEqual({
      kind: "read",
      pages: [
        { number: 1, text: "一頁目の文。" },
        { number: 2, text: "二頁目の文。" },
      ],
    });
  });

  test.each([
    [
      "of bytes that no encoding makes sense of",
      "a.txt",
      Buffer.from("計画\xff\xfe\xfd\xff", "latin1"),
      "garbled",
    ],
    ["that is a program", "a.txt", Buffer.from("\x7fELF\0\0\0\0\u0001\u0002", "latin1"), "unknown"],
    ["without a letter", "a.txt", " \n1 2\n", "corrupt"],
    ["with nothing in it", "a.md", "", "corrupt"],
    ["of a single byte", "a.pdf", "x", "corrupt"],
    ["of a kind nobody knows", "a.rtf", "{\\rtf1 abc}", "unknown"],
  ])("%s is told apart", async (_, name, content, kind) => {
    expect(await read(name, content)).toMatchObject({ kind });
  });
});

describe("what a file is", () => {
  test("counts before what it is called: a PDF goes to the reader of PDFs", async () => {
    expect(await read("plan.txt", "%PDF-1.7\n")).toEqual({ kind: "garbled", why: "none" });
  });

  test("counts before its name: a Word file that is called .txt", async () => {
    expect(await textOf("plan.txt", docxOf(paragraph("北川市の計画である。")))).toBe(
      "北川市の計画である。",
    );
  });

  test.each([
    ["an archive", "a.zip", zipOf([{ path: "a.txt", content: "a" }]), "unknown"],
    [
      "an archive that is called a Word file",
      "a.docx",
      zipOf([{ path: "a", content: "a" }]),
      "corrupt",
    ],
    ["a Word file that was cut", "a.docx", docxOf(paragraph("計画")).subarray(0, 900), "corrupt"],
    [
      "an encrypted Word file",
      "a.docx",
      Buffer.concat([
        Buffer.from("d0cf11e0a1b11ae1", "hex"),
        Buffer.from("EncryptedPackage", "utf16le"),
      ]),
      "encrypted",
    ],
    ["a file of an old Word", "a.doc", Buffer.from("d0cf11e0a1b11ae10000", "hex"), "unknown"],
  ])("%s has its outcome", async (_, name, content, kind) => {
    expect(await read(name, content)).toMatchObject({ kind });
  });
});

describe("a Word file", () => {
  test("has its headings, sentences, tables and notes, and says what it is called", async () => {
    const note =
      '<w:p><w:r><w:t>詳細は</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>別に定める。</w:t></w:r></w:p>';
    const file = docxOf(
      [
        paragraph("北川市ものづくり振興計画", "a"),
        paragraph("支援策", "b"),
        paragraph("市内の中小企業を助成する。"),
        wordTable([
          ["事業名", "予算額"],
          ["試作支援事業", "1,200千円"],
        ]),
        note,
        "<w:p><w:del><w:r><w:delText>消した文。</w:delText></w:r></w:del></w:p>",
      ].join(""),
      {
        styles: { a: "表題", b: "見出し 2" },
        footnotes: `<w:footnote w:id="7">${paragraph("要綱第3条")}</w:footnote>`,
        core: "<dc:title>振興計画 &amp; 要綱</dc:title><dc:creator>高橋</dc:creator>",
      },
    );

    expect(await read("plan.docx", file)).toEqual({
      kind: "read",
      title: "振興計画 & 要綱",
      pages: [
        {
          text: [
            "# 北川市ものづくり振興計画",
            "## 支援策",
            "市内の中小企業を助成する。",
            "・ 事業名: 試作支援事業\t予算額: 1,200千円",
            "詳細は（注1）別に定める。",
            "注1: 要綱第3条",
          ].join("\n\n"),
        },
      ],
    });
  });

  test("that unpacks to more than memory holds is too big before it is unpacked", async () => {
    const bomb = docxOf(paragraph("計".repeat(25_000_000)));

    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await read("bomb.docx", bomb)).toMatchObject({ kind: "too-big" });
  });

  test("whose text lies under any other name is too big as well", async () => {
    const main = "word/document.xml.bin";
    const bomb = docxOf(paragraph("計".repeat(25_000_000)), { main });

    expect(await read("bomb.docx", bomb)).toMatchObject({ kind: "too-big" });
  });

  test.each([
    ["that hides its directory from those who count", 10, 0xffff],
    ["whose directory goes on beyond what it says", 12, 1],
  ])("%s is refused", async (_, field, value) => {
    const file = docxOf(paragraph("北川市の計画である。"));
    file.writeUInt16LE(value, file.length - 22 + field);

    expect(await read("a.docx", file)).toMatchObject({ kind: "corrupt" });
  });

  test("that declares entities is refused", async () => {
    const prolog = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';

    expect(await read("a.docx", docxOf(paragraph("&e;"), { prolog }))).toMatchObject({
      kind: "corrupt",
    });
  });

  test("of pictures alone has no text", async () => {
    expect(await read("scan.docx", docxOf("<w:p/>"))).toEqual({ kind: "no-text", pages: 1 });
  });

  test("without headings is parted by its page breaks, and keeps the blanks that lines begin with", async () => {
    const breakPage = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
    const slides = [
      paragraph(" 一枚目の題") + paragraph("一枚目の文である。"),
      paragraph("二枚目の題"),
    ];

    expect(await read("a.docx", docxOf(slides.join(breakPage)))).toEqual({
      kind: "read",
      pages: [{ text: " 一枚目の題\n\n一枚目の文である。" }, { text: "二枚目の題" }],
    });
  });

  test("with headings is one text, whatever its page breaks", async () => {
    const body = `${paragraph("計画", "a")}<w:p><w:r><w:br w:type="page"/></w:r></w:p>${paragraph("文である。")}`;

    expect(await read("a.docx", docxOf(body, { styles: { a: "heading 1" } }))).toEqual({
      kind: "read",
      pages: [{ text: "# 計画\n\n文である。" }],
    });
  });
});

describe("a web page", () => {
  const PAGE = `<!DOCTYPE html><html><head><title>試作支援事業 | 北川市</title>
<meta property="og:site_name" content="北川市 &amp; 商工会"><meta name="DC.date" content="2024-04-01T09:00">
<style>p { color: red }</style></head><body><header><h1>北川市</h1></header>
<nav><a href="/">くらし</a></nav><main><h2>試作支援事業</h2><p>市内の中小企業が<ruby>試作<rt>しさく</rt></ruby>に
要する費用を<br>助成する。</p><script>alert("走る")</script>
<ul><li>補助率は2分の1<ul><li>小規模は3分の2</li></ul></li><li>上限は100万円</li></ul>
<ol><li>申請</li><li>審査</li></ol>
<table><tr><th>年度</th><th>件数</th><th>単位</th></tr><tr><td rowspan="2">2023</td><td>12</td><td>件</td></tr><tr><td>8</td><td>件</td></tr></table>
<img src="http://127.0.0.1:9/x.png" alt="図"></main><footer>連絡先</footer></body></html>`;

  test("is read without what stands around it, and says who published it when", async () => {
    expect(await read("a.html", PAGE)).toEqual({
      kind: "read",
      title: "試作支援事業 | 北川市",
      publisher: "北川市 & 商工会",
      date: "2024-04-01",
      pages: [
        {
          text: `## 試作支援事業

市内の中小企業が試作に要する費用を
助成する。

・ 補助率は2分の1
・ 小規模は3分の2
・ 上限は100万円

・ 1. 申請
・ 2. 審査

・ 年度: 2023\t件数: 12\t単位:件
・ 年度: 2023\t件数: 8\t単位:件`,
        },
      ],
    });
  });

  test.each(["SJIS", "EUCJP"] as const)("in %s is read to the letter", async (to) => {
    expect(await textOf("a.htm", encoded(PAGE, to))).toContain(
      "市内の中小企業が試作に要する費用を",
    );
  });

  test("that declares a Western encoding is read in it", async () => {
    const page =
      '<html><head><meta charset="iso-8859-1"></head><body><p>Größe café é</p></body></html>';

    expect(await textOf("a.html", Buffer.from(page, "latin1"))).toBe("Größe café é");
  });

  test.each([
    ["sections", "<section><p>一の題</p><p>一の文。</p></section><section>二の題</section>"],
    ["rules", "<p>一の題<p>一の文。<hr><p>二の題"],
    ["page breaks", '<p>一の題</p><p>一の文。</p><p style="page-break-before: always">二の題</p>'],
  ])("without headings is parted by its %s", async (_, body) => {
    expect(await read("a.html", `<html><body>${body}</body></html>`)).toEqual({
      kind: "read",
      pages: [{ text: "一の題\n\n一の文。" }, { text: "二の題" }],
    });
  });

  test("laid out by tables is read cell by cell", async () => {
    const page =
      "<html><body><table><tr><td><h1>計画</h1></td><td><table><tr><td>一つ目の文。</td></tr><tr><td>二つ目の文。</td></tr></table></td></tr></table></body></html>";

    expect((await textOf("a.html", page)).split(/\n+/u)).toEqual([
      "# 計画",
      "一つ目の文。",
      "二つ目の文。",
    ]);
  });

  test.each([
    ["pre", ""],
    ["div", ' style="margin:0; white-space: pre-wrap"'],
  ])("keeps its lines where <%s%s> says so", async (tag, style) => {
    const lines = "１　目的\n\n　一つ目の文。\n　二つ目の文。";
    const page = `<html><body><${tag}${style}>${lines}</${tag}></body></html>`;

    expect(await textOf("a.html", page)).toBe(lines);
  });

  test.each([["<a "], ["<pre>"], ["<a <b />"]])(
    "of %s and nothing else is no more work to read than it is long",
    (piece) => {
      expect(growthOf(isTooDeep, repeated(piece))).toBeLessThan(TOO_MUCH);
    },
  );

  test("is read without the wraps of its source beside lines that a style keeps", async () => {
    const page =
      '<html><body><div style="white-space: pre">一行目\n二行目</div><p>中小\n企業</p></body></html>';

    expect(await textOf("a.html", page)).toBe("一行目\n二行目\n\n中小企業");
  });

  test.each([
    ["a heading", '<h2 style="white-space:pre-wrap">対象</h2>', "## 対象"],
    [
      "words",
      '<p>地域の<span style="white-space:pre-wrap">水素</span>を使う。</p>',
      "地域の水素を使う。",
    ],
    ["a list", '<ul style="white-space: pre-line"><li>甲</li><li>乙</li></ul>', "・ 甲\n・ 乙"],
    [
      "a table",
      '<table style="page-break-before: always"><tr><th>年</th><th>額</th></tr><tr><td>甲</td><td>100</td></tr></table>',
      "・ 年: 甲\t額: 100",
    ],
  ])(
    "that sets %s in lines or pages by a style has it read as what it is",
    async (_, body, text) => {
      expect(await textOf("a.html", `<html><body>${body}</body></html>`)).toBe(text);
    },
  );

  test.each([
    ["blanks within a line that is kept", " "],
    ["lines with a wide blank each", "　\n"],
  ])("of %s is no more work to read than it is long", (_, piece) => {
    const read = (text: string) => htmlLines(`<pre>計画${text}である</pre>`);

    expect(growthOf(read, repeated(piece))).toBeLessThan(TOO_MUCH);
  });

  test("that is nested without end is too big", async () => {
    const page = `<html><body>計画である。${"<div>".repeat(50_000)}奥`;

    expect(await read("a.html", page)).toMatchObject({ kind: "too-big" });
  });
});

describe("a table", () => {
  test("as CSV in Shift_JIS is rows with the headings of their columns", async () => {
    const csv =
      '平成18年度の事業\n事業名,予算額,目的\n試作支援事業,"1,200千円","試作を\n助成する"\n';

    expect(await textOf("事業一覧.csv", encoded(csv, "SJIS"))).toBe(
      "# 事業一覧\n\n平成18年度の事業\n・ 事業名: 試作支援事業\t予算額: 1,200千円\t目的: 試作を助成する",
    );
  });

  test("as a workbook stands under the name of its sheet; a long row begins anew with its first cell", async () => {
    const row = (number: number, ...texts: readonly string[]) => {
      const cells = texts.map(
        (text, i) => `<c r="${"ABC"[i]}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
      return `<row r="${number}">${cells.join("")}</row>`;
    };
    const long = "試作品の開発に要する費用を助成する。".repeat(9);

    expect(
      await textOf(
        "a.xlsx",
        xlsxOf(row(1, "事業名", "目的", "窓口") + row(2, "試作支援", long, "産業課")),
      ),
    ).toBe(`# 1\n\n・ 事業名: 試作支援\t目的: ${long}\n・ 事業名: 試作支援\t窓口: 産業課`);
  });

  test("that claims a million rows is too big", async () => {
    expect(
      await read("a.xlsx", xlsxOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    ).toMatchObject({ kind: "too-big" });
  });
});
