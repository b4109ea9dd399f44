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

/** Which answers and matches quote files, the newest first; at most fifty of each. */
export function citingStatements({ database: { db } }: Desk) {
  const query = (table: string, list: string) =>
    db
      .prepare<[string], string>(
        `SELECT DISTINCT "${table}".id FROM json_each(?) AS wanted
         JOIN "${table}" ON instr("${table}".body, '"path":' || json_quote(wanted.value)) > 0
         JOIN json_each("${table}".body, '$.${list}') AS cited
           ON cited.value ->> '$.path' = wanted.value
         ORDER BY "${table}".number DESC LIMIT ${MOST_CITING}`,
      )
      .pluck();
  const answers = query("answer", "citations");
  const matches = query("match", "evidence");
  return (paths: readonly string[]) => {
    const wanted = JSON.stringify(paths);
    return { answers: answers.all(wanted), matches: matches.all(wanted) };
  };
}
