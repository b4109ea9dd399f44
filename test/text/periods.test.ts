import { describe, expect, test } from "vitest";
import { japanTime } from "../../src/text/days.ts";
import { fiscalQuarter, fiscalYear, periodOf } from "../../src/text/periods.ts";

const TODAY = "2027-01-15";
const spanOf = (text: string) => {
  const period = periodOf(text, TODAY);
  return period && [period.from, period.to];
};

describe("a period", () => {
  test.each([
    ["2026年度", "2026-04-01", "2027-03-31"],
    ["令和8年度", "2026-04-01", "2027-03-31"],
    ["Ｒ８", "2026-04-01", "2027-03-31"],
    ["平成元年度", "1989-04-01", "1990-03-31"],
    ["2026Q1", "2026-04-01", "2026-06-30"],
    ["2026Q4", "2027-01-01", "2027-03-31"],
    ["2026年度第3四半期", "2026-10-01", "2026-12-31"],
    ["令和8年度第4四半期", "2027-01-01", "2027-03-31"],
    ["2028-02", "2028-02-01", "2028-02-29"],
    ["2026年11月", "2026-11-01", "2026-11-30"],
    ["2026-04-01..2026-09-30", "2026-04-01", "2026-09-30"],
    ["今年度", "2026-04-01", "2027-03-31"],
    ["前年度", "2025-04-01", "2026-03-31"],
    ["今四半期", "2027-01-01", "2027-03-31"],
    ["前四半期", "2026-10-01", "2026-12-31"],
    ["今月", "2027-01-01", "2027-01-31"],
    ["先月", "2026-12-01", "2026-12-31"],
  ])("%s is from %s to %s", (text, from, to) => {
    expect(spanOf(text)).toEqual([from, to]);
  });

  test.each([
    "",
    "いつか",
    "2026Q5",
    "2026-13",
    "2026-09-30..2026-04-01",
    "2026-02-30..2026-03-01",
  ])("is not %j", (text) => {
    expect(periodOf(text, TODAY)).toBeUndefined();
  });

  test("in the first quarter follows the fourth of the year before", () => {
    expect(periodOf("前四半期", "2026-05-01")).toMatchObject({
      from: "2026-01-01",
      to: "2026-03-31",
    });
  });
});

test("fiscal years and quarters begin in April", () => {
  expect([fiscalYear("2027-03-31"), fiscalQuarter("2027-03-31")]).toEqual([2026, 4]);
  expect([fiscalYear("2027-04-01"), fiscalQuarter("2027-04-01")]).toEqual([2027, 1]);
});

test("times are those of Japan", () => {
  expect(japanTime("2026-03-31T15:00:00.000Z")).toBe("2026-04-01 00:00");
});
