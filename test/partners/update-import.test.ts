import { describe, expect, test } from "vitest";
import { planImport } from "../../src/partners/plan-import.ts";
import type { Organisation, Seed } from "../../src/partners/records.ts";
import type { ReadTable } from "../../src/spreadsheets/read-table.ts";

const TODAY = "2026-04-01";

const FIRM: Organisation = {
  key: "K-1",
  name: "吉備精密",
  kana: "きびせいみつ",
  aliases: ["吉備"],
  type: "university",
  prefecture: "岡山県",
  municipality: "倉敷市",
  fields: ["切削"],
  description: "小さな部品を削る。",
  employees: 24,
  url: "https://example.jp/",
  disclosure: "nda",
  status: "closed",
  expiresOn: "2027-03-31",
  asOf: "2025-04",
};
const SEED: Seed = {
  key: "S-1",
  organisation: "K-1",
  type: "equipment",
  title: "三次元測定機",
  description: "600mm角まで測れる。",
  keywords: ["測定"],
  conditions: "平日のみ",
  availability: "予約制",
  disclosure: "nda",
  status: "closed",
  expiresOn: "2027-03-31",
  asOf: "2025-04",
};
const STANDING = { organisations: [FIRM], seeds: [SEED] };

function sheet(header: readonly string[], ...rows: readonly (readonly string[])[]): ReadTable {
  return { header, rows: rows.map((cells, i) => ({ line: i + 2, cells })) };
}

const plan = (table: ReadTable, standing: Parameters<typeof planImport>[1] = STANDING) =>
  planImport(table, standing, TODAY);

describe("a sheet against what the register has", () => {
  test("leaves alone what it has no column for", () => {
    const { organisations, seeds, problems } = plan(
      sheet(
        ["機関ID", "機関名", "シーズID", "シーズ名"],
        ["K-1", "吉備精密工業", "S-1", "大型三次元測定機"],
      ),
    );

    expect(problems).toEqual([]);
    expect(organisations).toEqual([{ ...FIRM, name: "吉備精密工業" }]);
    expect(seeds).toEqual([{ ...SEED, title: "大型三次元測定機" }]);
  });

  test("needs no name to change what is known, and one for what is new", () => {
    const header = ["機関ID", "有効期限", "シーズID", "シーズ有効期限"];
    const known = ["K-1", "2028-03-31", "S-1", "2028-03-31"];
    const { organisations, seeds } = plan(sheet(header, known));
    const { problems } = plan(sheet(header, known.with(0, "K-2").with(2, "S-2")));

    expect(organisations).toEqual([{ ...FIRM, expiresOn: "2028-03-31" }]);
    expect(seeds).toEqual([{ ...SEED, expiresOn: "2028-03-31" }]);
    expect(problems).toMatchObject([
      { line: 2, column: "機関名" },
      { line: 2, column: "シーズ名" },
    ]);
  });

  test("clears what stands in an empty cell", () => {
    const { organisations, seeds, problems } = plan(
      sheet(
        [
          "機関ID",
          "機関名",
          "別名",
          "概要",
          "有効期限",
          "時点",
          "シーズID",
          "シーズ説明",
          "利用条件",
        ],
        ["K-1", "吉備精密", "", "", "", "", "S-1", "", ""],
      ),
    );
    const { description: _, expiresOn: __, ...kept } = FIRM;
    const { conditions: ___, ...keptSeed } = SEED;

    expect(problems).toEqual([]);
    expect(organisations).toEqual([{ ...kept, aliases: [], asOf: TODAY }]);
    expect(seeds).toEqual([{ ...keptSeed, description: "" }]);
  });

  test("clears the one thing that it has a column for", () => {
    const { organisations } = plan(sheet(["機関ID", "有効期限"], ["K-1", ""]));
    const { expiresOn: _, ...kept } = FIRM;

    expect(organisations).toEqual([kept]);
  });

  test("has to say in so many words what would show more or open again", () => {
    const header = ["機関ID", "機関名", "公開範囲", "状態", "シーズID", "シーズ名"];
    const more = [...header, "シーズ公開範囲", "シーズ状態"];
    const row = (...cells: readonly string[]) => ["K-1", "吉備精密", ...cells];
    const empty = plan(sheet(more, row("", "", "S-1", "測定機", "", "")));
    const said = plan(
      sheet(more, row("公開", "有効", "S-1", "三次元測定機", "ネット会員限り", "有効")),
    );

    expect(empty.problems.map(({ line, column }) => [line, column])).toEqual([
      [2, "公開範囲"],
      [2, "状態"],
      [2, "シーズ公開範囲"],
      [2, "シーズ状態"],
    ]);
    expect(empty.problems[0]?.what.ja).toContain("NDA後");
    expect(said.problems).toEqual([]);
    expect(said.organisations).toEqual([{ ...FIRM, disclosure: "public", status: "active" }]);
    expect(said.seeds).toEqual([{ ...SEED, disclosure: "members", status: "active" }]);
  });

  test("shows no more than before where who may see it is emptied", () => {
    const open = { ...FIRM, disclosure: "public", status: "active" } as const;
    const { organisations, problems } = plan(
      sheet(["機関ID", "機関名", "公開範囲", "状態"], ["K-1", "吉備精密", "", ""]),
      { organisations: [open], seeds: [] },
    );

    expect(problems).toEqual([]);
    expect(organisations).toEqual([{ ...open, disclosure: "coordinators" }]);
  });

  test("does not give a seed to another organisation, and says who has it and what to do", () => {
    const other = { ...FIRM, key: "K-2", name: "備中化成" };
    const { problems } = plan(
      sheet(["機関ID", "シーズID", "シーズ名"], ["K-2", "S-1", "三次元測定機"]),
      { organisations: [FIRM, other], seeds: [SEED] },
    );

    expect(problems).toMatchObject([{ line: 2, column: "機関ID" }]);
    expect(problems[0]?.what.ja).toMatch(/K-1.*吉備精密.*終了.*別のシーズID/u);
    expect(problems[0]?.what.en).toMatch(/K-1.*close it.*another id/u);
  });

  test.each(["k-1", "Ｋ−１", "ｋ－１", "K‐1", "Ｋー１"])("knows K-1 again as %s", (key) => {
    const { organisations, seeds, problems, counts } = plan(
      sheet(
        ["機関ID", "機関名", "シーズID", "シーズ名"],
        [key, "吉備精密工業", key.replace(/[kｋＫ]/iu, "Ｓ"), "大型三次元測定機"],
        [key, "", "S-2", "恒温槽"],
      ),
    );

    expect(problems).toEqual([]);
    expect(organisations).toEqual([{ ...FIRM, name: "吉備精密工業" }]);
    expect(seeds).toMatchObject([
      { key: "S-1", title: "大型三次元測定機" },
      { key: "S-2", organisation: "K-1" },
    ]);
    expect(counts.seeds).toEqual({ new: 1, changed: 1, unchanged: 0 });
  });

  test.each([
    ["ABC-1", "abc-1"],
    ["ABC-1", "ＡＢＣ−１"],
    ["abc-1", "ＡＢＣ－１"],
  ])("takes %s and %s for one id that is written in two ways", (one, other) => {
    const { problems } = plan(
      sheet(["機関ID", "機関名"], [one, "旭精密"], ["K-7", "旭化成"], [other, "旭精密"]),
    );
    const ofSeeds = plan(
      sheet(["機関ID", "シーズID", "シーズ名"], ["K-1", one, "切削"], ["K-1", other, "切削"]),
    );

    expect(problems).toMatchObject([{ line: 4, column: "機関ID" }]);
    expect(problems[0]?.what.ja).toContain(`2行目の「${one}」と同じID`);
    expect(ofSeeds.problems).toMatchObject([{ line: 3, column: "シーズID" }]);
  });

  test("finds the organisation of a seed however its id is written", () => {
    const { seeds, problems } = plan(
      sheet(
        ["機関ID", "機関名", "シーズID", "シーズ名"],
        ["AB-1", "", "T-1", "切削"],
        ["ab-1", "旭精密", "T-2", "研磨"],
      ),
    );

    expect(problems).toEqual([]);
    expect(seeds).toMatchObject([
      { key: "T-1", organisation: "AB-1" },
      { key: "T-2", organisation: "AB-1" },
    ]);
  });

  test("keeps apart what an older register has under two spellings", () => {
    const other = { ...FIRM, key: "k-1", name: "備中化成" };
    const { organisations } = plan(sheet(["機関ID", "機関名"], ["K-1", "吉備工業"]), {
      organisations: [FIRM, other],
      seeds: [],
    });

    expect(organisations).toEqual([{ ...FIRM, name: "吉備工業" }]);
  });
});
