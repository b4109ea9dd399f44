import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPdfReader } from "../../../src/documents/pdf/read-pdf.ts";
import { similarity } from "../../support/similarity.ts";
import { pagesOf, textOf } from "./support/measured.ts";
import { HAS_OFFICE, heading, paragraph, printSheets, table } from "./support/printed.ts";

if (!HAS_OFFICE)
  console.warn(
    "!!! 飛ばしました / SKIPPED: printed texts (apt-get install libreoffice-writer-nogui fonts-noto-cjk)",
  );

const TITLE = "第1章 地域の産業を支える仕組み";
const HEAD = "瀬戸内地域産業報告";
const SUBJECTS = [
  "県内の中小企業",
  "大学の研究者",
  "公設試験研究機関",
  "産業支援財団",
  "金融機関",
  "商工会議所",
  "海外の協力機関",
];
const DEEDS = [
  "精密な金属加工の技術を持ち寄り、航空機の部品を共同で開発した",
  "耐火物の試験炉を無償で開放し、延べ38社が評価に参加した",
  "特許を12件出願して、そのうち5件が県外の企業へ移転された",
  "補助金の申請を手伝い、平成16年度には5,600万円が採択された",
  "若い技術者のための講習会を毎月開き、「現場の勘」を言葉に残した",
  "QCサークルの記録を持ち寄って、不良率を0.3%まで下げた",
  "販路を広げるために展示会へ出展し、商談は70件を超えた",
  "廃材の再利用に取り組み、年間およそ240トンの廃棄物を減らした",
  "連携協定を結び直して、相談の窓口を一つにまとめた",
  "研究会の成果を冊子にまとめ、図書館と学校に配った",
  "共同の受注組織を設け、見積りの回答を3日以内とした",
];
/** Sentences that differ from one another, so that none can stand for another. */
function paragraphs(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => {
    const sentences = Array.from({ length: 3 }, (_, k) => {
      const at = i * 3 + k;
      return `${SUBJECTS[at % SUBJECTS.length]}は第${at + 1}回の会合で、${DEEDS[at % DEEDS.length]}。`;
    });
    return sentences.join("");
  });
}

const READING = "この取組は企業《きぎょう》と行政《ぎょうせい》の協働で進む。";
const TABLE = [
  ["事業名", "予算額（千円）", "対象"],
  [
    "地域新生コンソーシアム研究開発事業",
    "56,000",
    "県内に事業所を有する中小企業及び大学等の研究機関",
  ],
  ["産業クラスター計画", "1,200", "全国"],
  ["人材育成", "800", "高等専門学校の学生"],
];

describe.skipIf(!HAS_OFFICE)("a text printed by LibreOffice", () => {
  const reader = createPdfReader();
  const folder = mkdtempSync(join(tmpdir(), "musubi-printed-"));
  const long = [TITLE, ...paragraphs(36), READING];
  const body = heading(TITLE) + long.slice(1).map(paragraph).join("");
  let files: Readonly<Record<"one" | "two" | "vertical" | "tiers" | "table", string>>;
  beforeAll(() => {
    files = printSheets(folder, {
      one: { body, head: HEAD },
      two: { body, columns: 2, head: HEAD },
      vertical: { body, vertical: true, head: HEAD },
      tiers: { body, vertical: true, columns: 2 },
      table: {
        body: paragraph("次の表は予算である。") + table(TABLE) + paragraph("表は以上である。"),
      },
    });
  }, 200_000);
  afterAll(() => {
    reader.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const expected = long.join("").replaceAll("《", "（").replaceAll("》", "）");

  test.each(["one", "two", "vertical", "tiers"] as const)("reads in order: %s", async (name) => {
    const outcome = await reader.read(files[name]);

    expect(outcome.kind).toBe("read");
    expect(similarity(textOf(outcome), expected)).toBeGreaterThanOrEqual(0.98);
  });

  test.each(["one", "two", "vertical"] as const)(
    "keeps a sentence whole and drops what repeats: %s",
    async (name) => {
      const outcome = await reader.read(files[name]);

      const lines = textOf(outcome).split("\n");
      expect(lines).toContain(`## ${TITLE}`);
      expect(lines.filter((line) => line.includes(HEAD)).length).toBeLessThanOrEqual(1);
      expect(lines.filter((line) => /^[-\s\d]+$/u.test(line) && line !== "")).toEqual([]);
      expect(textOf(outcome)).toContain("企業（きぎょう）と行政（ぎょうせい）の協働");
      expect(pagesOf(outcome).length).toBeGreaterThan(1);
    },
  );

  test("keeps the rows of a table, each with the headings of its columns", async () => {
    const lines = textOf(await reader.read(files.table)).split("\n");

    expect(lines.filter((line) => line !== "")).toEqual([
      "次の表は予算である。",
      "・ 事業名: 地域新生コンソーシアム研究開発事業\t予算額（千円）: 56,000\t対象: 県内に事業所を有する中小企業及び大学等の研究機関",
      "・ 事業名: 産業クラスター計画\t予算額（千円）: 1,200\t対象: 全国",
      "・ 事業名: 人材育成\t予算額（千円）: 800\t対象: 高等専門学校の学生",
      "表は以上である。",
    ]);
  });
});
