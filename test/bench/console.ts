import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAccess } from "../../src/console/access.ts";
import type { Backend } from "../../src/console/backend.ts";
import { createConsole } from "../../src/console/console-app.ts";
import { createInbox } from "../../src/ledger/inbox.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { Actor } from "../../src/ledger/records.ts";
import { fillLedger } from "./large-ledger.ts";
import { percentile } from "./metrics.ts";
import { type Report, type Row, reportRows } from "./row.ts";

const MATCHES = 100_000;
const ADMIN: Actor = { id: "admin", role: "administrator" };

/** What staff look for, one after the other. */
const LISTS = [
  "",
  "page=2",
  "page=1000",
  "page=2000",
  "period=2025年度",
  "state=on_hold&sort=due",
  "region=岡山県&sort=score&way=down",
  "coordinator=sato&page=40",
  "scheme=jst-satellite",
  "overdue=1&sort=due",
  "finding=none&sort=partner",
  "q=連携先42",
  "q=N-0042",
  "region=広島県&coordinator=ito&state=suggested&sort=state",
].map((query) => `/audit/ledger?${query}`);

/** The pages of staff over a ledger of a hundred thousand matches. */
export async function benchConsole(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "musubi-bench-"));
  try {
    return reportRows(await measure(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<readonly Row[]> {
  const now = () => new Date("2026-11-30T03:00:00Z");
  const ledger = openLedger({ folder, now, firstAdministrator: ADMIN.id });
  fillLedger(ledger, MATCHES);
  const get = pagesOver(ledger, now);
  const warming = await timed(() => ledger.warm());
  const first = await timed(() => get("/audit?period=全期間"));
  const lists: number[] = [];
  for (let round = 0; round < 8; round++) {
    for (const path of LISTS) lists.push(await timed(() => get(path)));
  }
  const written: number[] = [];
  const again: number[] = [];
  const paging = { order: "number", isDescending: false, offset: 0, limit: 20 } as const;
  const { rows } = await ledger.browseMatches({ state: "suggested" }, paging, ADMIN);
  for (const { match } of rows) {
    const moved = await ledger.move({ match: match.id, from: "suggested", to: "screened" }, ADMIN);
    if (moved.kind === "refused") throw new Error(moved.why.en);
    written.push(await timed(() => get("/audit?period=全期間")));
    again.push(await timed(() => get("/audit?period=全期間")));
  }
  const count = await ledger.count();
  ledger.close();
  const what = `${MATCHES} matches, ${count} events`;
  return [
    { what: `list of matches, p50: ${what}`, value: percentile(0.5, lists), unit: "ms" },
    { what: "list of matches, p95", value: percentile(0.95, lists), unit: "ms", limit: 100 },
    {
      what: "overview while nothing is written, p95",
      value: percentile(0.95, again),
      unit: "ms",
      limit: 300,
    },
    {
      what: "overview right after a match moved, p95",
      value: percentile(0.95, written),
      unit: "ms",
      limit: 300,
    },
    { what: "reading the courses of all matches at the start", value: warming, unit: "ms" },
    { what: "overview, the first since the start", value: first, unit: "ms" },
  ];
}

function pagesOver(ledger: ReturnType<typeof openLedger>, clock: () => Date) {
  const access = createAccess({
    key: "bench",
    local: ADMIN,
    ledger: () => ledger,
    inbox: () => createInbox(ledger.database, clock),
    clock,
  });
  const quiet = () => {};
  // The pages of the ledger ask nothing else.
  const backend = { desk: () => ({ ledger }) } as unknown as Backend;
  const log = { info: quiet, warn: quiet, error: quiet };
  // The time stands still, and so would the limit of requests a minute.
  let later = 0;
  const ticking = () => new Date(clock().getTime() + 1000 * later++);
  const pages = createConsole({
    ...{ backend, access, log },
    hosts: ["127.0.0.1"],
    isSecure: false,
    isProxied: false,
    clock: ticking,
  });
  return async (path: string) => {
    const response = await pages.request(`http://127.0.0.1${encodeURI(path)}`);
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    await response.text();
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
