import { describe, expect, test } from "vitest";
import { ADMIN, consents, done, match } from "../ledger/support/ledger.ts";
import { need } from "../ledger/support/need.ts";
import { openOffice } from "../support/office.ts";

/** An office with a need and two matches, of which one is being carried out. */
async function office() {
  const opened = openOffice({ start: "2026-03-31T16:00:00Z" });
  await opened.ledger("user", "admin", "--name", "山田", "--role", "administrator");
  const { ledger } = opened.app().desk();
  done(await ledger.registerNeed(need(), ADMIN));
  for (const id of ["a", "b"]) {
    const partner = { id, name: id, origin: "card" } as const;
    done(await ledger.recordMatch(match({ partner }), ADMIN));
  }
  opened.passDays(3);
  let from = "suggested";
  for (const to of ["screened", "consent_pending", "introduced", "meeting", "executing"]) {
    if (to === "introduced") await consents(ledger, "M-0001", ADMIN);
    // The states of a test are states.
    done(await ledger.move({ match: "M-0001", from, to } as never, ADMIN));
    from = to;
  }
  return opened;
}

const read = async (opened: Awaited<ReturnType<typeof office>>, ...args: readonly string[]) =>
  JSON.parse((await opened.ledger("report", "--json", ...args)).text);
const byKey = (report: { indicators: readonly { key: string }[] }, key: string) =>
  report.indicators.find((each) => each.key === key);

describe("ledger report", () => {
  test("in JSON has null for what nobody collected, and 0 for what was counted", async () => {
    const report = await read(await office());

    expect(byKey(report, "newJobs")).toMatchObject({ value: null, text: "未収集" });
    expect(byKey(report, "satisfaction")).toMatchObject({ value: null, text: "未収集" });
    expect(byKey(report, "deals")).toMatchObject({ value: 0, text: "0件" });
    expect(report.activities).toEqual({ consultation: 0, visit: 0, meeting: 0 });
    expect(report.answers).toMatchObject({ total: 0, cited: { count: 0, of: 0, share: null } });
    expect(report.query).toEqual({ period: null, region: null, coordinator: null });
  });

  test("has numerator and denominator with every ratio", async () => {
    const opened = await office();
    const { text } = await opened.ledger("report");
    const report = await read(opened);

    expect(byKey(report, "prototypes")).toMatchObject({ value: 0, count: 0, of: 1 });
    expect(text).toContain("実用化率: 0件 / 1件（0.0%）");
    for (const line of text.split("\n").filter((each) => each.includes("%）"))) {
      expect(line).toMatch(/\d+件 \/ \d+件（[\d.]+%）|中央値/u);
    }
  });

  test("says of a share of nothing that there is nothing, and not that nobody counted", async () => {
    const opened = openOffice();
    await opened.ledger("user", "admin", "--name", "山田", "--role", "administrator");

    expect((await opened.ledger("report")).text).toContain("実用化率: 0件 / 0件（対象なし）");
    expect(byKey(await read(opened), "prototypes")).toMatchObject({ value: null, of: 0 });
  });

  test("tells days in a state, and times, as they are in Japan", async () => {
    const opened = await office();
    const { text } = await opened.ledger("report", "--period", "2026年度第1四半期");
    const report = await read(opened, "--period", "2026Q1");

    expect(text).toContain("2026-04-04 01:00 作成、日本時間");
    expect(text).toContain("2026年度第1四半期（2026-04-01〜2026-06-30）");
    expect(text).toContain("候補提示: 中央値 3日 / 90%点 3日（n=1）");
    expect(report).toMatchObject({ on: "2026-04-04", at: "2026-04-04T01:00:00+09:00" });
    expect(report.query.period.label).toBe("2026年度第1四半期（2026-04-01〜2026-06-30）");
    opened.passDays(60);
    const { overdue } = await read(opened);
    expect(overdue.matches[0]).toMatchObject({ createdAt: "2026-04-01T01:00:00+09:00" });
  });

  test("counts people who were hired as people", async () => {
    const opened = await office();
    const { ledger } = opened.app().desk();
    const outcome = { level: "research", newJobs: 3, newBusinesses: 1 } as const;
    done(await ledger.answerSurvey("S-0001", { outcome }, ADMIN));
    const { text } = await opened.ledger("report");

    expect(text).toContain("新規雇用: 3人");
    expect(text).toContain("新事業開始: 1件");
  });

  test("says where it counts what belongs to a period that is over", async () => {
    const opened = await office();
    const { ledger } = opened.app().desk();
    const outcome = { level: "research", newJobs: 3 } as const;
    done(await ledger.answerSurvey("S-0001", { outcome }, ADMIN));
    opened.passDays(100);
    const fewer = { outcome: { level: "research", newJobs: 2 } } as const;
    const correction = {
      kind: "survey",
      id: "S-0001",
      changes: fewer,
      reason: "数え違い",
    } as const;
    done(await ledger.correct(correction, ADMIN));
    const visit = ["--kind", "訪問", "--on", "2026-06-30", "--note", "訪問"];
    await opened.ledger("activity", ...visit);
    const { text } = await opened.ledger("report", "--period", "2026Q2");

    expect(text).toContain("新規雇用: -1人");
    expect(text).toContain("前の期間に報告された成果の訂正");
    expect(text).toContain("期間より前の日付の活動1件");
    expect((await opened.ledger("report", "--period", "2026Q1")).text).not.toContain("注:");
  });
});
