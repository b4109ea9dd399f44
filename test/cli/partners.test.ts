import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COLUMNS } from "../../src/partners/columns.ts";
import { tableBytes } from "../../src/spreadsheets/table-bytes.ts";
import { shippedData } from "../support/app.ts";
import { runMusubi } from "../support/command.ts";
import { generatedPartners } from "../support/generated-partners.ts";
import { openOffice } from "../support/office.ts";
import { rowsOfPartners } from "../support/partner-rows.ts";
import { tempFolder } from "../support/temp-folder.ts";

const partners = (cwd: string, ...args: readonly string[]) =>
  runMusubi(["partners", ...args, "--data", "d"], { cwd });

async function writeSheet(cwd: string, file: string, rows: Parameters<typeof rowsOfPartners>[0]) {
  const format = file.endsWith("xlsx") ? "xlsx" : "csv";
  const columns = COLUMNS.map(({ key, title }) => ({ key, title }));
  writeFileSync(join(cwd, file), await tableBytes({ columns, rows: rowsOfPartners(rows) }, format));
}

describe("partners import", () => {
  test.each(["list.csv", "list.xlsx"])(
    "takes %s in as one event, and knows it again",
    async (file) => {
      const cwd = tempFolder();
      await writeSheet(cwd, file, generatedPartners(100, 400));
      const first = await partners(cwd, "import", file);
      const again = await partners(cwd, "import", file);

      expect(first).toMatchObject({ code: 0 });
      expect(first.stdout).toContain("新規100件");
      expect(first.stdout).toContain("イベント 1");
      expect(again.stdout).toContain("変わったところはありません");
    },
  );

  test("tries without writing", async () => {
    const cwd = tempFolder();
    await writeSheet(cwd, "list.csv", generatedPartners(3, 5));
    const { stdout } = await partners(cwd, "import", "list.csv", "--dry-run");
    const { stdout: listed } = await partners(cwd, "list");

    expect(stdout).toContain("何も書き込んでいません");
    expect(listed).toContain("名簿は空です");
  });

  test("of a sheet with two mistakes tells both by row and takes nothing in", async () => {
    const cwd = tempFolder();
    const header = "機関ID,機関名,種別";
    writeFileSync(
      join(cwd, "list.csv"),
      `${header}\nK-1,吉備精密,企業\nK-2,,企業\nK-3,備中化成,なにか\n`,
    );
    const { code, stderr } = await partners(cwd, "import", "list.csv");
    const { stdout: listed } = await partners(cwd, "list");

    expect(code).toBe(1);
    expect(stderr).toContain("3行目 機関名");
    expect(stderr).toContain("4行目 種別");
    expect(listed).toContain("名簿は空です");
  });

  test.each(["t.xlsx", "t.csv"])("writes the template %s, and never over a file", async (file) => {
    const { cwd, partners: run } = openOffice();
    const written = await run("import", "--template", file);
    const before = readFileSync(join(cwd, file));
    const over = await run("import", "--template", file);

    expect(written.code).toBe(0);
    expect(over).toMatchObject({ code: 1, text: expect.stringContaining("すでにあります") });
    expect(readFileSync(join(cwd, file)).equals(before)).toBe(true);
    expect(readdirSync(cwd)).toEqual([file]);
  });

  test.each(["t.xlsx", "t.csv"])(
    "does not take in the examples of the template %s",
    async (file) => {
      const { partners: run } = openOffice();
      await run("import", "--template", file);
      const { code, text } = await run("import", file);

      expect(code).toBe(1);
      expect(text).toContain("2行目 機関ID: ひな形の例の行です");
      expect(text).toContain("3行目 機関ID: ひな形の例の行です");
      expect((await run("list")).text).toContain("名簿は空です");
    },
  );

  test.each([
    [["import", "missing.csv"], "missing.csv"],
    [["import"], "ファイルを一つ"],
    [["import", "--template", "t.pdf"], ".xlsx か .csv"],
    [["show", "K-9"], "K-9"],
    [["close", "K-9"], "理由"],
    [["frobnicate"], "frobnicate"],
    [[], "何をするか"],
  ] as const)("%j is a mistake that the message explains", async (args, told) => {
    const { code, stderr } = await partners(tempFolder(), ...args);

    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(told) });
  });
});

describe("match, with partners of one's own", () => {
  test("suggests those that are live, quotes their records, and leaves out what was closed", async () => {
    const cwd = tempFolder();
    const data = shippedData();
    const run = (...args: readonly string[]) => runMusubi([...args, "--data", data], { cwd });
    writeFileSync(
      join(cwd, "list.csv"),
      [
        "機関ID,機関名,都道府県,公開範囲,シーズID,シーズ名,シーズ説明,シーズ公開範囲",
        "K-1,吉備微細株式会社,岡山県,公開,S-1,ゾルゲル微細鏡面仕上げ,ゾルゲル法で鏡面の被膜を付ける。,公開",
        "K-2,備中鏡面株式会社,岡山県,公開,S-2,ゾルゲル鏡面仕上げ,ゾルゲル法の被膜を量産する。,公開",
      ].join("\n"),
    );
    await run("partners", "import", "list.csv");
    const need = "ゾルゲル法で鏡面の被膜を付けてくれる会社を探している";
    const before = JSON.parse((await run("match", "--json", need)).stdout);
    await run("partners", "close", "S-2", "--reason", "設備を手放した");
    const after = JSON.parse((await run("match", "--json", need)).stdout);

    expect(before.partners.map(({ id }: { id: string }) => id)).toEqual(["K-1", "K-2"]);
    expect(before.partners[0]).toMatchObject({
      name: "吉備微細株式会社",
      seed: "ゾルゲル微細鏡面仕上げ",
      status: "registered",
      evidence: [
        { source: "register", path: "partners/S-1", quote: "ゾルゲル法で鏡面の被膜を付ける。" },
      ],
    });
    expect(after.partners.map(({ id }: { id: string }) => id)).toEqual(["K-1"]);
    expect(after.excluded).toEqual([
      { name: "備中鏡面株式会社", reason: "登録が終了しています。" },
    ]);
  });
});
