import { describe, expect, onTestFinished, test } from "vitest";
import type { MatchFilter, MatchOrder } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { createReport } from "../../src/reports/ledger-report.ts";
import { createOverview } from "../../src/reports/overview.ts";
import { fillLedger } from "../bench/large-ledger.ts";
import { TOO_MUCH, workOf } from "../support/growth.ts";
import { tempFolder } from "../support/temp-folder.ts";
import {
  ADMIN,
  AUDITOR,
  COORDINATOR,
  done,
  GUEST,
  match,
  matchIn,
  testLedger,
} from "./support/ledger.ts";
import { need } from "./support/need.ts";
import { dropTriggers } from "./support/tamper.ts";

const OUTCOME = { level: "research" } as const;
const PAGE = { order: "number", isDescending: true, offset: 0, limit: 50 } as const;

type Book = ReturnType<typeof testLedger>;

async function listed(book: Book, filter: MatchFilter, paging: object = {}) {
  const { rows, total } = await book.ledger.browseMatches(filter, { ...PAGE, ...paging }, AUDITOR);
  expect(rows.length).toBe(Math.min(total, 50));
  return rows.map((row) => row.match.id);
}

/** Three matches of two regions and coordinators, a month after one another. */
async function openBook() {
  const book = testLedger();
  const { ledger } = book;
  await matchIn(ledger, "introduced");
  book.passDays(31);
  done(await ledger.registerNeed(need({ region: "広島県", summary: "販路がほしい" }), COORDINATOR));
  const scheme = {
    id: "okayama-techno-plaza",
    name: "岡山テクノプラザ",
    status: "historic",
    asOf: "2004",
    use: "used",
  } as const;
  const partner = { id: "hiroshima", name: "ひろしま産業振興機構", origin: "card" } as const;
  done(
    await ledger.recordMatch(
      match({ need: "N-0002", coordinator: "suzuki", schemes: [scheme], partner, score: 0.9 }),
      COORDINATOR,
    ),
  );
  book.passDays(31);
  done(await ledger.recordMatch(match({ need: "N-0002", score: 0.1 }), COORDINATOR));
  done(
    await ledger.review({ target: "M-0001", finding: "evidence", comment: "出典が古い" }, AUDITOR),
  );
  return book;
}

describe("the list of matches", () => {
  test("is filtered by each thing that staff choose by", async () => {
    const book = await openBook();

    expect(await listed(book, {})).toEqual(["M-0003", "M-0002", "M-0001"]);
    expect(await listed(book, { state: "introduced" })).toEqual(["M-0001"]);
    expect(await listed(book, { coordinator: "suzuki" })).toEqual(["M-0002"]);
    expect(await listed(book, { region: "広島県" })).toEqual(["M-0003", "M-0002"]);
    expect(await listed(book, { scheme: "okayama-techno-plaza" })).toEqual(["M-0002"]);
    expect(await listed(book, { finding: "evidence" })).toEqual(["M-0001"]);
    expect(await listed(book, { finding: "none" })).toEqual(["M-0003", "M-0002"]);
    expect(await listed(book, { words: "ひろしま" })).toEqual(["M-0002"]);
    expect(await listed(book, { words: "n-0002" })).toEqual(["M-0003", "M-0002"]);
    expect(await listed(book, { period: { from: "2026-04-01", to: "2026-04-30" } })).toEqual([
      "M-0001",
    ]);
    expect(await listed(book, { overdueOn: "2026-05-20" })).toEqual(["M-0002", "M-0001"]);
    expect(
      await listed(book, { region: "広島県", coordinator: "suzuki", finding: "none" }),
    ).toEqual(["M-0002"]);
  });

  test.each<[MatchOrder, readonly string[]]>([
    ["number", ["M-0001", "M-0002", "M-0003"]],
    ["score", ["M-0003", "M-0001", "M-0002"]],
    ["state", ["M-0002", "M-0003", "M-0001"]],
    ["coordinator", ["M-0001", "M-0003", "M-0002"]],
  ])("is sorted by %s, either way", async (order, ids) => {
    const book = await openBook();

    expect(await listed(book, {}, { order, isDescending: false })).toEqual(ids);
    expect(await listed(book, {}, { order, isDescending: true })).toEqual(ids.toReversed());
  });

  test("has every match on one page, wherever the pages are cut", async () => {
    const book = await openBook();
    for (let i = 0; i < 4; i++) {
      const partner = { id: `p${i}`, name: `相手${i}`, origin: "card" } as const;
      done(await book.ledger.recordMatch(match({ need: "N-0002", partner }), COORDINATOR));
    }
    const pages = [0, 3, 6].map((offset) =>
      book.ledger.browseMatches({}, { ...PAGE, order: "score", offset, limit: 3 }, AUDITOR),
    );
    const found = (await Promise.all(pages)).map(({ rows }) => rows.map(({ match: { id } }) => id));

    expect(found.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(new Set(found.flat()).size).toBe(7);
  });

  test("is for staff only", async () => {
    const { ledger } = testLedger();

    await expect(ledger.browseMatches({}, PAGE, GUEST)).rejects.toThrow("may not");
    await expect(ledger.browseMatches({}, PAGE, { id: "tanaka", role: "firm" })).rejects.toThrow(
      "may not",
    );
  });

  test("offers what there is to choose from", async () => {
    expect(await (await openBook()).ledger.facets(AUDITOR)).toEqual({
      coordinators: ["sato", "suzuki"],
      regions: ["岡山県", "広島県"],
      schemes: [{ id: "okayama-techno-plaza", name: "岡山テクノプラザ" }],
    });
  });
});

describe("the overview", () => {
  test("says of the current period what the report says", async () => {
    const book = await openBook();
    done(
      await book.ledger.answerSurvey(
        "S-0001",
        { satisfaction: 4, outcome: { level: "research", newJobs: 3 } },
        COORDINATOR,
      ),
    );
    const about = { by: ADMIN, now: book.now() };
    const period = { from: "2026-05-01", to: "2027-03-31", label: "2026年度" };

    for (const query of [{}, { period }, { region: "広島県" }, { coordinator: "sato", period }]) {
      const overview = await createOverview(book.ledger, query, about);
      const { indicators, funnel, timeInState, matches, asOf } = await createReport(
        book.ledger,
        query,
        about,
      );
      expect(overview).toMatchObject({ indicators, funnel, timeInState, matches, asOf });
    }
  });

  test("reads once what was told of outcomes, and then what is new", async () => {
    const folder = tempFolder();
    const { ledger, now } = testLedger({ folder });
    const { id } = await matchIn(ledger, "introduced");
    const [survey] = await ledger.all("survey", ADMIN);
    if (!survey) throw new Error("Expected the introduction to plan a survey");
    const answered = { ...survey, answeredAt: now().toISOString(), outcome: OUTCOME };
    ledger.database.write((append) => {
      for (let i = 0; i < 5_000; i++) {
        const record = { ...answered, outcome: { ...OUTCOME, newJobs: i } };
        const by = { actor: COORDINATOR.id, role: COORDINATOR.role } as const;
        const about = { kind: "survey", entity: survey.id, payload: { record } } as const;
        append({ ...by, ...about, action: "survey.correct" });
      }
    });
    const started = openLedger({ folder, now });
    onTestFinished(() => started.close());
    const look = () => started.told(ADMIN);
    const first = workOf(look, undefined);
    const later: number[] = [];
    for (let i = 0; i < 5; i++) {
      done(await ledger.planNext(id, { action: `${i}`, due: "2026-06-01" }, COORDINATOR));
      later.push(workOf(look, undefined));
    }

    expect((await look()).steps).toHaveLength(5_000);
    expect(first / Math.min(...later)).toBeGreaterThan(TOO_MUCH);
  });

  test("is drawn though somebody took out of a record what it is counted by", async () => {
    const folder = tempFolder();
    const { ledger, now } = testLedger({ folder });
    for (let i = 0; i < 3; i++) await matchIn(ledger, "suggested");
    const { db } = ledger.database;
    dropTriggers(db);
    db.exec(`UPDATE "match" SET body = json_remove(body, '$.coordinator') WHERE id = 'M-0001';
      UPDATE "match" SET body = json_remove(body, '$.createdAt') WHERE id = 'M-0002'`);
    const started = openLedger({ folder, now });
    onTestFinished(() => started.close());
    await started.warm();
    const about = { by: ADMIN, now: now() };
    const matchesIn = async () => (await createOverview(started, {}, about)).matches;

    expect(await matchesIn()).toBe(2);
    const move = { match: "M-0002", from: "suggested", to: "screened" } as const;
    done(await ledger.move(move, COORDINATOR));
    expect(await matchesIn()).toBe(2);
    expect(await started.verify()).toMatchObject({ isSound: false });
  });

  test("follows what is written, also by another process", async () => {
    const folder = tempFolder();
    const book = testLedger({ folder });
    await matchIn(book.ledger, "suggested");
    const stateIn = async () => {
      const about = { by: ADMIN, now: book.now() };
      return [...(await createOverview(book.ledger, {}, about)).states.keys()][0];
    };
    expect(await stateIn()).toBe("suggested");

    const other = openLedger({ folder, now: book.now });
    onTestFinished(() => other.close());
    done(await other.move({ match: "M-0001", from: "suggested", to: "screened" }, COORDINATOR));

    expect(await stateIn()).toBe("screened");
  });
});

describe("what is cited", () => {
  test("is found from the file it stands in", async () => {
    const book = await openBook();
    const answer = {
      asker: "x",
      role: "coordinator",
      kind: "answered",
      citations: [{ source: "s", path: "a.md", quote: "測れる" }],
      engine: "embedded",
      indexVersion: "1",
      latencyMs: 5,
      language: "ja",
    } as const;
    done(await book.ledger.logAnswer(answer, COORDINATOR));

    expect(await book.ledger.citing({ paths: ["a.md"] }, AUDITOR)).toEqual({
      answers: ["A-000001"],
      matches: ["M-0003", "M-0002", "M-0001"],
    });
    expect(await book.ledger.citing({ paths: ["b.md"] }, AUDITOR)).toEqual({
      answers: [],
      matches: [],
    });
  });

  test("is found from each of several records, whatever their keys begin with", async () => {
    const { ledger } = await openBook();
    const resting = (path: string) => {
      const evidence = [{ source: "register", path, locator: {}, quote: "測れる" }];
      return ledger.recordMatch(match({ need: "N-0002", seed: path, evidence }), COORDINATOR);
    };
    for (const key of ["𠮷野炉", "𠮟炉", '"\\'] as const) done(await resting(`partners/${key}`));
    const citing = async (...keys: readonly string[]) =>
      (await ledger.citing({ paths: keys.map((key) => `partners/${key}`) }, AUDITOR)).matches;

    expect(await citing("𠮷野炉", "𠮟炉")).toEqual(["M-0005", "M-0004"]);
    expect(await citing("𠮟炉", '"\\', "ほか")).toEqual(["M-0006", "M-0005"]);
    expect(await citing("𠮷野", "")).toEqual([]);
  });

  test("is looked for once, however many records an organisation has", () => {
    const { ledger } = testLedger();
    fillLedger(ledger, 2_000);
    const keys = Array.from({ length: 200 }, (_, i) => `partners/S-${i}`);
    const look = (paths: readonly string[]) => ledger.citing({ paths }, AUDITOR);
    const least = (paths: readonly string[]) =>
      Math.min(...Array.from({ length: 5 }, () => workOf(look, paths)));

    expect(least(keys) / least(keys.slice(0, 1))).toBeLessThan(TOO_MUCH);
  });
});
