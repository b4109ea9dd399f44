import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { readTable } from "../../src/spreadsheets/read-table.ts";
import { tableBytes } from "../../src/spreadsheets/table-bytes.ts";
import { shippedData } from "../support/app.ts";
import { openOffice } from "../support/office.ts";

const FIRM = "株式会社ミナト電工";
const SENTENCE = "未出願のすずめっき技術で、硫酸すず40g/Lに添加剤Aを2%入れています";
const TOLD = `${SENTENCE}。皮膜の耐食性を評価してくれる機関を探しています。`;

/** What would give the secret away, in the encodings in which files have text. */
const TELLING = ["ミナト電工", "硫酸すず", "すずめっき", "添加剤A"].flatMap((text) => [
  Buffer.from(text, "utf8"),
  Buffer.from(text, "utf16le"),
  Buffer.from(
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[^\x20-\x7e]/gu, escaped),
  ),
]);

function escaped(c: string): string {
  return `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

describe("a confidential need that was entered, matched, closed and exported", () => {
  test("stands in clear in no file at all, before erasure and after", async () => {
    const office = openOffice({ data: shippedData() });
    await office.match("--record", "--organisation", FIRM, TOLD);
    await office.app().answer({
      question: `${FIRM}です。${TOLD}`,
      by: { id: "minato", role: "firm" },
    });
    await office.app().answer({
      question: TOLD,
      by: { id: "sato", role: "coordinator" },
      isConfidential: true,
    });
    const refused = await office.ledger(
      ...["correct", "N-0001", "--set", `summary=${SENTENCE}`, "--reason", "詳しく"],
    );
    await office.ledger("move", "M-0001", "--to", "不成立", "--close-reason", "条件(価格・納期)");
    for (const format of ["csv", "xlsx", "jsonl"]) {
      for (const kind of ["matches", "needs", "events", "answers"]) {
        await office.ledger("export", kind, "--out", `${kind}.${format}`);
      }
    }
    await office.ledger("backup", "--out", "backup.sqlite");
    const before = [...(await filesWith(office.data)), ...(await filesWith(office.cwd))];
    const shown = await office.ledger("show", "N-0001");
    await office.ledger("erase", "N-0001", "--reason", "企業の求め");
    await office.ledger("erase", "A-000001", "--reason", "企業の求め");
    await office.ledger("erase", "A-000002", "--reason", "企業の求め");
    const after = [...(await filesWith(office.data)), ...(await filesWith(office.cwd))];
    const verified = await office.ledger("verify");

    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining("秘密") });
    expect(before).toEqual([]);
    expect(shown.text).not.toMatch(/ミナト|すず/u);
    expect(after).toEqual([]);
    expect(verified.code).toBe(0);
  });

  test("can be read by its coordinator until it is erased, and by nobody then", async () => {
    const office = openOffice({ data: shippedData() });
    await office.match("--record", "--organisation", FIRM, TOLD);
    const by = { id: "admin", role: "administrator" } as const;
    const { ledger } = office.app().desk();

    expect(await ledger.openSecret("need", "N-0001", by)).toEqual({
      organisation: FIRM,
      text: expect.stringContaining("硫酸すず40g/L"),
    });
    await office.ledger("erase", "N-0001", "--reason", "企業の求め");
    expect(await ledger.openSecret("need", "N-0001", by)).toBeUndefined();
  });

  test("is shown to no other firm, and found by no other firm's need", async () => {
    const office = openOffice({ data: shippedData() });
    await office.match("--record", "--organisation", FIRM, TOLD);
    await office.ledger(
      "user",
      "other",
      "--name",
      "別の人",
      "--role",
      "firm",
      "--organisation",
      "別の会社",
    );
    const similar = await office.match(
      "--as",
      "other",
      "皮膜の耐食性を評価してくれる機関を探しています",
    );
    const listed = await office.ledger("list", "needs", "--as", "other");

    expect(similar.text).not.toContain("N-0001");
    expect(listed.text).not.toContain("N-0001");
  });

  test("would be found by this search if it stood anywhere", async () => {
    const office = openOffice();
    const columns = [{ key: "a", title: "a" }];
    for (const format of ["csv", "jsonl", "xlsx"] as const) {
      const file = join(office.cwd, `x.${format}`);
      writeFileSync(file, await tableBytes({ columns, rows: [[SENTENCE]] }, format));
      expect(await filesWith(office.cwd)).toEqual([`x.${format}`]);
      rmSync(file);
    }
  });
});

/** Files below a folder that hold any of what is telling; sheets are read as a user would. */
async function filesWith(folder: string): Promise<readonly string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const bytes = readFileSync(file);
    const texts = file.endsWith(".xlsx") ? [bytes, await sheetText(bytes)] : [bytes];
    if (texts.some((text) => TELLING.some((telling) => text.includes(telling)))) {
      found.push(relative(folder, file));
    }
  }
  return found;
}

async function sheetText(bytes: Buffer): Promise<Buffer> {
  const { header, rows } = await readTable(bytes, "export.xlsx");
  return Buffer.from([header, ...rows.map(({ cells }) => cells)].flat().join("\n"));
}
