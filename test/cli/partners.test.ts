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

describe("partners list and show", () => {
  /** A register with something of every level, and a person of each role. */
  async function openRegister() {
    const office = openOffice();
    writeFileSync(
      join(office.cwd, "list.csv"),
      [
        "機関ID,機関名,公開範囲,シーズID,シーズ名,シーズ公開範囲",
        "K-1,吉備精密,公開,S-1,切削,公開",
        "K-1,,,S-2,秘蔵の研磨,コーディネーター限り",
        "K-2,備中化成,コーディネーター限り,S-3,めっき,公開",
        "K-3,美作電機,NDA後,S-4,放電加工,NDA後",
      ].join("\n"),
    );
    await office.partners("import", "list.csv");
    const user = (id: string, role: string, ...more: readonly string[]) =>
      office.ledger("user", id, "--role", role, "--name", id, ...more);
    await user("U-firm", "firm", "--organisation", "美作電機");
    for (const role of ["guest", "coordinator", "auditor"]) await user(`U-${role}`, role);
    return office;
  }
  const keysIn = (text: string) => text.match(/[KS]-\d/gu) ?? [];

  test.each([
    ["U-coordinator", ["K-1", "S-1", "S-2", "K-2", "S-3", "K-3", "S-4"]],
    ["U-auditor", ["K-1", "S-1", "S-2", "K-2", "S-3", "K-3", "S-4"]],
    ["U-firm", ["K-1", "S-1", "K-3", "S-4"]],
    ["U-guest", ["K-1", "S-1"]],
  ])("show %s what is for them, and nothing of the rest", async (who, seen) => {
    const { partners: run } = await openRegister();
    const listed = (await run("list", "--json", "--as", who)).text
      .split("\n")
      .map((line) => JSON.parse(line))
      .flatMap(({ key, seeds }) => [key, ...seeds.map((seed: { key: string }) => seed.key)]);
    const shown: string[] = [];
    for (const key of ["K-1", "S-1", "S-2", "K-2", "S-3", "K-3", "S-4"]) {
      if ((await run("show", key, "--as", who)).code === 0) shown.push(key);
    }

    expect(listed).toEqual(seen);
    expect(shown).toEqual(seen);
    expect(keysIn((await run("list", "--as", who)).text)).toEqual(
      seen.filter((key) => key.startsWith("K")),
    );
  });

  test("tell somebody who may not see a record what they tell when there is none", async () => {
    const { partners: run } = await openRegister();
    const hidden = await run("show", "K-2", "--as", "U-guest");
    const missing = await run("show", "K-9", "--as", "U-guest");

    expect(hidden.text.replace("K-2", "K-9")).toBe(missing.text);
  });

  test("speak English where the terminal does", async () => {
    const { cwd, partners: run } = openOffice({ language: "en" });
    const rows = [
      "organisation id,name,type,prefecture,disclosure,as of,seed id,seed title,seed type",
    ];
    rows.push("K-1,吉備大学,university,岡山県,members,2026-04,S-1,切削,technology");
    writeFileSync(join(cwd, "list.csv"), rows.join("\n"));
    await run("import", "list.csv");
    const { text: organisation } = await run("show", "K-1");
    const { text: seed } = await run("show", "S-1");

    expect((await run("list")).text).toBe(
      "K-1  吉備大学 (university, 岡山県, as of 2026-04)  1 seed",
    );
    expect(organisation.split("\n")).toEqual([
      "Organisation id: K-1",
      "Name: 吉備大学",
      "Type: university",
      "Place: 岡山県",
      "Disclosure: members of the network",
      "Status: active",
      "As of: 2026-04",
    ]);
    expect(seed).toContain("Type: technology\nDisclosure: coordinators only");
  });

  test("try no import for those who may not import", async () => {
    const { partners: run } = await openRegister();
    const { code, text } = await run("import", "list.csv", "--dry-run", "--as", "U-firm");

    expect(code).toBe(1);
    expect(text).toContain("名簿を変えられません");
  });
});

describe("partners put", () => {
  const FIRM = ["機関ID=K-1", "機関名=吉備精密", "種別=企業", "都道府県=岡山", "公開範囲=公開"];
  const SEED = ["機関ID=k-1", "シーズID=S-1", "シーズ名=チタン切削", "シーズ公開範囲=公開"];

  test("registers an organisation and a seed, changes, expires, closes and opens them again", async () => {
    const office = openOffice();
    const { partners: run } = office;
    const organisation = await run("put", ...FIRM);
    const seed = await run("put", ...SEED);
    const changed = await run("put", "シーズID=S-1", "利用条件=金額＝応相談");
    const same = await run("put", "シーズID=s-1", "利用条件=金額＝応相談");
    const expired = await run("put", "機関ID=K-1", "有効期限=2026-03-31");
    const whileExpired = await run("list");
    await run("put", "機関ID=K-1", "有効期限=");
    await run("close", "S-1", "--reason", "設備を手放した");
    const whileClosed = await run("list");
    await run("put", "シーズID=S-1", "シーズ状態=有効");

    expect(organisation.text).toBe("K-1 を登録しました（イベント 1）。");
    expect(seed.text).toBe("S-1 を登録しました（イベント 2）。");
    expect(changed.text).toBe("S-1 を変更しました（イベント 3）。");
    expect(same.text).toBe("変わったところはありません。");
    expect(expired.text).toBe("K-1 を変更しました（イベント 4）。");
    expect(whileExpired.text).toContain("有効な登録はありません");
    expect(whileClosed.text).toContain("シーズ0件");
    expect((await run("list")).text).toContain("シーズ1件");
    expect((await run("show", "S-1")).text).toContain("利用条件: 金額＝応相談");
    expect((await run("show", "K-1")).text).toContain("所在地: 岡山県");
    expect((await office.ledger("verify")).code).toBe(0);
  });

  test("registers an organisation with its first seed", async () => {
    const { partners: run } = openOffice();
    const { text } = await run("put", ...FIRM, ...SEED.slice(1));

    expect(text.split("\n")).toEqual([
      "K-1 を登録しました（イベント 1）。",
      "S-1 を登録しました（イベント 2）。",
    ]);
  });

  test.each([
    [["put"], "列=値"],
    [["put", "吉備精密"], "列=値"],
    [["put", "機関ID=K-2"], "機関名"],
    [["put", "機関ID=K-2", "でんわ=1"], "でんわ"],
    [["put", "機関ID=K-2", "機関名=旭", "都道府県=日本"], "都道府県: 「日本」"],
    [["put", "シーズID=S-9", "シーズ名=切削"], "機関ID"],
    [["put", "機関ID=K-1", "状態=終了"], "close K-1"],
    [["put", "機関ID=K-1", "概要=変更", "--as", "U-guest"], "名簿を変えられません"],
  ])("%j is a mistake that the message explains, and nothing is written", async (args, told) => {
    const office = openOffice();
    await office.partners("put", ...FIRM);
    await office.ledger("user", "U-guest", "--role", "guest", "--name", "客");
    const { code, text } = await office.partners(...args);

    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(told) });
    expect((await office.partners("put", "機関ID=K-1", "概要=後")).text).toContain("イベント 3");
  });
});

describe("match, with partners of one's own", () => {
  test("that firms may not see are not shown to a firm in the matches of its need either", async () => {
    const office = openOffice({ data: shippedData(), start: new Date().toISOString() });
    const rows = [
      ["機関ID=K-1", "機関名=吉備微細株式会社", "公開範囲=公開", "シーズ公開範囲=公開"],
      ["機関ID=K-2", "機関名=備中鏡面株式会社", "シーズ公開範囲=公開"],
    ];
    for (const [i, row] of rows.entries()) {
      await office.partners("put", ...row, `シーズID=S-${i}`, "シーズ名=ゾルゲル鏡面被膜");
    }
    const firm = ["--name", "山田", "--role", "firm", "--organisation", "株式会社美作"];
    await office.ledger("user", "u1", ...firm);
    const need = "ゾルゲル法で鏡面の被膜を付けてくれる会社を探している";
    await office.match("--record", "--organisation", "株式会社美作", need);

    const staff = (await office.ledger("list")).text;
    const own = (await office.ledger("list", "--as", "u1")).text;

    expect(staff).toMatch(/吉備微細[\s\S]*備中鏡面/u);
    expect(own).toContain("吉備微細");
    expect(own).not.toContain("備中鏡面");
    expect((await office.ledger("show", "M-0002", "--as", "u1")).text).toContain("ありません");
  });

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
