import { readFileSync } from "node:fs";
import { join } from "node:path";
import papaparse from "papaparse";
import { readSheet } from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { unguardFormulas } from "../../src/spreadsheets/formula-guard.ts";
import { type Cell, type Table, tableBytes } from "../../src/spreadsheets/table-bytes.ts";
import { describeWithShared, SHARED } from "../support/shared.ts";

const tableOf = (rows: readonly (readonly Cell[])[]): Table => ({
  columns: [
    { key: "name", title: "名前" },
    { key: "value", title: "値" },
  ],
  rows,
});

async function csv(table: Table): Promise<string> {
  return (await tableBytes(table, "csv")).toString("utf8");
}

describe("a table as CSV", () => {
  test("is UTF-8 with BOM and CRLF, every cell in quotes", async () => {
    const text = await csv(
      tableOf([
        ['彼は"はい"', 1],
        [undefined, true],
      ]),
    );

    expect(text).toBe('\ufeff"名前","値"\r\n"彼は""はい""","1"\r\n"","true"\r\n');
  });

  test.each([
    ..."=+-@＝＋－＠﹢﹣﹦﹫−\t",
    " =",
    "\u00a0=",
    "　＝",
    "\ufeff@",
    "\u200b+",
    "\u200f\u2060 -",
    "\r=",
    "\0=",
    "\n",
  ])("marks a text that begins with %j", async (start) => {
    const text = await csv(tableOf([[`${start}1+1`, 0]]));

    expect(text.split("\r\n")[1]).toMatch(/^"'/u);
  });

  test("marks every line of a cell that could begin one", async () => {
    const text = await csv(tableOf([["備考:\n=1+1\n- 項目\n平文", 0]]));

    expect(text.split("\r\n")[1]).toBe(`"備考:\n'=1+1\n'- 項目\n平文","0"`);
  });

  test("leaves numbers as numbers, and plain text alone", async () => {
    const text = await csv(tableOf([["メール a@b、3-4", -5.5]]));

    expect(text.split("\r\n")[1]).toBe('"メール a@b、3-4","-5.5"');
  });
});

describe("a table as XLSX", () => {
  test("has text as text, numbers as numbers, and empty cells empty", async () => {
    const table = tableOf([
      ["=1+1", -5.5],
      ["0012", true],
      [undefined, ""],
      ["末", Number.NaN],
    ]);

    const sheet = await readSheet(await tableBytes(table, "xlsx"));

    expect(sheet).toEqual([
      ["名前", "値"],
      ["=1+1", -5.5],
      ["0012", true],
      [null, null],
      ["末", null],
    ]);
  });

  test.each(["_x0041_", "constructor", "__proto__", "toString", " 前後 ", "a\n b", "a\ufffdb"])(
    "keeps %j",
    async (text) => {
      const sheet = await readSheet(await tableBytes(tableOf([[text, 1]]), "xlsx"), {
        trim: false,
      });

      expect(sheet[1]?.[0]).toBe(text);
    },
  );

  test("drops what XML has no place for, and shows half a character as a lost one", async () => {
    const sheet = await readSheet(
      await tableBytes(tableOf([["a\0\u0007\u0085b\ud800c\uffff", 1]]), "xlsx"),
    );

    expect(sheet[1]?.[0]).toBe("ab\ufffdc");
  });

  test("refuses more rows than fit, and says what to do", async () => {
    const rows = Array.from({ length: 1_048_576 }, () => []);

    await expect(tableBytes(tableOf(rows), "xlsx")).rejects.toThrow(UserError);
  });
});

test("a table as JSONL has one object a row, by key, without what is empty", async () => {
  const bytes = await tableBytes(
    tableOf([
      ["=a\ud800", -1],
      [undefined, false],
    ]),
    "jsonl",
  );

  expect(bytes.toString()).toBe('{"name":"=a\ufffd","value":-1}\n{"value":false}\n');
});

describeWithShared("hostile strings in a table", () => {
  const files = "blns csv_injection path_traversal prompt_injection sql_injection unicode xss";
  const strings = files.split(" ").flatMap((file) =>
    readFileSync(join(SHARED, "hostile/strings", `${file}.jsonl`), "utf8")
      .trim()
      .split("\n")
      .map((line): string => JSON.parse(line).text),
  );
  // What neither CSV nor a sheet can hold is gone; everything else must come back.
  const expected = strings.map((text) =>
    text
      .toWellFormed()
      .replace(/\r\n?/gu, "\n")
      .replace(/\p{Noncharacter_Code_Point}|(?![\t\n])\p{Cc}/gu, ""),
  );
  const table = tableOf(strings.map((text, i) => [text, i]));

  test("come back from CSV, and none begins a formula", async () => {
    const { data } = papaparse.parse<string[]>((await csv(table)).slice(1), {
      skipEmptyLines: true,
    });
    const cells = data.slice(1).map(([cell = ""]) => cell);

    expect(cells.map(unguardFormulas)).toEqual(expected);
    expect(
      cells
        .flatMap((cell) => cell.split("\n"))
        .filter((line) => /^[\s\ufeff]*[=+\-@＝＋－＠]/u.test(line)),
    ).toEqual([]);
  });

  test("come back from XLSX", async () => {
    const sheet = await readSheet(await tableBytes(table, "xlsx"), { trim: false });

    expect(sheet.slice(1).map(([cell]) => cell ?? "")).toEqual(expected);
  });

  test("come back from JSONL", async () => {
    const lines = (await tableBytes(table, "jsonl")).toString().trim().split("\n");

    expect(lines.map((line) => JSON.parse(line).name)).toEqual(
      strings.map((s) => s.toWellFormed()),
    );
  });
});
