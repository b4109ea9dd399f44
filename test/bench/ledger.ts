import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "../../src/ledger/ledger.ts";
import { type OpenLedger, openLedger } from "../../src/ledger/open-ledger.ts";
import type { Actor, Entities, Match } from "../../src/ledger/records.ts";
import { isLive, waysOf } from "../../src/ledger/transitions.ts";
import { exportLedger } from "../../src/reports/export-ledger.ts";
import { createReport } from "../../src/reports/ledger-report.ts";
import { japanDay } from "../../src/text/days.ts";
import { need } from "../ledger/support/need.ts";
import { seeded } from "../support/scale.ts";
import { percentile } from "./metrics.ts";
import { type Report, type Row, reportRows } from "./row.ts";

const NEEDS = 2_000;
const MATCHES = 6_000;
const EVENTS = 30_000;
const REGIONS = ["岡山県", "広島県", "鳥取県", "島根県", "山口県"];
const STAFF: readonly Actor[] = ["sato", "suzuki", "tanaka", "ito"].map((id) => ({
  id,
  role: "coordinator",
}));

/** A year of a support body's work, written through the front door of the ledger with synchronous=FULL. */
export async function benchLedger(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "musubi-bench-"));
  try {
    return reportRows(await measure(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<readonly Row[]> {
  const year = openYear(folder);
  const { ledger } = year;
  await year.write();
  const taken = year.taken();
  const now = year.now();
  const verify = await timed(() => ledger.verify());
  if (!verify.value.isSound) throw new Error("Expected the ledger of the year to hold");
  const by: Actor = { id: "kansa", role: "auditor" };
  const report = await timed(() => createReport(ledger, {}, { by, now }));
  const file = join(folder, "matches.csv");
  const csv = await timed(() => exportLedger(ledger, { kind: "matches", format: "csv", file }, by));
  const sheet = file.replace("csv", "xlsx");
  const xlsx = await timed(() =>
    exportLedger(ledger, { kind: "matches", format: "xlsx", file: sheet }, by),
  );
  const { count } = verify.value;
  ledger.database.db.pragma("wal_checkpoint(TRUNCATE)");
  const bytes = statSync(join(folder, "ledger.sqlite")).size;
  ledger.close();
  const what = `${NEEDS} needs, ${MATCHES} matches, ${count} events`;
  return [
    { what: `verify: ${what}`, value: verify.ms, unit: "ms", limit: 2000 },
    { what: "report over all of it", value: report.ms, unit: "ms", limit: 1000 },
    { what: "one event appended, p50", value: percentile(0.5, taken), unit: "ms" },
    { what: "one event appended, p95", value: percentile(0.95, taken), unit: "ms", limit: 5 },
    { what: "export of the matches, CSV", value: csv.ms, unit: "ms" },
    { what: "export of the matches, XLSX", value: xlsx.ms, unit: "ms" },
    { what: "database", value: bytes / 1e6, unit: "MB" },
  ];
}

function openYear(folder: string) {
  const random = seeded(20_260_401);
  const start = Date.parse("2026-04-01T00:00:00Z");
  let written = 0;
  const now = () => new Date(start + (written / EVENTS) * 365 * 86_400_000);
  const ledger = openLedger({ folder, now });
  const taken: number[] = [];
  const append = async <K extends keyof Entities>(work: () => Promise<Result<K>>) => {
    const begun = performance.now();
    const result = await work();
    taken.push(performance.now() - begun);
    written += 1;
    if (result.kind === "refused") throw new Error(result.why.en);
    return result.record;
  };
  const pick = <T>(all: readonly T[]): T => {
    const found = all[Math.floor(random() * all.length)];
    if (found === undefined) throw new Error("Expected something to pick from");
    return found;
  };
  const world: World = { ledger, append, pick, random, now };
  return {
    ledger,
    now,
    taken: () => taken,
    async write() {
      const live: Match[] = [];
      for (let i = 0; i < NEEDS; i++) {
        const by = pick(STAFF);
        const { id } = await append(() =>
          ledger.registerNeed(
            need({
              summary: `部材${i}の評価をしたい`,
              region: pick(REGIONS),
              coordinator: by.id,
              expiresOn: "2027-12-31",
            }),
            by,
          ),
        );
        for (let j = 0; j < MATCHES / NEEDS; j++) live.push(await suggest(world, id, j));
      }
      // A move to 紹介済 writes the surveys that fall due as well.
      while ((await ledger.head()).seq < EVENTS) await onward(world, live);
    },
  };
}

interface World {
  readonly ledger: OpenLedger;
  readonly append: <K extends keyof Entities>(
    work: () => Promise<Result<K>>,
  ) => Promise<Entities[K]>;
  readonly pick: <T>(all: readonly T[]) => T;
  readonly random: () => number;
  readonly now: () => Date;
}

function suggest({ ledger, append, pick }: World, id: string, j: number): Promise<Match> {
  const by = pick(STAFF);
  return append(() =>
    ledger.recordMatch(
      {
        need: id,
        partner: { id: `partner-${j}`, name: `相手先${j}`, origin: "card", region: pick(REGIONS) },
        state: "suggested",
        proposedBy: "assistant",
        score: 0.5,
        parts: [{ part: "content", score: 0.5, need: "評価", seed: "評価の装置がある。" }],
        reasons: ["「評価」に対して: 評価の装置がある。"],
        gaps: ["温度域が不明"],
        schemes: [],
        evidence: [
          {
            source: "okayama-2004",
            path: "a.md",
            locator: { page: 9 },
            quote: "評価の装置がある。",
          },
        ],
        coordinator: by.id,
        nextAction: "",
        nextActionDue: "",
      },
      by,
    ),
  );
}

/** One step of one match, chosen at random among those that it may go. */
async function onward({ ledger, append, pick, random, now }: World, live: Match[]): Promise<void> {
  const place = Math.floor(random() * live.length);
  const match = live[place];
  if (!match) throw new Error("Expected a match that can go on");
  const by = { id: match.coordinator, role: "coordinator" } as const;
  const ways = waysOf(match).filter(({ by: roles }) => roles.includes("coordinator"));
  // Most matches go on, now and then one ends.
  const { to } = random() < 0.85 && ways[0] ? ways[0] : pick(ways);
  if (to === "introduced") {
    for (const side of ["need", "partner"] as const) {
      await append(() =>
        ledger.grantConsent(
          {
            match: match.id,
            side,
            grantedBy: `${side}の窓口`,
            fields: ["organisation"],
            recipients: [match.partner.id],
            purpose: "相談",
            method: "メール",
            until: japanDay(new Date(now().getTime() + 90 * 86_400_000)),
          },
          by,
        ),
      );
    }
  }
  const moved = await append(() =>
    ledger.move(
      { match: match.id, from: match.state, to, reason: "定例の確認", closeReason: "timing" },
      by,
    ),
  );
  if (isLive(moved.state)) live[place] = moved;
  else live.splice(place, 1);
}

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly ms: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, ms: performance.now() - begun };
}
