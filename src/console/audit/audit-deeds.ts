import { Hono } from "hono";
import { UserError } from "../../errors.ts";
import { FINDING_CODES, type FindingCode } from "../../ledger/vocabulary.ts";
import { makeExport } from "../../reports/export-ledger.ts";
import { setTargets } from "../../reports/targets.ts";
import { japanDay } from "../../text/days.ts";
import type { Backend } from "../backend.ts";
import { messagePage } from "../page.ts";
import type { Asked, ConsoleEnv } from "../visit.ts";
import { headOf, matchView } from "./audit-routes.ts";
import { matchPage } from "./match-page.ts";
import { answersQuery, type Fields, formatIn, ledgerQuery } from "./query.ts";
import { verifyPage } from "./verify-page.ts";

/** What staff do on the pages of `/audit`: each deed is an event of the ledger. */
export function auditDeeds(backend: Backend) {
  const app = new Hono<ConsoleEnv>();
  app.post("/verify", async (c) => c.html(await verify(c, backend)));
  app.post("/export/:kind", (c) => exportRows(c, backend));
  app.post("/matches/:id/review", (c) => review(c, backend));
  app.post("/secrets/:need", (c) => openSecret(c, backend));
  app.post("/targets", (c) => targets(c, backend));
  app.post("/feedback/:id/done", (c) => closeFeedback(c, backend));
  return app;
}

/** The fields of a form that hold text. */
async function fieldsOf(c: Asked): Promise<Fields> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}

async function verify(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const { head: noted = "" } = await fieldsOf(c);
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/u.exec(noted.trim()) ?? [];
  const expected = seq && hash ? { seq: Number(seq), hash } : undefined;
  const isBad = noted.trim() !== "" && expected === undefined;
  const found = isBad ? ("bad head" as const) : await backend.desk().ledger.verify(expected);
  return verifyPage(visit, { ...(await headOf(backend)), found, noted });
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
    "Cache-Control": "no-store",
    "X-Ledger-Head": `${head.seq}:${head.hash}`,
    "X-Content-Sha256": sha256,
  });
}

async function review(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const target = (c.req.param("id") ?? "").toUpperCase();
  const { finding = "", comment = "" } = await fieldsOf(c);
  if (!Object.hasOwn(FINDING_CODES, finding)) throw needsFinding();
  const done = await backend
    .desk()
    // What the table of codes has is a code.
    .ledger.review(
      { target, finding: finding as FindingCode, comment: comment.trim() },
      visit.actor,
    );
  if (done.kind === "done") return c.redirect(`/audit/matches/${target}?done=review#review`, 303);
  const shown = await matchView(backend, visit, target);
  if (!shown) return c.notFound();
  const told = { text: done.why[visit.language], kind: "bad" } as const;
  return c.html(matchPage(visit, { ...shown, told }), 409);
}

async function openSecret(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const need = (c.req.param("need") ?? "").toUpperCase();
  const { ledger } = backend.desk();
  const { match = "" } = await fieldsOf(c);
  const shown = await matchView(backend, visit, match);
  if (shown?.file.match.need !== need) return c.notFound();
  const secret = (await ledger.openSecret("need", need, visit.actor)) ?? ("none" as const);
  // Read anew: the look is an event of its own.
  const now = (await matchView(backend, visit, match)) ?? shown;
  c.header("Cache-Control", "no-store");
  return c.html(matchPage(visit, { ...now, secret }));
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

function needsFinding(): UserError {
  return new UserError({ ja: "所見を選んでください。", en: "Choose a finding." });
}

function badTargets(): UserError {
  return new UserError({
    ja: "目標は0以上の数で書いてください。割合は％です。",
    en: "Targets are numbers from 0; shares are in percent.",
  });
}
