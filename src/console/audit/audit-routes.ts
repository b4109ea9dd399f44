import { Hono } from "hono";
import type { Evidence, Match } from "../../ledger/records.ts";
import { createReport } from "../../reports/ledger-report.ts";
import { createOverview, type Overview } from "../../reports/overview.ts";
import { targetsOf } from "../../reports/targets.ts";
import { japanDay } from "../../text/days.ts";
import { fiscalYear } from "../../text/periods.ts";
import type { Backend } from "../backend.ts";
import type { Shown } from "../evidence.ts";
import type { Asked, ConsoleEnv, Visit } from "../visit.ts";
import { cardPage, cardsPage } from "./cards-page.ts";
import { ledgerPage } from "./ledger-page.ts";
import { type MatchView, matchPage } from "./match-page.ts";
import { overviewPage } from "./overview-page.ts";
import { answersQuery, chosenIn, ledgerQuery, pageIn, periodIn } from "./query.ts";
import { questionPage, questionsPage } from "./questions-page.ts";
import { queuePage } from "./queue-page.ts";
import { registerPages } from "./register-routes.ts";
import { reportPage } from "./report-page.ts";
import { verifyPage } from "./verify-page.ts";

/** How many matches the double net draws, and how many overdue ones the overview lists. */
const MOST_DRAWN = 40;
const MOST_OVERDUE = 8;
const EXPIRING_DAYS = 30;
const MOST_DECLINED = 30;

/** The pages of `/audit`, for staff; who else asks has been turned away before. */
export function auditPages(backend: Backend) {
  const app = new Hono<ConsoleEnv>();
  const overviews = rememberOverviews(backend);
  app.get("/", async (c) => c.html(await overview(c, backend, overviews)));
  app.get("/ledger", async (c) => c.html(await ledger(c, backend)));
  app.get("/matches/:id", async (c) => {
    const shown = await matchView(backend, c.get("visit"), c.req.param("id"));
    return shown ? c.html(matchPage(c.get("visit"), { ...shown, told: toldIn(c) })) : c.notFound();
  });
  app.get("/questions", async (c) => {
    const { actor, now } = c.get("visit");
    const query = answersQuery(c.req.query(), japanDay(now));
    const paging = { isDescending: true, offset: (query.page - 1) * 50, limit: 50 };
    const listed = await backend.desk().ledger.browseAnswers(query.filter, paging, actor);
    return c.html(questionsPage(c.get("visit"), { query, listed }));
  });
  app.get("/questions/:id", async (c) => (await question(c, backend)) ?? c.notFound());
  app.get("/queue", async (c) => c.html(await queue(c, backend)));
  app.get("/cards", async (c) => {
    const fields = chosenIn(c.req.query(), ["kind", "status", "q", "page"]);
    const page = pageIn(fields);
    return c.html(cardsPage(c.get("visit"), { cards: await backend.cards(), fields, page }));
  });
  app.get("/cards/:id", async (c) => (await card(c, backend)) ?? c.notFound());
  app.route("/register", registerPages(backend));
  app.get("/verify", async (c) => c.html(verifyPage(c.get("visit"), await headOf(backend))));
  app.get("/report", async (c) => c.html(await report(c, backend)));
  return app;
}

export async function headOf(backend: Backend) {
  const { ledger: book } = backend.desk();
  return { head: await book.head(), count: await book.count() };
}

async function overview(c: Asked, backend: Backend, overviews: Overviews) {
  const visit = c.get("visit");
  const { actor, now } = visit;
  const today = japanDay(now);
  const fields = chosenIn(c.req.query(), ["period", "region", "coordinator"]);
  const { period, bad } = periodIn({ period: fields["period"] ?? "今年度" }, today);
  const { region, coordinator } = fields;
  const { ledger: book } = backend.desk();
  const list = (filter: object, limit: number, order: "number" | "due" = "number") =>
    book.browseMatches(
      { region, coordinator, ...filter },
      { order, isDescending: order === "number", offset: 0, limit },
      actor,
    );
  const year = fiscalYear(period?.to ?? today);
  const consultations = await book.all("consultation", actor);
  return overviewPage(visit, {
    fields,
    badPeriod: bad,
    overview: await overviews({ period, region, coordinator }, visit),
    fiscalYear: year,
    targets: await targetsOf(book, year),
    facets: await book.facets(actor),
    overdue: await list({ overdueOn: today }, MOST_OVERDUE, "due"),
    unreviewed: (await list({ period, finding: "none" }, 0)).total,
    openConsultations: consultations.filter(({ status }) => status !== "done").length,
    net: await list({ period }, MOST_DRAWN),
    isDone: c.req.query("done") !== undefined,
  });
}

type Overviews = (query: Overview["query"], visit: Visit) => Promise<Overview>;

/** Figures that hold as long as nothing is written and the day is the same. */
function rememberOverviews(backend: Backend): Overviews {
  const MOST_KEPT = 50;
  const made = new Map<string, Overview>();
  return async (query, { actor: by, now }) => {
    const { ledger: book } = backend.desk();
    const { hash } = await book.head();
    const key = JSON.stringify([hash, japanDay(now), query]);
    const known = made.get(key) ?? (await createOverview(book, query, { by, now }));
    if (made.size > MOST_KEPT) made.clear();
    made.set(key, known);
    return known;
  };
}

async function ledger(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const { ledger: book } = backend.desk();
  const query = ledgerQuery(c.req.query(), japanDay(visit.now));
  return ledgerPage(visit, {
    query,
    listed: await book.browseMatches(query.filter, query.paging, visit.actor),
    facets: await book.facets(visit.actor),
  });
}

/** A match with the passages of its evidence; `undefined` where there is none of that number. */
export async function matchView(
  backend: Backend,
  { actor }: Visit,
  id: string,
): Promise<MatchView | undefined> {
  const file = await backend.desk().ledger.caseFile(id.toUpperCase(), actor);
  return file && { file, evidence: await evidenceOf(file.match, backend) };
}

function evidenceOf({ evidence }: Match, backend: Backend): Promise<readonly Shown[]> {
  return Promise.all(evidence.map((each) => shown(each, backend)));
}

async function shown(
  { source, path, quote, locator: { page, section } }: Evidence,
  backend: Backend,
): Promise<Shown> {
  return {
    ...{ source, path, quote },
    ...(page !== undefined && { page }),
    ...(section !== undefined && { section }),
    passage: await backend.passage({ path, quote }),
  };
}

async function question(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const { ledger: book } = backend.desk();
  const id = (c.req.param("id") ?? "").toUpperCase();
  const answer = await book.get("answer", id, visit.actor);
  if (!answer) return undefined;
  const cited = answer.citations.map(async ({ path, quote, locator, source, quoteOf }, i) => ({
    n: i + 1,
    source,
    ...(quoteOf && { quoteOf }),
    ...(path === undefined || quote === undefined
      ? {}
      : await shown({ source, path, quote, locator: locator ?? {} }, backend)),
  }));
  const feedback = await book.all("feedback", visit.actor);
  return c.html(
    questionPage(visit, {
      answer,
      shown: await Promise.all(cited),
      feedback: feedback.filter(({ target }) => target === id),
      events: await book.events(id),
    }),
  );
}

async function queue(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const { actor } = visit;
  const { ledger: book } = backend.desk();
  const consultations = await book.all("consultation", actor);
  const feedback = await book.all("feedback", actor);
  const paging = { isDescending: true, offset: 0, limit: MOST_DECLINED };
  return queuePage(visit, {
    consultations: consultations.filter(({ status }) => status !== "done"),
    feedback: feedback.filter(({ status, category }) => status === "open" && category !== "useful"),
    declined: (await book.browseAnswers({ outcome: "declined" }, paging, actor)).rows,
    expiring: await backend.expiringAnswers(EXPIRING_DAYS),
    isDone: c.req.query("done") !== undefined,
  });
}

async function card(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const cards = await backend.cards();
  const found = cards.find(({ id }) => id === c.req.param("id"));
  if (!found) return undefined;
  const { ledger: book } = backend.desk();
  return c.html(
    cardPage(visit, {
      card: found,
      related: cards.filter(({ id }) => found.head.related.includes(id)),
      citing: await book.citing({ paths: [found.path] }, visit.actor),
    }),
  );
}

async function report(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const { actor: by, now } = visit;
  const fields = chosenIn(c.req.query(), ["period"]);
  const { period, bad } = periodIn({ period: fields["period"] ?? "今年度" }, japanDay(now));
  const made = await createReport(backend.desk().ledger, { period }, { by, now });
  return reportPage(visit, { report: made, fields, badPeriod: bad });
}

const TOLD = {
  review: { ja: "所見を台帳に記録しました。", en: "The finding is on record." },
  move: {
    ja: "段階を変え、台帳に記録しました。",
    en: "The match has moved, and that is on record.",
  },
  consent: { ja: "同意を台帳に記録しました。", en: "The consent is on record." },
} as const;

function toldIn(c: Asked): MatchView["told"] {
  const done = c.req.query("done");
  if (done === undefined || !Object.hasOwn(TOLD, done)) return undefined;
  return { text: TOLD[done as keyof typeof TOLD][c.get("visit").language], kind: "good" };
}
