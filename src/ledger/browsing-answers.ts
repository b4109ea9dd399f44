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

/**
 * Which answers and matches quote files, and which matches are with a registered partner, the newest first.
 * However many files are wanted, each row is looked at once, and looked into only where it holds what
 * their paths begin with.
 */
export function citingStatements({ database: { db } }: Desk) {
  const newest = (table: string, condition: string) =>
    db
      .prepare<Wanted, string>(
        `SELECT id FROM "${table}" WHERE ${condition} ORDER BY number DESC LIMIT ${MOST_CITING}`,
      )
      .pluck();
  const quotes = (list: string) =>
    `(instr(body, @beginning) > 0 AND EXISTS (SELECT 1 FROM json_each(body, '$.${list}') AS cited
       WHERE cited.value ->> '$.path' IN (SELECT value FROM json_each(@paths))))`;
  const answers = newest("answer", quotes("citations"));
  const matches = newest(
    "match",
    `${quotes("evidence")} OR (instr(body, '"id":' || json_quote(@partner)) > 0
       AND body ->> '$.partner.id' = @partner AND body ->> '$.partner.origin' = 'register')`,
  );
  return ({ paths, partner = null }: { paths: readonly string[]; partner?: string | null }) => {
    const beginning = commonBeginning(paths.map((path) => `"path":${JSON.stringify(path)}`));
    const wanted = { paths: JSON.stringify(paths), beginning, partner };
    return { answers: answers.all(wanted), matches: matches.all(wanted) };
  };
}

interface Wanted {
  readonly paths: string;
  readonly beginning: string;
  readonly partner: string | null;
}

function commonBeginning([first = "", ...others]: readonly string[]): string {
  // By characters: half of one would be found nowhere.
  const common = [...first];
  for (const other of others) while (!other.startsWith(common.join(""))) common.pop();
  return common.join("");
}
