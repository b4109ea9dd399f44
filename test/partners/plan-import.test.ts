import { describe, expect, test } from "vitest";
import { COLUMNS } from "../../src/partners/columns.ts";
import { planImport } from "../../src/partners/plan-import.ts";
import type { ReadTable } from "../../src/spreadsheets/read-table.ts";
import { generatedPartners } from "../support/generated-partners.ts";
import { rowsOfPartners } from "../support/partner-rows.ts";

const TODAY = "2026-04-01";
const NOTHING = { organisations: [], seeds: [] };

function sheet(header: readonly string[], ...rows: readonly (readonly string[])[]): ReadTable {
  return { header, rows: rows.map((cells, i) => ({ line: i + 2, cells })) };
}

const plan = (table: ReadTable, standing: Parameters<typeof planImport>[1] = NOTHING) =>
  planImport(table, standing, TODAY);

describe("a sheet of partners", () => {
  test("gives organisations with their seeds, many rows to one", () => {
    const { organisations, seeds, problems } = plan(
      sheet(
        ["機関ID", "機関名", "都道府県", "シーズID", "シーズ名", "シーズ種別"],
        ["K-1", "吉備精密", "岡山", "S-1", "チタン切削", "製造・加工能力"],
        ["K-1", "", "", "S-2", "三次元測定機", "機器・設備"],
      ),
    );

    expect(problems).toEqual([]);
    expect(organisations).toMatchObject([{ key: "K-1", name: "吉備精密", prefecture: "岡山県" }]);
    expect(seeds).toMatchObject([
      { key: "S-1", organisation: "K-1", type: "capability" },
      { key: "S-2", organisation: "K-1", type: "equipment", asOf: TODAY },
    ]);
  });

  test("is read as spreadsheets have it: full width, spaces, dates of every kind, English titles", () => {
    const { organisations, problems } = plan(
      sheet(
        ["organisation id", "NAME", "種別", "従業員数", "分野", "有効期限", "時点", "公開範囲"],
        [
          "Ｋ－１",
          "　吉備精密　",
          "university",
          "１，２００人",
          "切削、 研磨;めっき",
          "令和９年３月３１日",
          "2026/4",
          "公開",
        ],
      ),
    );

    expect(problems).toEqual([]);
    expect(organisations).toEqual([
      {
        key: "K-1",
        name: "吉備精密",
        aliases: [],
        type: "university",
        employees: 1200,
        fields: ["切削", "研磨", "めっき"],
        disclosure: "public",
        status: "active",
        expiresOn: "2027-03-31",
        asOf: "2026-04",
      },
    ]);
  });

  test("shows what nobody said who may see to coordinators only", () => {
    const { organisations } = plan(sheet(["機関ID", "機関名"], ["K-1", "吉備精密"]));

    expect(organisations).toMatchObject([{ disclosure: "coordinators" }]);
  });

  test.each([
    ["no id", ["", "吉備精密", "", ""], "機関ID"],
    ["an id with a blank", ["K 1", "吉備精密", "", ""], "機関ID"],
    ["a word that is in no vocabulary", ["K-1", "吉備精密", "会社みたいなもの", ""], "種別"],
    ["no prefecture", ["K-1", "吉備精密", "", "日本"], "都道府県"],
    ["nothing but an id", ["K-1", "", "", ""], "機関名"],
  ])("is refused with row and column: %s", (_, cells, column) => {
    const { problems } = plan(sheet(["機関ID", "機関名", "種別", "都道府県"], cells));

    expect(problems).toMatchObject([{ line: 2, column }]);
  });

  test("is refused where a seed has no organisation, in the file or in the register", () => {
    const table = sheet(["機関ID", "シーズID", "シーズ名"], ["K-9", "S-1", "切削"]);
    const holder = { ...generatedPartners(1, 0).organisations[0], key: "K-9" };

    expect(plan(table).problems).toMatchObject([{ line: 2, column: "機関ID" }]);
    // The generator made one organisation.
    expect(plan(table, { organisations: [holder as never], seeds: [] }).problems).toEqual([]);
  });

  test.each([
    [["例-001", "旭精密", "S-1", "切削"], "機関ID"],
    [["例ー００１", "旭精密", "", ""], "機関ID"],
    [["K-1", "旭精密", "例-001-1", "切削"], "シーズID"],
  ])("is refused where an example of the template is left in: %j", (cells, column) => {
    const { problems } = plan(sheet(["機関ID", "機関名", "シーズID", "シーズ名"], cells));

    expect(problems).toMatchObject([{ line: 2, column }]);
    expect(problems[0]?.what.ja).toMatch(/例の行.*消すか/u);
  });

  test("is refused where one id says two things, and tells both rows", () => {
    const { problems } = plan(
      sheet(["機関ID", "機関名"], ["K-1", "吉備精密"], ["K-1", "吉備精密"], ["K-1", "備中精密"]),
    );

    expect(problems).toMatchObject([{ line: 4 }]);
    expect(problems[0]?.what.ja).toContain("2行目");
  });

  test.each([
    [["機関ID", "機関名", "でんわ"], /でんわ/u],
    [["機関名"], /機関ID/u],
    [["機関ID", "機関名", "企業名"], /二つ/u],
  ])("with the header %j is refused whole", (header, complaint) => {
    expect(() => plan(sheet(header, ["K-1", "a", "b"]))).toThrow(
      expect.objectContaining({
        text: { ja: expect.stringMatching(complaint), en: expect.anything() },
      }),
    );
  });

  test("changes what differs, and leaves alone what does not", () => {
    const standing = generatedPartners(20, 60);
    const rows = rowsOfPartners(standing).map((cells, i) => ({
      line: i + 2,
      cells: cells.map((cell) => String(cell ?? "")),
    }));
    const header = COLUMNS.map(({ title }) => title);
    const titleAt = COLUMNS.findIndex(({ key }) => key === "seedTitle");
    const changed = rows.map((row, i) =>
      i === 25 ? { ...row, cells: row.cells.with(titleAt, "別の名前") } : row,
    );

    expect(plan({ header, rows }, standing)).toMatchObject({ organisations: [], seeds: [] });
    expect(plan({ header, rows: changed }, standing)).toMatchObject({
      organisations: [],
      seeds: [{ title: "別の名前" }],
      counts: {
        organisations: { new: 0, changed: 0, unchanged: 20 },
        seeds: { new: 0, changed: 1, unchanged: 59 },
      },
    });
  });

  test("without a date is as of today, and not changed for that on another day", () => {
    const table = sheet(["機関ID", "機関名"], ["K-1", "吉備精密"]);
    const { organisations } = plan(table);

    expect(organisations).toMatchObject([{ asOf: TODAY }]);
    expect(planImport(table, { organisations, seeds: [] }, "2027-01-01").organisations).toEqual([]);
  });

  test("dates a new seed that has no date of its own as the row dates its organisation", () => {
    const header = ["機関ID", "機関名", "時点", "シーズID", "シーズ名", "シーズ時点"];
    const table = sheet(
      header,
      ["K-1", "吉備精密", "2019", "S-1", "鏡面研削", ""],
      ["K-1", "吉備精密", "2019", "S-2", "微細穴", "2024-05"],
    );
    const { organisations, seeds, problems } = plan(table);

    expect(problems).toEqual([]);
    expect(seeds).toMatchObject([
      { key: "S-1", asOf: "2019" },
      { key: "S-2", asOf: "2024-05" },
    ]);
    expect(planImport(table, { organisations, seeds }, "2027-01-01").seeds).toEqual([]);
  });
});
