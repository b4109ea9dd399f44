import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { readTable } from "../../src/spreadsheets/read-table.ts";
import { tableBytes } from "../../src/spreadsheets/table-bytes.ts";
import { expectModestXlsx } from "../../src/spreadsheets/xlsx-limits.ts";
import { xlsxOf, zipOf } from "../support/zip.ts";

const TEXT = '名前,値\r\n"高橋, ""製作所""\n第一",12\r\n\r\n髙木,−5\r\n';
const EXPECTED = {
  header: ["名前", "値"],
  rows: [
    { line: 2, cells: ['高橋, "製作所"\n第一', "12"] },
    { line: 4, cells: ["髙木", "−5"] },
  ],
};
// 高橋 in windows-31j; Node writes no Shift_JIS.
const SHIFT_JIS = Buffer.from([
  0x96, 0xbc, 0x91, 0x4f, 0x2c, 0x92, 0x6c, 0x0a, 0x8d, 0x82, 0x8b, 0xb4, 0x2c, 0x31, 0x0a,
]);

describe("a CSV file", () => {
  test.each([
    ["UTF-8", Buffer.from(TEXT)],
    ["UTF-8 with BOM", Buffer.from(`\ufeff${TEXT}`)],
    ["UTF-16 with BOM", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
    ["UTF-16, the other way round", Buffer.from(`\ufeff${TEXT}`, "utf16le").swap16()],
  ])("in %s is read, rows numbered as a spreadsheet shows them", async (_, bytes) => {
    expect(await readTable(bytes, "x.csv")).toEqual(EXPECTED);
  });

  test("in Shift_JIS is read", async () => {
    expect(await readTable(SHIFT_JIS, "x.CSV")).toEqual({
      header: ["名前", "値"],
      rows: [{ line: 2, cells: ["高橋", "1"] }],
    });
  });

  test.each([";", "\t"])("with %j between the cells is read", async (separator) => {
    const bytes = Buffer.from(["名前", "値\n甲、乙", "3,5\n丙", "4\n"].join(separator));

    expect((await readTable(bytes, "x.csv")).rows).toEqual([
      { line: 2, cells: ["甲、乙", "3,5"] },
      { line: 3, cells: ["丙", "4"] },
    ]);
  });

  test("of ours is read back without the marks before formulas", async () => {
    const rows = [
      ["=1+1\n-a", "'=b"],
      ["'平文", "-5"],
    ];
    const columns = [
      { key: "a", title: "甲" },
      { key: "b", title: "乙" },
    ];

    const read = await readTable(await tableBytes({ columns, rows }, "csv"), "x.csv");

    expect(read.rows.map(({ cells }) => cells)).toEqual(rows);
  });

  test("may have rows that are shorter or longer than the header", async () => {
    const { rows } = await readTable(Buffer.from("a,b,\n1\n1,2,3\n"), "x.csv");

    expect(rows.map(({ cells }) => cells)).toEqual([
      ["1", ""],
      ["1", "2", "3"],
    ]);
  });
});

describe("an XLSX file", () => {
  test("is read: text, numbers, and days as YYYY-MM-DD", async () => {
    const bytes = xlsxOf(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>名前</t></is></c><c r="B1" t="inlineStr"><is><t>日</t></is></c></row>
       <row r="3"><c r="A3"><v>12.5</v></c><c r="B3" s="1"><v>45292</v></c><c r="C3" t="b"><v>1</v></c></row>`,
    );

    expect(await readTable(bytes, "x.xlsx")).toEqual({
      header: ["名前", "日"],
      rows: [{ line: 3, cells: ["12.5", "2024-01-01", "TRUE"] }],
    });
  });

  test("of ours is read back", async () => {
    const rows = [
      ["=1+1", "0012"],
      ["a\nb", "2024-01-01"],
    ];
    const columns = [
      { key: "a", title: "甲" },
      { key: "b", title: "乙" },
    ];

    const read = await readTable(await tableBytes({ columns, rows }, "xlsx"), "x.xlsx");

    expect(read.header).toEqual(["甲", "乙"]);
    expect(read.rows.map(({ cells }) => cells)).toEqual(rows);
  });

  test("of ours holds no formula", async () => {
    const bytes = await tableBytes(
      { columns: [{ key: "a", title: "甲" }], rows: [["=1+1"]] },
      "xlsx",
    );

    // What is not text is a value or a formula; a formula that nobody has worked out reads as nothing.
    expect((await readTable(bytes, "x.xlsx")).rows[0]?.cells).toEqual(["=1+1"]);
  });
});

const cell = (place: string) => `<c r="${place}"><v>1</v></c>`;

describe("refused with what to do about it", () => {
  test.each([
    ["another kind of file", "x.xls", Buffer.from("a,b"), "x.xls"],
    ["an empty file", "x.csv", Buffer.from("\ufeff\r\n,,\r\n"), "1行目に列の名前"],
    ["an unclosed quotation mark", "x.csv", Buffer.from('a,b\n1,"2\n3,4\n'), "2行目の引用符"],
    ["text in another encoding", "x.csv", Buffer.from([0x61, 0xff, 0xfd, 0x0a]), "文字コード"],
    ["an XLSX named CSV", "x.csv", zipOf([{ path: "a.xml", content: "<a/>" }]), "CSVとして"],
    ["a CSV named XLSX", "x.xlsx", Buffer.from("a,b\n1,2\n"), "XLSXとして"],
    ["an XLSX that was cut short", "x.xlsx", xlsxOf("").subarray(0, 500), "XLSXとして"],
    [
      "a ZIP of something else",
      "x.xlsx",
      zipOf([{ path: "a.xml", content: "<a/>" }]),
      "XLSXとして",
    ],
    ["a row beyond the end of a sheet", "x.xlsx", xlsxOf('<row r="99999999"></row>'), "大きすぎ"],
    ["a cell far out", "x.xlsx", xlsxOf(`<row r="900">${cell("XFD900")}</row>`), "大きすぎ"],
    [
      "an XLSX that unpacks to more than it says",
      "x.xlsx",
      xlsxOf(`<row r="1">${cell("A1")}</row>`, { claimedSize: 10 }),
      "大きすぎ",
    ],
  ])("%s", async (_, name, bytes, said) => {
    const error = await readTable(bytes, name).catch((cause: unknown) => cause);

    expect(error).toBeInstanceOf(UserError);
    expect(error instanceof UserError && error.text.ja).toContain(said);
  });

  test("more cells than fit", async () => {
    const bytes = Buffer.from(`${",".repeat(999)}\n`.repeat(5_001));

    await expect(readTable(bytes, "x.csv")).rejects.toThrow("too large");
  });

  test("an XLSX bomb", () => {
    const bytes = xlsxOf(" ".repeat(10_000));
    const limits = { name: "x.xlsx", maxCells: 10, maxXmlBytes: 9_000 };

    expect(() => expectModestXlsx(bytes, limits)).toThrow("too large");
    expect(() => expectModestXlsx(bytes, { ...limits, maxXmlBytes: 20_000 })).not.toThrow();
  });
});
