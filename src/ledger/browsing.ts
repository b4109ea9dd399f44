import { utcSpan } from "../text/days.ts";
import { answerStatements, citingStatements } from "./browsing-answers.ts";
import { createCourses } from "./courses.ts";
import type { Desk } from "./desk.ts";
import { readEvent } from "./event-chain.ts";
import type { CaseFile, Ledger, MatchFilter, MatchOrder, MatchRow, Paging } from "./ledger.ts";
import { expectRole } from "./permissions.ts";
import { readEvents } from "./reading.ts";
import type { Actor, SchemeMention } from "./records.ts";
import { orUserError } from "./refusal.ts";
import { STATES } from "./states.ts";
import { createTold } from "./told.ts";
import { isLive } from "./transitions.ts";

/** Pages of the ledger for those who may see all of it. A role that may not is a `UserError`. */
export function createBrowsing(
  desk: Desk,
): Pick<
  Ledger,
  | "browseMatches"
  | "caseFile"
  | "browseAnswers"
  | "matchCourses"
  | "warm"
  | "told"
  | "facets"
  | "citing"
> {
  const courses = createCourses(desk.database.db);
  const count = rememberCounts(desk);
  const events = readEvents(desk.database.db);
  const told = createTold(desk.database.db);
  const answers = answerStatements(desk);
  const citing = citingStatements(desk);
  const facets = facetStatements(desk);
  const look = <T>(by: Actor, work: () => T): T =>
    orUserError(() =>
      desk.database.read(() => {
        expectRole(desk.actorOf(by).role, "browse");
        return work();
      }),
    );
  return {
    browseMatches: async (filter, paging, by) =>
      look(by, () => browseMatches(desk, filter, { ...paging, count })),
    caseFile: async (id, by) => look(by, () => caseFile(desk, events, id)),
    browseAnswers: async (filter, paging, by) => look(by, () => answers(filter, paging)),
    matchCourses: async (by) => look(by, courses),
    async warm() {
      desk.database.read(() => [courses(), told()]);
    },
    told: async (by) => look(by, told),
    facets: async (by) => look(by, facets),
    citing: async (wanted, by) => look(by, () => citing(wanted)),
  };
}

const ORDERS: Readonly<Record<MatchOrder, string>> = {
  number: "number",
  state: stateRank(),
  coordinator: "coordinator",
  due: "due",
  score: "score",
  partner: "partner",
};

/** States by how far they are, not by their codes. */
function stateRank(): string {
  const cases = Object.keys(STATES).map((state, rank) => `WHEN '${state}' THEN ${rank}`);
  return `CASE state ${cases.join(" ")} END`;
}

const LIVE_STATES = Object.keys(STATES)
  // Object.keys forgets which keys the table has.
  .filter((state) => isLive(state as keyof typeof STATES))
  .map((state) => `'${state}'`)
  .join(", ");

/**
 * One index holds whatever is filtered and sorted by, so that a page of a hundred thousand rows is a
 * walk over it; the planner would sooner read the rows themselves, whose JSON is slow to look into.
 */
function browseMatches(
  { records, database: { db } }: Desk,
  filter: MatchFilter,
  {
    order,
    isDescending,
    offset,
    limit,
    count,
  }: Paging<MatchOrder> & { readonly count: ReturnType<typeof rememberCounts> },
) {
  const { where, values } = conditionsOf(filter);
  const from = `FROM "match" INDEXED BY match_browse ${where}`;
  const total = count(from, values);
  // A page of the later half is nearer to the other end.
  const isTurned = offset > total / 2;
  const size = Math.max(0, Math.min(limit, total - offset));
  const direction = isDescending === isTurned ? "ASC" : "DESC";
  const ids = db.prepare<unknown[], string>(
    `SELECT id ${from}
     ORDER BY ${ORDERS[order]} ${direction}, number ${direction} LIMIT ? OFFSET ?`,
  );
  const place = isTurned ? total - offset - size : offset;
  const found = ids.pluck().all(...values, size, place);
  return { total, rows: rowsOf(records, isTurned ? found.reverse() : found) };
}

const MOST_COUNTS = 200;

/** Counts rows; who turns pages or sorts anew does not wait for the count again, while nothing is written. */
function rememberCounts({ database }: Desk) {
  const counts = new Map<string, number>();
  return (from: string, values: readonly unknown[]): number => {
    const key = JSON.stringify([database.head().hash, from, values]);
    const known = counts.get(key);
    if (known !== undefined) return known;
    const query = database.db.prepare<unknown[], number>(`SELECT count(*) ${from}`).pluck();
    const count = query.get(...values) ?? 0;
    if (counts.size >= MOST_COUNTS) counts.clear();
    counts.set(key, count);
    return count;
  };
}

function rowsOf(records: Desk["records"], ids: readonly string[]): readonly MatchRow[] {
  return ids.flatMap((id): MatchRow[] => {
    const match = records.get("match", id);
    if (match === undefined) return [];
    const need = records.get("need", match.need);
    const review = records.where("review", "target", id).at(-1);
    return [{ match, ...(need && { need }), ...(review && { finding: review.finding }) }];
  });
}

function caseFile(
  { records }: Desk,
  events: ReturnType<typeof readEvents>,
  id: string,
): CaseFile | undefined {
  const match = records.get("match", id);
  if (match === undefined) return undefined;
  const need = records.get("need", match.need);
  const parts = {
    consents: records.where("consent", "match", id),
    surveys: records.where("survey", "match", id),
    activities: records.where("activity", "match", id),
    reviews: records.where("review", "target", id),
    feedback: records.where("feedback", "target", id),
    consultations: records.where("consultation", "target", id),
  };
  const ids = [
    id,
    match.need,
    ...Object.values(parts).flatMap((all) => all.map((each) => each.id)),
  ];
  return {
    match,
    ...(need && { need }),
    ...parts,
    events: ids
      .flatMap((each) => events(each))
      .map(readEvent)
      .sort((a, b) => a.seq - b.seq),
  };
}

type Condition = readonly [sql: string, ...values: readonly unknown[]];

function conditionsOf(filter: MatchFilter) {
  const conditions = [...ownConditions(filter), ...otherConditions(filter)];
  return {
    where: conditions.length === 0 ? "" : `WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`,
    values: conditions.flatMap(([, ...values]) => values),
  };
}

/** What a match tells itself. */
function ownConditions(filter: MatchFilter): readonly Condition[] {
  const { period, state, coordinator, overdueOn, words } = filter;
  const conditions: Condition[] = [];
  if (period) {
    conditions.push(["created_at >= ? AND created_at < ?", ...utcSpan(period)]);
  }
  if (state !== undefined) conditions.push(["state = ?", state]);
  if (coordinator !== undefined) conditions.push(["coordinator = ?", coordinator]);
  if (overdueOn !== undefined) {
    conditions.push([`due < ? AND state IN (${LIVE_STATES})`, overdueOn]);
  }
  if (words !== undefined) {
    conditions.push([
      "(instr(partner, ?) > 0 OR need = upper(?) OR id = upper(?))",
      words,
      words,
      words,
    ]);
  }
  return conditions;
}

/** What its need, its schemes and its reviews tell of it. */
function otherConditions(filter: MatchFilter): readonly Condition[] {
  const { region, scheme, finding } = filter;
  const conditions: Condition[] = [];
  if (region !== undefined) {
    conditions.push([
      `number IN (SELECT own.number FROM need CROSS JOIN "match" AS own INDEXED BY match_need
         ON own.need = need.id WHERE need.region = ?)`,
      region,
    ]);
  }
  if (scheme !== undefined) {
    conditions.push([
      `number IN (SELECT number FROM "match" INDEXED BY match_schemes
         WHERE schemes <> '[]' AND instr(schemes, ?) > 0)`,
      `"id":${JSON.stringify(scheme)}`,
    ]);
  }
  const reviewed = `SELECT "match".number FROM review JOIN "match" ON "match".id = target`;
  if (finding === "none") conditions.push([`number NOT IN (${reviewed})`]);
  else if (finding !== undefined) {
    conditions.push([`number IN (${reviewed} WHERE finding = ?)`, finding]);
  }
  return conditions;
}

/** What there is to choose from: coordinators of matches, regions of needs, schemes of matches. */
function facetStatements({ database: { db } }: Desk) {
  // From each value to the next in the index: there are few, and DISTINCT would look at every row.
  const values = (table: string, column: string, where = "TRUE") =>
    db
      .prepare<[], string>(
        `WITH RECURSIVE each (value) AS (
           SELECT min(${column}) FROM "${table}" WHERE ${where}
           UNION ALL
           SELECT (SELECT min(${column}) FROM "${table}" WHERE ${where} AND ${column} > value)
           FROM each WHERE value IS NOT NULL)
         SELECT value FROM each WHERE value IS NOT NULL`,
      )
      .pluck();
  const coordinators = values("match", "coordinator");
  const regions = values("need", "region");
  const schemes = values("match", "schemes", "schemes <> '[]'");
  return () => ({
    coordinators: coordinators.all(),
    regions: regions.all(),
    schemes: schemesIn(schemes.all()),
  });
}

/** Each scheme once, by its name. */
function schemesIn(lists: readonly string[]) {
  const all = lists.flatMap((list): readonly SchemeMention[] => JSON.parse(list));
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
