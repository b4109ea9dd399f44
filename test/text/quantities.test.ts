import { describe, expect, test } from "vitest";
import { quantitiesIn } from "../../src/text/quantities.ts";

describe("figures by what they are figures of", () => {
  test.each([
    ["予算額は23,000千円です", "money", "23,000千円"],
    ["7兆3千2百億円から", "money", "7兆3千2百億円"],
    ["県の4割を占め", "ratio", "4割"],
    ["年率1.41%", "ratio", "1.41%"],
    ["設立当初の5年間", "duration", "5年間"],
    ["平成14年度に整備", "date", "平成14年度"],
    ["2003年10月に設立", "date", "2003年10月"],
    ["351人を雇用", "count", "351人"],
    ["54業種", "count", "54業種"],
  ])("%s has the %s %s", (text, kind, figure) => {
    expect(quantitiesIn(text).map((quantity) => [quantity.kind, quantity.text])).toContainEqual([
      kind,
      figure,
    ]);
  });

  test("a year is no count and a sum of money no count either", () => {
    expect(
      quantitiesIn("平成16年度に5,607万円")
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["date", "money"]);
  });
});
