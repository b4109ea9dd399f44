import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Document, textOf } from "../../src/corpus/document.ts";
import { readDocument } from "../../src/corpus/read-document.ts";
import { squash } from "../../src/text/search-form.ts";
import { describeWithShared, SHARED } from "../support/shared.ts";

const unitsOf = (file: string) => {
  const document = readDocument("a.txt", file);
  const units = document.extracts.flatMap((extract) => extract.units);
  return units.map((unit) => ({ ...unit, text: textOf(document, unit) }));
};
const textsOf = (text: string) => unitsOf(text).map((unit) => unit.text);

/** Stretches of the document that no unit covers and that say what no unit says. */
function lost({ text, extracts }: Document): readonly string[] {
  const spans = extracts.flatMap(({ units }) => units).sort((a, b) => a.start - b.start);
  const quoted = squash(spans.map(({ start, end }) => text.slice(start, end)).join(""));
  const gaps = [0, ...spans.map(({ end }) => end)].map((end, i) =>
    text.slice(end, spans[i]?.start),
  );
  // A line printed two or three times in a row is quoted once.
  return gaps.map((gap) => squash(gap)).filter((gap) => !quoted.includes(readOnce(gap)));
}

function readOnce(text: string): string {
  return text.replace(/^(.{4,}?)\1+$/u, "$1");
}

describe("the text of a document", () => {
  test("is read as sentences where lines were wrapped", () => {
    const text =
      "本市は、部品の加工を手がける企業が多く集まり、長く地域の雇用を支えてきた産\n業都市である。近年は医療機器への参入が進む。\n";

    expect(textsOf(text)).toEqual([
      "本市は、部品の加工を手がける企業が多く集まり、長く地域の雇用を支えてきた産業都市である。",
      "近年は医療機器への参入が進む。",
    ]);
  });

  test("is read as one word where letters stand below one another", () => {
    expect(textsOf("概要の図\n\n①\n地\n域\n資\n源\n\n下の文は別の文である。")).toContain(
      "①地域資源",
    );
  });

  test("is read once where it was printed two or three times in a row", () => {
    expect(textsOf("制度の概要制度の概要制度の概要\n\n対象は中小企業である。")).toContain(
      "制度の概要",
    );
  });

  test("keeps the headings above a sentence", () => {
    const text = "# 第2期計画\n\n## 支援策\n\n### 開発\n\n試作費を助成する。\n";

    const { extracts } = readDocument("a.md", text);

    expect(extracts).toMatchObject([{ heading: "第2期計画 > 支援策 > 開発", lines: [1, 7] }]);
  });

  test.each([
    ["a form feed", (page: number) => (page === 1 ? "" : "\f")],
    ["a line set in by one space", (page: number) => (page === 1 ? "" : " ")],
  ])("begins a sheet at %s", (_, mark) => {
    const page = (n: number) =>
      `${mark(n)}第${n}面の題\n${Array.from({ length: 30 }, (_, i) => `第${n}面の${i}番目の文である。`).join("\n")}\n`;

    const { extracts } = readDocument("a.txt", page(1) + page(2) + page(3));

    expect(new Set(extracts.map(({ sheet }) => sheet))).toEqual(new Set([1, 2, 3]));
    expect(extracts.find(({ sheet }) => sheet === 2)?.heading).toContain("第2面の題");
  });

  test("runs through its pages: a sentence over their edge is whole, and what follows stands under its heading", () => {
    const text =
      "１ 補助の内容\n補助の率は三分の二であり、上限は一千\f万円である。\n申請は秋に行う。\f\n交付は冬に行う。\n\f別の資料\n別の文である。\n";

    const { extracts } = readDocument("a.txt", text, { head: { visibility: "public", pages: 4 } });

    expect(
      extracts.map(({ heading, sheet, units }) => ({ heading, sheet, units: units.length })),
    ).toEqual([
      { heading: "１ 補助の内容", sheet: 1, units: 4 },
      { heading: "別の資料", sheet: 4, units: 2 },
    ]);
    expect(textsOf(text)).toContain("補助の率は三分の二であり、上限は一千万円である。");
    expect(unitsOf(text).filter(({ heads }) => heads)).toHaveLength(2);
  });

  test("begins a sheet after a page number, where numbers count through the document", () => {
    const page = (n: number) =>
      `${Array.from({ length: 30 }, (_, i) => `${n}枚目の${i}番目の文である。`).join("\n")}\n${n}\n`;

    const { text, extracts } = readDocument("a.txt", page(1) + page(2) + page(3));

    const third = text.indexOf("3枚目");
    expect(extracts.find(({ units }) => units[0]?.start === third)?.sheet).toBe(3);
  });

  test("never quotes a figure that has lost what it counts", () => {
    const doubtful = unitsOf("従業者数の推移\n\n1 20 30 40\n\n会員は 社である5 30 41\n").filter(
      (u) => u.doubtful,
    );

    expect(doubtful.map(({ text }) => text)).toEqual(["1 20 30 40", "会員は 社である5 30 41"]);
  });

  test.each([
    ["平成１５年１月３１日", "平成15年1月31日（2003-01-31）"],
    ["2006年 11月10日", "平成18年11月10日（2006-11-10）"],
    ["令和元年5月", "令和元年5月（2019-05）"],
  ])("is dated by its first lines: %s", (printed, date) => {
    const document = readDocument("a.txt", `産業施策について\n\n${printed}\n\n本文である。\n`);

    expect(document).toMatchObject({ title: "産業施策について", asOf: { text: date } });
  });

  test("is not dated by a date within a sentence", () => {
    const text = "試験場のしおり\n\n当場は昭和63年10月に設立された。\n";

    expect(readDocument("a.txt", text).asOf).toBeUndefined();
  });

  test("has no date when its first lines print none", () => {
    expect(readDocument("a.txt", "産業施策について\n\n本文である。\n").asOf).toBeUndefined();
  });

  test("is well-formed and holds nothing invisible before it is indexed", () => {
    const { text } = readDocument("a.txt", "支\u200b援\u202e策\ud800の\u0007概要\r\nである。");

    expect(text).toBe("支援策\ufffdの概要\nである。");
  });

  test("is covered by its units, whatever it is", () => {
    const piece = fc.constantFrom(
      "支援",
      "。",
      "\n",
      "\n\n",
      " ",
      "（",
      "）",
      "・",
      "12",
      " 社",
      "①",
      "\f",
      "に",
      "A",
      "【概要】",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const document = readDocument("a.txt", pieces.join(""));
        const units = document.extracts.flatMap((extract) => extract.units);
        expect(units.every(({ start, end }) => start < end && end <= document.text.length)).toBe(
          true,
        );
        // Text printed twice in a row is read once, so a letter may be covered fewer times than it stands.
        const covered = new Set(
          units.map(({ start, end }) => document.text.slice(start, end)).join(""),
        );
        const letters = document.text.match(/[\p{L}\p{N}]/gu) ?? [];
        expect(letters.every((letter) => covered.has(letter))).toBe(true);
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});

describeWithShared("the source texts", () => {
  const documents = () =>
    readdirSync(join(SHARED, "seeds"))
      .filter((name) => name.endsWith(".txt"))
      .map((name) => readDocument(name, readFileSync(join(SHARED, "seeds", name), "utf8")));

  test("lose no letter but those of doubled lines", () => {
    expect(documents().flatMap(lost)).toEqual([]);
  });

  test("are dated where they print a date, and only there", () => {
    expect(documents().map(({ asOf }) => asOf?.iso)).toEqual([
      undefined,
      "2007-10-25",
      undefined,
      "2003-01-31",
      "2006-11-10",
    ]);
  });
});
