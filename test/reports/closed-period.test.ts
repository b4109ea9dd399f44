import { describe, expect, test } from "vitest";
import { createReport, type LedgerReport } from "../../src/reports/ledger-report.ts";
import { reportAsText } from "../../src/reports/report-as-text.ts";
import { periodOf } from "../../src/text/periods.ts";
import { ADMIN, COORDINATOR, consents, done, match, testLedger } from "../ledger/support/ledger.ts";
import { need } from "../ledger/support/need.ts";

type Book = ReturnType<typeof testLedger>;
const REGION = "岡山県";

/** A quarter with a match at a meeting, one that was only suggested, a need, an answer, an activity. */
async function quarter() {
  const book = testLedger();
  const { ledger } = book;
  for (const summary of ["高温クリープを測りたい", "表面の粗さを測りたい"]) {
    done(await ledger.registerNeed(need({ summary, region: REGION }), COORDINATOR));
  }
  done(await ledger.recordMatch(match(), COORDINATOR));
  const other = { id: "other", name: "別の候補", origin: "card" } as const;
  done(await ledger.recordMatch(match({ partner: other }), COORDINATOR));
  book.passDays(5);
  await go(book, "M-0001", "suggested", "screened", "consent_pending");
  await consents(ledger, "M-0001");
  await go(book, "M-0001", "consent_pending", "introduced");
  const outcome = { level: "research", newJobs: 3 } as const;
  done(await ledger.answerSurvey("S-0001", { satisfaction: 4, outcome }, COORDINATOR));
  book.passDays(10);
  await go(book, "M-0001", "introduced", "meeting");
  const visit = { kind: "visit", on: "2026-04-16", note: "訪問", region: REGION } as const;
  done(await ledger.reportActivity(visit, COORDINATOR));
  done(await ledger.logAnswer(answer(), COORDINATOR));
  const useful = { target: "A-000001", category: "useful", comment: "" } as const;
  done(await ledger.giveFeedback(useful, COORDINATOR));
  const proper = { target: "M-0001", finding: "proper", comment: "" } as const;
  done(await ledger.review(proper, ADMIN));
  return book;
}

const answer = () =>
  ({
    question: "測れますか",
    asker: "x",
    role: "coordinator",
    kind: "answered",
    text: "測れます",
    citations: [{ source: "okayama-2004", path: "a.md", quote: "測れる" }],
    engine: "embedded",
    indexVersion: "1",
    latencyMs: 5,
    language: "ja",
  }) as const;

async function go({ ledger }: Book, id: string, ...states: readonly string[]): Promise<void> {
  for (const [place, to] of states.slice(1).entries()) {
    // The states of a test are states.
    const move = { match: id, from: states[place], to, closeReason: "timing" } as never;
    done(await ledger.move(move, COORDINATOR));
  }
}

/** Work of the next quarter at everything that the quarter before has. */
async function workOn(book: Book): Promise<void> {
  const { ledger } = book;
  const correct = async (kind: "match" | "need" | "survey" | "review", id: string, set: object) =>
    done(await ledger.correct({ kind, id, changes: { ...set }, reason: "訂正" }, COORDINATOR));
  await go(book, "M-0001", "meeting", "executing", "prototype", "deal");
  await go(book, "M-0002", "suggested", "closed");
  await correct("match", "M-0001", { outcome: { level: "deal", newBusinesses: 1 } });
  await correct("match", "M-0001", { coordinator: "suzuki" });
  await correct("need", "N-0001", { region: "広島県" });
  await correct("survey", "S-0001", { satisfaction: 1, outcome: { level: "deal", newJobs: 9 } });
  await correct("review", "V-0001", { finding: "evidence" });
  const later = { level: "deal", newJobs: 8, foundings: 1 } as const;
  done(await ledger.answerSurvey("S-0002", { satisfaction: 5, outcome: later }, COORDINATOR));
  done(await ledger.closeNeed("N-0002", "no-need", "", COORDINATOR));
  done(await ledger.registerNeed(need({ region: REGION }), COORDINATOR));
  done(await ledger.recordMatch(match({ need: "N-0003" }), COORDINATOR));
  const late = { kind: "visit", on: "2026-06-30", note: "訪問", region: REGION } as const;
  done(await ledger.reportActivity(late, COORDINATOR));
  done(await ledger.logAnswer(answer(), COORDINATOR));
  done(await ledger.setUser({ id: "suzuki", name: "鈴木", role: "coordinator" }, ADMIN));
  await ledger.handOver(COORDINATOR.id, "suzuki", "異動", ADMIN);
}

describe("the report of a quarter that is over", () => {
  test.each([
    ["the whole", {}],
    ["a region", { region: REGION }],
    ["a coordinator", { coordinator: COORDINATOR.id }],
  ])("says the same of %s whatever is done afterwards", async (_, filter) => {
    const book = await quarter();
    const report = () =>
      createReport(
        book.ledger,
        { period: periodOf("2026Q1", "2026-07-01"), ...filter },
        { by: ADMIN, now: book.now() },
      );
    book.passDays(80);
    const first = await report();
    await workOn(book);
    book.passDays(30);
    await workOnLater(book);
    const again = await report();

    expect(first).toMatchObject({ on: "2026-07-05", asOf: "2026-06-30", matches: 2 });
    expect(again.head).not.toEqual(first.head);
    expect(lasting(again)).toEqual(lasting(first));
    expect(figures(again)).toEqual(figures(first));
  });

  test("leaves what came later to the quarter in which it came", async () => {
    const book = await quarter();
    book.passDays(80);
    await workOn(book);
    const { indicators, activities, needs } = await createReport(
      book.ledger,
      { period: periodOf("2026Q2", "2026-07-05") },
      { by: ADMIN, now: book.now() },
    );
    const value = (key: string) => indicators.find((each) => each.key === key)?.value;

    expect(value("deals")).toBe(1);
    expect(value("newJobs")).toBe(5);
    expect(value("newBusinesses")).toBe(1);
    expect(value("satisfaction")).toBe(5);
    expect(activities).toEqual({ consultation: 0, visit: 1, meeting: 0 });
    expect(needs).toEqual({ registered: 1, open: 1, unmatched: 0 });
  });

  test("counts each introduction once, when its thirty days are over", async () => {
    const book = testLedger({ start: "2026-06-15T00:00:00Z" });
    done(await book.ledger.registerNeed(need(), COORDINATOR));
    done(await book.ledger.recordMatch(match(), COORDINATOR));
    await go(book, "M-0001", "suggested", "screened", "consent_pending");
    await consents(book.ledger, "M-0001");
    await go(book, "M-0001", "consent_pending", "introduced");
    book.passDays(60);
    const silent = async (period: string) =>
      (
        await createReport(
          book.ledger,
          { period: periodOf(period, "2026-07-01") },
          { by: ADMIN, now: book.now() },
        )
      ).silentAfterIntroduction;

    expect(await silent("2026Q1")).toMatchObject({ count: 0, of: 0 });
    expect(await silent("2026Q2")).toMatchObject({ count: 1, of: 1 });
  });
});

async function workOnLater({ ledger }: Book): Promise<void> {
  done(await ledger.planNext("M-0003", { action: "電話", due: "2026-08-05" }, ADMIN));
}

/** All of a report but what tells when it was made. */
function lasting({ at: _, on: __, head: ___, ...rest }: LedgerReport) {
  return rest;
}

function figures(report: LedgerReport): readonly string[] {
  return reportAsText(report, "ja").filter(
    (line) => !/台帳の先頭|マッチング状況の報告/u.test(line),
  );
}
