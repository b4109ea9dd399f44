import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type OpenLedger, openLedger } from "../../src/ledger/open-ledger.ts";
import { RECORD_TABLES } from "../../src/ledger/schema.ts";
import { waysOf } from "../../src/ledger/transitions.ts";
import { backupLedger, restoreLedger } from "../../src/reports/backup-ledger.ts";
import { createReport } from "../../src/reports/ledger-report.ts";
import { createOverview } from "../../src/reports/overview.ts";
import type { SqliteDatabase } from "../../src/storage/open-database.ts";
import { ADMIN, consents, match, matchIn } from "../ledger/support/ledger.ts";
import { need } from "../ledger/support/need.ts";
import { dropTriggers } from "../ledger/support/tamper.ts";
import { scaled } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";

const REGIONS = ["岡山県", "広島県"] as const;
const STAFF = ["sato", "suzuki"] as const;
const QUERIES = [
  {},
  { region: REGIONS[1] },
  { coordinator: STAFF[1] },
  { period: { from: "2026-05-01", to: "2026-08-31", label: "" }, region: REGIONS[0] },
];

const pick = fc.nat(99);
const write = (deed: keyof typeof DEEDS) =>
  fc.record({ deed: fc.constant(deed), pick, isElsewhere: fc.boolean() });
const step = fc.oneof(
  { weight: 2, arbitrary: write("need") },
  { weight: 6, arbitrary: write("match") },
  { weight: 14, arbitrary: write("onward") },
  { weight: 2, arbitrary: write("region") },
  { weight: 1, arbitrary: write("hand over") },
  { weight: 3, arbitrary: write("survey") },
  {
    weight: 4,
    arbitrary: fc.record({ deed: fc.constantFrom("restart", "back up", "restore", "put back") }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

test("the overview says what a count from the first event says, whoever writes and whatever is restored", async () => {
  const root = tempFolder();
  const seen = { matches: 0, outcomes: 0, restored: 0 };

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 30 }), async (steps) => {
      const office = openOffices(mkdtempSync(join(root, "run-")));
      await office.begin();
      for (const each of steps) {
        seen.restored += Number(await office.take(each));
        seen.matches += await office.expectSameFigures();
      }
      seen.outcomes += await office.expectSameReport();
      office.close();
    }),
    { numRuns: scaled(200, 20), seed: 20_041_022 },
  );

  // Or the steps would show nothing.
  expect(Math.min(seen.matches, seen.outcomes, seen.restored)).toBeGreaterThan(2);
}, 300_000);

/** A ledger that was open all the time and is looked at, and another process beside it. */
function openOffices(folder: string) {
  let time = Date.parse("2026-04-01T03:00:00Z");
  let backups = 0;
  const now = () => new Date(time);
  const open = () => {
    const ledger = openLedger({ folder, now });
    // The disk is not what is looked at here.
    ledger.database.db.pragma("synchronous = OFF");
    return ledger;
  };
  let [own, other] = [open(), open()];
  const reopen = (work = () => {}) => {
    own.close();
    other.close();
    work();
    [own, other] = [open(), open()];
  };
  const lastBackup = () => join(folder, `backup-${backups}.sqlite`);
  const handle = async (deed: "restart" | "back up" | "restore" | "put back") => {
    if (deed === "restart") reopen();
    if (deed === "back up") {
      backups += 1;
      await backupLedger(own, { file: lastBackup(), now }, ADMIN);
    }
    if (backups === 0 || deed === "restart" || deed === "back up") return false;
    if (deed === "put back") putBack(other.database.db, lastBackup());
    else reopen(() => restoreLedger({ file: lastBackup(), folder, now }));
    return true;
  };
  const figures = (ledger: OpenLedger, query: object) =>
    createOverview(ledger, query, { by: ADMIN, now: now() });
  return {
    begin: () => matchIn(own, "introduced", ADMIN),
    /** Whether the ledger became an earlier one. */
    async take(each: Step): Promise<boolean> {
      time += 5 * 86_400_000 + 1234;
      if ("pick" in each) await DEEDS[each.deed](each.isElsewhere ? other : own, each.pick);
      else return handle(each.deed);
      return false;
    },
    async expectSameFigures(): Promise<number> {
      const fresh = open();
      for (const query of QUERIES) {
        expect(await figures(own, query)).toEqual(await figures(fresh, query));
      }
      fresh.close();
      return (await figures(own, {})).matches;
    },
    /** The report goes another way: it reads every event. */
    async expectSameReport(): Promise<number> {
      const report = await createReport(own, {}, { by: ADMIN, now: now() });
      const { indicators, funnel, timeInState, matches } = report;
      expect(await figures(own, {})).toMatchObject({ indicators, funnel, timeInState, matches });
      return indicators.find(({ key }) => key === "newJobs")?.from ?? 0;
    },
    close() {
      own.close();
      other.close();
    },
  };
}

type Deed = (ledger: OpenLedger, nth: number) => Promise<unknown>;

/** Some are refused; a refusal is no event. */
const DEEDS = {
  need: (ledger, nth) => ledger.registerNeed(need({ region: oneOf(REGIONS, nth) }), ADMIN),
  match: (ledger, nth) => suggest(ledger, nth),
  onward: (ledger, nth) => moveOn(ledger, nth),
  region: (ledger, nth) => {
    const changes = { region: oneOf(REGIONS, nth) };
    return ledger.correct({ kind: "need", id: "N-0001", changes, reason: "訂正" }, ADMIN);
  },
  "hand over": async (ledger, nth) => {
    const to = oneOf(STAFF, nth);
    await ledger.setUser({ id: to, name: "", role: "coordinator" }, ADMIN);
    await ledger.handOver(oneOf(STAFF, nth + 1), to, "異動", ADMIN);
  },
  survey: async (ledger, nth) => {
    const [survey] = await ledger.all("survey", ADMIN);
    const outcome = { level: "research", newJobs: nth } as const;
    if (survey)
      await ledger.answerSurvey(survey.id, { satisfaction: 1 + (nth % 5), outcome }, ADMIN);
  },
} satisfies Readonly<Record<string, Deed>>;

function oneOf(names: readonly [string, string], nth: number): string {
  return names[nth % 2 === 0 ? 0 : 1];
}

async function suggest(ledger: OpenLedger, nth: number): Promise<void> {
  const needs = await ledger.all("need", ADMIN);
  const partner = { id: `p-${nth}`, name: `相手${nth}`, origin: "card" } as const;
  const coordinator = oneOf(STAFF, nth);
  const { id } = needs[nth % needs.length] ?? { id: "N-0001" };
  await ledger.recordMatch(match({ need: id, partner, coordinator }), ADMIN);
}

/** Mostly on the way that goes well, which is the first of the table. */
async function moveOn(ledger: OpenLedger, nth: number): Promise<void> {
  const matches = await ledger.all("match", ADMIN);
  const found = matches[nth % 3];
  if (!found) return;
  const ways = waysOf(found);
  const to = ways[nth % 4 === 3 ? nth % ways.length : 0]?.to;
  if (!to) return;
  if (to === "introduced") await consents(ledger, found.id, ADMIN);
  const move = { match: found.id, from: found.state, to, reason: "理由" };
  await ledger.move({ ...move, closeReason: "timing" }, ADMIN);
}

/** Another chain under the feet of who has it open, as somebody with the file and SQLite could put it there. */
function putBack(db: SqliteDatabase, file: string): void {
  dropTriggers(db);
  db.prepare("ATTACH ? AS earlier").run(file);
  db.transaction(() => {
    db.exec("DELETE FROM event; INSERT INTO event SELECT * FROM earlier.event");
    for (const table of RECORD_TABLES) {
      db.exec(`DELETE FROM "${table}";
        INSERT INTO "${table}" (number, id, body) SELECT number, id, body FROM earlier."${table}"`);
    }
  })();
  db.exec("DETACH earlier");
}
