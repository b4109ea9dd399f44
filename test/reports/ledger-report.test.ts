import { describe, expect, test } from "vitest";
import { createReport } from "../../src/reports/ledger-report.ts";
import { reportAsText } from "../../src/reports/report-as-text.ts";
import { periodOf } from "../../src/text/periods.ts";
import { ADMIN, COORDINATOR, consents, done, match, testLedger } from "../ledger/support/ledger.ts";
import { need } from "../ledger/support/need.ts";

type Book = ReturnType<typeof testLedger>;

/** A match that was introduced and brought on to a state. */
async function bring(book: Book, id: string, ...states: readonly string[]): Promise<void> {
  const { ledger } = book;
  let from: string = (await ledger.get("match", id, COORDINATOR))?.state ?? "";
  const before = ["screened", "consent_pending", "introduced"];
  for (const to of [...before.slice(before.indexOf(from) + 1), ...states]) {
    if (to === "introduced") await consents(ledger, id);
    // The states of a test are states.
    done(await ledger.move({ match: id, from, to } as never, COORDINATOR));
    from = to;
  }
}

const ANSWER = {
  asker: "x",
  role: "coordinator",
  kind: "answered",
  citations: [{ source: "okayama-2004", path: "a.md", quote: "測れる" }],
  engine: "embedded",
  indexVersion: "1",
  latencyMs: 5,
  language: "ja",
} as const;

const reportOf = ({ ledger, now }: Book, query: Parameters<typeof createReport>[1] = {}) =>
  createReport(ledger, query, { by: ADMIN, now: now() });
const indicator = (report: Awaited<ReturnType<typeof reportOf>>, key: string) =>
  report.indicators.find((each) => each.key === key)?.value;

describe("the report", () => {
  test("tells nothing from what was counted and found to be none", async () => {
    const book = testLedger();
    const report = await reportOf(book);

    expect(indicator(report, "newBusinesses")).toBeUndefined();
    expect(indicator(report, "satisfaction")).toBeUndefined();
    expect(indicator(report, "products")).toBeUndefined();
    expect(indicator(report, "deals")).toBe(0);
    expect(reportAsText(report, "ja").join("\n")).toContain("新事業開始: 未収集");
    expect(reportAsText(report, "en").join("\n")).toContain("new businesses: not collected");
  });

  test("counts a reported zero as zero", async () => {
    const book = testLedger();
    done(await book.ledger.registerNeed(need(), COORDINATOR));
    done(await book.ledger.recordMatch(match(), COORDINATOR));
    await bring(book, "M-0001", "meeting");
    book.passDays(95);
    const outcome = { level: "research", newBusinesses: 0, newJobs: 3 } as const;
    done(await book.ledger.answerSurvey("S-0001", { satisfaction: 4, outcome }, COORDINATOR));
    const report = await reportOf(book);

    expect(indicator(report, "newBusinesses")).toBe(0);
    expect(indicator(report, "newJobs")).toBe(3);
    expect(indicator(report, "satisfaction")).toBe(4);
    expect(indicator(report, "listings")).toBeUndefined();
  });

  test("counts what is told at three months and again at twelve once", async () => {
    const book = testLedger();
    done(await book.ledger.registerNeed(need({ expiresOn: "2028-03-31" }), COORDINATOR));
    done(await book.ledger.recordMatch(match(), COORDINATOR));
    await bring(book, "M-0001", "meeting");
    book.passDays(95);
    const first = { level: "research", newBusinesses: 1, newJobs: 3 } as const;
    done(await book.ledger.answerSurvey("S-0001", { outcome: first }, COORDINATOR));
    book.passDays(300);
    const second = { level: "commercialised", newBusinesses: 1, newJobs: 5 } as const;
    done(await book.ledger.answerSurvey("S-0002", { outcome: second }, COORDINATOR));
    const of = async (year: string) => {
      const report = await reportOf(book, { period: periodOf(year, "2027-05-01") });
      return [indicator(report, "newBusinesses"), indicator(report, "newJobs")];
    };

    expect(await of("2026年度")).toEqual([1, 3]);
    expect(await of("2027年度")).toEqual([0, 2]);
    const whole = await reportOf(book);
    expect([indicator(whole, "newBusinesses"), indicator(whole, "newJobs")]).toEqual([1, 5]);
  });

  test("counts an outcome when it was told, whenever the match came to where it is", async () => {
    const book = testLedger({ start: "2026-06-01T00:00:00Z" });
    const { ledger } = book;
    done(await ledger.registerNeed(need(), COORDINATOR));
    done(await ledger.recordMatch(match(), COORDINATOR));
    const of = async (period: string) => {
      const report = await reportOf(book, { period: periodOf(period, "2026-07-01") });
      return [indicator(report, "newJobs"), indicator(report, "newBusinesses")];
    };
    const tell = (outcome: object | null, reason: string) =>
      ledger.correct({ kind: "match", id: "M-0001", changes: { outcome }, reason }, COORDINATOR);
    book.passDays(31);
    done(await tell({ level: "research", newJobs: 3, newBusinesses: 1 }, "電話で聞いた"));

    expect(await of("2026Q1")).toEqual([undefined, undefined]);
    expect(await of("2026Q2")).toEqual([3, 1]);

    book.passDays(92);
    done(await tell({ level: "research", newJobs: 2, newBusinesses: 1 }, "数え違い"));

    expect(await of("2026Q2")).toEqual([3, 1]);
    expect(await of("2026Q3")).toEqual([-1, undefined]);
    expect(await of("2026年度")).toEqual([2, 1]);
  });

  test("takes a correction of an older survey for no newer outcome", async () => {
    const book = testLedger();
    const { ledger } = book;
    done(await ledger.registerNeed(need(), COORDINATOR));
    done(await ledger.recordMatch(match(), COORDINATOR));
    await bring(book, "M-0001");
    const jobs = (newJobs: number) => ({ outcome: { level: "research", newJobs } as const });
    done(await ledger.answerSurvey("S-0001", jobs(3), COORDINATOR));
    done(await ledger.answerSurvey("S-0002", jobs(5), COORDINATOR));
    const correction = { kind: "survey", id: "S-0001", changes: jobs(4), reason: "訂正" } as const;
    done(await ledger.correct(correction, COORDINATOR));

    expect(indicator(await reportOf(book), "newJobs")).toBe(5);
  });

  test("follows the matches through their states", async () => {
    const book = testLedger();
    done(await book.ledger.registerNeed(need(), COORDINATOR));
    for (const id of ["a", "b", "c"]) {
      const partner = { id, name: id, origin: "card" } as const;
      done(await book.ledger.recordMatch(match({ partner }), COORDINATOR));
    }
    book.passDays(10);
    await bring(book, "M-0001", "meeting", "executing", "prototype");
    await bring(book, "M-0002");
    const { funnel, timeInState } = await reportOf(book);
    const at = (state: string) => funnel.find((step) => step.state === state);

    expect(at("suggested")).toEqual({ state: "suggested", reached: 3, count: 3, of: 3, share: 1 });
    expect(at("introduced")).toMatchObject({ count: 2, of: 2 });
    expect(at("meeting")).toMatchObject({ count: 1, of: 2, share: 0.5 });
    expect(at("prototype")).toMatchObject({ count: 1 });
    expect(timeInState[0]).toEqual({ state: "suggested", stays: 2, medianDays: 10, p90Days: 10 });
    expect(indicator(await reportOf(book), "prototypes")).toBe(1);
    expect(indicator(await reportOf(book), "products")).toBe(0);
  });

  test("counts a state as reached only where a match was in it", async () => {
    const book = testLedger();
    done(await book.ledger.registerNeed(need(), COORDINATOR));
    for (const id of ["a", "b", "c"]) {
      const partner = { id, name: id, origin: "card" } as const;
      done(await book.ledger.recordMatch(match({ partner }), COORDINATOR));
    }
    await bring(book, "M-0001", "meeting", "executing", "commercialised");
    await bring(book, "M-0002", "meeting", "deal");
    await bring(book, "M-0003", "meeting", "engineering");
    const report = await reportOf(book);
    const at = (state: string) => report.funnel.find((step) => step.state === state);

    // Two left the meeting without planning, one went from there to a deal.
    expect(at("engineering")).toMatchObject({ reached: 1, after: "meeting", count: 1, of: 3 });
    expect(at("funding_application")).toMatchObject({ reached: 0, count: 0, of: 1, share: 0 });
    expect(at("executing")).toMatchObject({ reached: 1, count: 0, of: 0 });
    expect(at("prototype")).toMatchObject({ reached: 0, count: 0, of: 1, share: 0 });
    expect(at("commercialised")).toMatchObject({ reached: 1, count: 0, of: 0 });
    expect(at("deal")).toMatchObject({ reached: 1, after: "meeting", count: 1, of: 3 });
    expect(indicator(report, "prototypes")).toBe(0);
    expect(indicator(report, "products")).toBe(1);
    expect(reportAsText(report, "ja")).toContain(
      "  商談成立: 到達 1件、「面談・技術相談」から 1件 / 3件（33.3%）",
    );
  });

  test("counts as conversion only what came after the state before", async () => {
    const book = testLedger();
    const { ledger } = book;
    done(await ledger.registerNeed(need(), COORDINATOR));
    done(await ledger.recordMatch(match(), COORDINATOR));
    await bring(book, "M-0001", "meeting", "executing");
    const ended = { to: "closed", closeReason: "funds" } as const;
    done(await ledger.move({ match: "M-0001", from: "executing", ...ended }, COORDINATOR));
    const again = { to: "screened", reason: "再開" } as const;
    done(await ledger.move({ match: "M-0001", from: "closed", ...again }, COORDINATOR));
    await bring(book, "M-0001", "meeting", "engineering", "funding_application");
    const { funnel } = await reportOf(book);

    expect(funnel.find(({ state }) => state === "executing")).toMatchObject({
      reached: 1,
      count: 0,
      of: 1,
    });
  });

  test("holds to the period by days in Japan, the region and the coordinator", async () => {
    // 2026-06-30 at 16:00 UTC is the first of July in Japan, and of the second quarter.
    const book = testLedger({ start: "2026-06-30T16:00:00Z" });
    const other = { id: "suzuki", role: "coordinator" } as const;
    done(await book.ledger.registerNeed(need({ region: "岡山県" }), COORDINATOR));
    done(await book.ledger.recordMatch(match(), COORDINATOR));
    done(await book.ledger.registerNeed(need({ region: "広島県", coordinator: other.id }), other));
    const within = (period: string) => ({ period: periodOf(period, "2026-07-01") });

    expect((await reportOf(book, within("2026Q1"))).needs.registered).toBe(0);
    expect((await reportOf(book, within("2026Q2"))).needs.registered).toBe(2);
    expect((await reportOf(book, { region: "広島県" })).needs).toEqual({
      registered: 1,
      open: 1,
      unmatched: 1,
    });
    expect((await reportOf(book, { coordinator: COORDINATOR.id })).matches).toBe(1);
    expect((await reportOf(book, { coordinator: other.id })).matches).toBe(0);
  });

  test("shows no figure of answers under a region or a coordinator, which they have not", async () => {
    const book = testLedger();
    const { ledger } = book;
    done(await ledger.registerNeed(need({ region: "岡山県" }), COORDINATOR));
    done(await ledger.recordMatch(match(), COORDINATOR));
    done(await ledger.logAnswer(ANSWER, COORDINATOR));
    for (const target of ["A-000001", "M-0001"]) {
      done(await ledger.giveFeedback({ target, category: "useful", comment: "" }, COORDINATOR));
      done(await ledger.review({ target, finding: "proper", comment: "" }, ADMIN));
    }
    const all = await reportOf(book);

    expect(all).toMatchObject({ answers: { total: 1 }, feedback: { useful: 2 }, notes: [] });
    expect(all.findings).toMatchObject({ proper: 2, evidence: 0 });
    for (const filter of [{ region: "岡山県" }, { coordinator: COORDINATOR.id }]) {
      const report = await reportOf(book, filter);
      const text = reportAsText(report, "ja").join("\n");

      expect(report).toMatchObject({ answers: null, feedback: null, findings: { proper: 1 } });
      expect(report.notes.map(({ about }) => about)).toEqual(["answers", "feedback", "findings"]);
      expect(text).toContain("回答: この絞り込みでは出せない");
      expect(text).toContain("評価: この絞り込みでは出せない");
      expect(text).toContain("地域・担当の別を持たない");
      expect(text).not.toMatch(/出典付き \d/u);
      expect(text).not.toContain("役立った");
      expect(text).toContain("適正 1");
    }
    expect((await reportOf(book, { region: "広島県" })).findings).toMatchObject({ proper: 0 });
  });

  test("tells of introductions about which nothing was written for a month", async () => {
    const book = testLedger();
    done(await book.ledger.registerNeed(need(), COORDINATOR));
    for (const id of ["a", "b"]) {
      const partner = { id, name: id, origin: "card" } as const;
      done(await book.ledger.recordMatch(match({ partner }), COORDINATOR));
    }
    await bring(book, "M-0001");
    await bring(book, "M-0002");
    book.passDays(5);
    done(
      await book.ledger.move({ match: "M-0002", from: "introduced", to: "meeting" }, COORDINATOR),
    );

    expect((await reportOf(book)).silentAfterIntroduction).toEqual({ count: 0, of: 0 });
    book.passDays(60);
    expect((await reportOf(book)).silentAfterIntroduction).toEqual({ count: 1, of: 2, share: 0.5 });
  });

  test("takes a visit or an answer about a match for something written about it", async () => {
    const book = testLedger();
    const { ledger } = book;
    done(await ledger.registerNeed(need(), COORDINATOR));
    for (const id of ["a", "b", "c"]) {
      const partner = { id, name: id, origin: "card" } as const;
      done(await ledger.recordMatch(match({ partner }), COORDINATOR));
    }
    for (const id of ["M-0001", "M-0002", "M-0003"]) await bring(book, id);
    book.passDays(5);
    const visit = { kind: "visit", on: "2026-04-06", note: "訪問", match: "M-0001" } as const;
    done(await ledger.reportActivity(visit, COORDINATOR));
    const [, , , survey] = await ledger.all("survey", COORDINATOR);
    done(await ledger.answerSurvey(survey?.id ?? "", { satisfaction: 4 }, COORDINATOR));
    book.passDays(60);

    expect(survey?.match).toBe("M-0002");
    expect((await reportOf(book)).silentAfterIntroduction).toMatchObject({ count: 1, of: 3 });
  });

  test("is for staff", async () => {
    const { ledger, now } = testLedger();
    for (const role of ["firm", "guest"] as const) {
      const made = createReport(ledger, {}, { by: { id: "x", role }, now: now() });
      await expect(made).rejects.toThrow(/coordinators, auditors/u);
    }
  });
});
