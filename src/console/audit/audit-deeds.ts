import { Hono } from "hono";
import { UserError } from "../../errors.ts";
import { MOST_VERIFIED } from "../../ledger/verify-ledger.ts";
import { makeExport } from "../../reports/export-ledger.ts";
import { setTargets } from "../../reports/targets.ts";
import { japanDay } from "../../text/days.ts";
import type { Backend } from "../backend.ts";
import { fieldsOf } from "../form-fields.ts";
import { messagePage } from "../page.ts";
import type { Asked, ConsoleEnv } from "../visit.ts";
import { headOf } from "./audit-routes.ts";
import { matchDeeds } from "./match-deeds.ts";
import { answersQuery, formatIn, ledgerQuery } from "./query.ts";
import { verifyPage } from "./verify-page.ts";

/** What staff do on the pages of `/audit`: each deed is an event of the ledger. */
export function auditDeeds(backend: Backend) {
  const app = new Hono<ConsoleEnv>();
  app.route("/", matchDeeds(backend));
  app.post("/verify", async (c) => c.html(await verify(c, backend)));
  app.post("/export/:kind", (c) => exportRows(c, backend));
  app.post("/targets", (c) => targets(c, backend));
  app.post("/feedback/:id/done", (c) => closeFeedback(c, backend));
  return app;
}

async function verify(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const { head: noted = "" } = await fieldsOf(c);
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/u.exec(noted.trim()) ?? [];
  const expected = seq && hash ? { seq: Number(seq), hash } : undefined;
  const isBad = noted.trim() !== "" && expected === undefined;
  const standing = await headOf(backend);
  const look = () =>
    standing.count > MOST_VERIFIED ? "too long" : backend.desk().ledger.verifyApart(expected);
  const found = isBad ? "bad head" : await look();
  return verifyPage(visit, { ...standing, found, noted });
}

const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  jsonl: "application/jsonl; charset=utf-8",
} as const;

/** The rows that a list shows as a file; its name carries the event under which it is on record. */
async function exportRows(c: Asked, backend: Backend) {
  const { actor, now } = c.get("visit");
  const fields = await fieldsOf(c);
  const { csrf: _, format: __, ...chosen } = fields;
  const format = formatIn(fields);
  const kind = c.req.param("kind");
  if (!format || (kind !== "matches" && kind !== "answers")) return c.notFound();
  const today = japanDay(now);
  const { filter } = kind === "matches" ? ledgerQuery(chosen, today) : answersQuery(chosen, today);
  const { bytes, record } = await makeExport(
    backend.desk().ledger,
    { kind, format, filter },
    actor,
  );
  const { head, sha256 } = await record();
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": TYPES[format],
    "Content-Disposition": `attachment; filename="musubi-${kind}-${today}-event${head.seq}.${format}"`,
    "X-Ledger-Head": `${head.seq}:${head.hash}`,
    "X-Content-Sha256": sha256,
  });
}

async function targets(c: Asked, backend: Backend) {
  const { csrf: _, year = "", ...given } = await fieldsOf(c);
  if (!/^20\d\d$/u.test(year)) throw badTargets();
  const values = Object.entries(given).flatMap(([key, text]) => {
    if (text.trim() === "") return [];
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0) throw badTargets();
    return [[key, SHARES.has(key) ? value / 100 : value] as const];
  });
  const all = { year: Number(year), values: Object.fromEntries(values) };
  await setTargets(backend.desk().ledger, all, c.get("visit").actor);
  return c.redirect("/audit?done=targets", 303);
}

/** Indicators that are shares; forms have them in percent. */
const SHARES: ReadonlySet<string> = new Set(["prototypes", "products"]);

async function closeFeedback(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const { reason = "" } = await fieldsOf(c);
  const done = await backend
    .desk()
    .ledger.correct(
      { kind: "feedback", id: c.req.param("id") ?? "", changes: { status: "done" }, reason },
      visit.actor,
    );
  if (done.kind === "done") return c.redirect("/audit/queue?done=feedback", 303);
  const title = { ja: "記録できませんでした", en: "Not recorded" }[visit.language];
  return c.html(messagePage(visit, { title, text: done.why[visit.language] }), 409);
}

function badTargets(): UserError {
  return new UserError({
    ja: "目標は0以上の数で書いてください。割合は％です。",
    en: "Targets are numbers from 0; shares are in percent.",
  });
}
