import { utcSpan } from "../text/days.ts";
import type { Desk } from "./desk.ts";
import type { AnswerFilter, AnswerRow, Paging } from "./ledger.ts";

const DECLINED = "('not_found', 'refused')";

/** Pages of what was asked, the newest first or last. */
export function answerStatements({ records, database: { db } }: Desk) {
  return (
    filter: AnswerFilter,
    { isDescending, offset, limit }: Omit<Paging<"number">, "order">,
  ) => {
    const { where, values } = conditionsOf(filter);
    const from = `FROM answer INDEXED BY answer_browse ${where}`;
    const total =
      db
        .prepare<unknown[], number>(`SELECT count(*) ${from}`)
        .pluck()
        .get(...values) ?? 0;
    const bodies = db
      .prepare<unknown[], string>(
        `SELECT id FROM (SELECT number AS place ${from}
           ORDER BY number ${isDescending ? "DESC" : "ASC"} LIMIT ? OFFSET ?)
         JOIN answer ON number = place`,
      )
      .pluck()
      .all(...values, limit, offset);
    const rows = bodies.flatMap((id): AnswerRow[] => {
      const answer = records.get("answer", id);
      return answer ? [{ answer, feedback: records.where("feedback", "target", id) }] : [];
    });
    return { total, rows };
  };
}

function conditionsOf({ period, outcome, hasFeedback }: AnswerFilter) {
  const conditions = [
    ...(period ? ["at >= ? AND at < ?"] : []),
    ...(outcome === "declined" ? [`kind IN ${DECLINED}`] : []),
    ...(outcome === "given" ? [`kind NOT IN ${DECLINED}`] : []),
    ...(hasFeedback
      ? ["number IN (SELECT answer.number FROM feedback JOIN answer ON answer.id = target)"]
      : []),
  ];
  return {
    where: conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`,
    values: period ? utcSpan(period) : [],
  };
}

const MOST_CITING = 50;

/** Which answers and matches quote files, and which matches are with a registered partner, the newest first. */
export function citingStatements({ database: { db } }: Desk) {
  const quoting = (table: string, list: string) =>
    `SELECT "${table}".number, "${table}".id FROM json_each(@paths) AS wanted
     JOIN "${table}" ON instr("${table}".body, '"path":' || json_quote(wanted.value)) > 0
     JOIN json_each("${table}".body, '$.${list}') AS cited
       ON cited.value ->> '$.path' = wanted.value`;
  const newest = (query: string) =>
    db
      .prepare<{ paths: string; partner: string | null }, string>(
        `SELECT DISTINCT id FROM (${query}) ORDER BY number DESC LIMIT ${MOST_CITING}`,
      )
      .pluck();
  const answers = newest(quoting("answer", "citations"));
  const matches = newest(`${quoting("match", "evidence")}
    UNION SELECT number, id FROM "match"
      WHERE instr(body, '"id":' || json_quote(@partner)) > 0 AND body ->> '$.partner.id' = @partner
        AND body ->> '$.partner.origin' = 'register'`);
  return ({ paths, partner = null }: { paths: readonly string[]; partner?: string | null }) => {
    const wanted = { paths: JSON.stringify(paths), partner };
    return { answers: answers.all(wanted), matches: matches.all(wanted) };
  };
}
