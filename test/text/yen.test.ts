import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseYen } from "../../src/text/yen.ts";

describe("amounts in Japanese notation", () => {
  test.each([
    ["5,607万円", 56_070_000],
    ["５，６０７万円", 56_070_000],
    ["23,000千円", 23_000_000],
    ["7兆3千2百億円", 7_320_000_000_000],
    ["656万3千円", 6_563_000],
    ["2億5,000万円", 250_000_000],
    ["2.2兆円", 2_200_000_000_000],
    ["千円", 1_000],
    ["351円", 351],
  ])("%s is %d yen", (text, yen) => {
    expect(parseYen(text)).toBe(yen);
  });

  test.each(["", "円", "億円", "351人", "5,607万", "約5円", "abc円"])("%s is no amount", (text) => {
    expect(parseYen(text)).toBeUndefined();
  });

  test("thousands of yen are read as they are written in budgets", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (thousands) => {
        expect(parseYen(`${thousands.toLocaleString("en-US")}千円`)).toBe(thousands * 1000);
      }),
    );
  });
});
