import type { AnswerFilter, MatchFilter, MatchOrder, Paging } from "../../ledger/ledger.ts";
import { STATES, type State } from "../../ledger/states.ts";
import { FINDING_CODES, type FindingCode } from "../../ledger/vocabulary.ts";
import { TABLE_FORMATS } from "../../spreadsheets/table-bytes.ts";
import { type Period, periodOf } from "../../text/periods.ts";

export const PAGE_SIZE = 50;
const ORDERS: readonly MatchOrder[] = ["number", "state", "coordinator", "due", "score", "partner"];
const LONGEST = 200;

/** What stands in the address of a page: names of fields with what was chosen. */
export type Fields = Readonly<Record<string, string>>;

/** What is wanted of the ledger, and what of the address could not be understood. */
export interface LedgerQuery {
  readonly fields: Fields;
  readonly filter: MatchFilter & { readonly period?: Period | undefined };
  readonly paging: Paging<MatchOrder>;
  readonly page: number;
  readonly badPeriod?: string;
}

/** Reads the address of the list of matches. What is none of the choices is passed over. */
export function ledgerQuery(given: Fields, today: string): LedgerQuery {
  const fields = trimmed(given);
  const { state, coordinator, region, scheme, finding, q, overdue, sort, way } = fields;
  const period = periodIn(fields, today);
  const order = ORDERS.find((each) => each === sort) ?? "number";
  const page = pageIn(fields);
  return {
    fields,
    page,
    filter: {
      period: period.period,
      state: isKey(STATES, state) ? (state as State) : undefined,
      coordinator,
      region,
      scheme,
      finding:
        finding === "none" || isKey(FINDING_CODES, finding) ? (finding as FindingCode) : undefined,
      words: q,
      overdueOn: overdue ? today : undefined,
    },
    paging: {
      order,
      isDescending: (way ?? (order === "number" ? "down" : "up")) === "down",
      offset: (page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE,
    },
    ...(period.bad !== undefined && { badPeriod: period.bad }),
  };
}

export interface AnswersQuery {
  readonly fields: Fields;
  readonly filter: AnswerFilter & { readonly period?: Period | undefined };
  readonly page: number;
  readonly badPeriod?: string;
}

/** Reads the address of the list of questions. */
export function answersQuery(given: Fields, today: string): AnswersQuery {
  const fields = trimmed(given);
  const { outcome, feedback } = fields;
  const period = periodIn(fields, today);
  return {
    fields,
    page: pageIn(fields),
    filter: {
      period: period.period,
      outcome: outcome === "given" || outcome === "declined" ? outcome : undefined,
      hasFeedback: feedback ? true : undefined,
    },
    ...(period.bad !== undefined && { badPeriod: period.bad }),
  };
}

/** The period of an address: 今年度, 2026Q3, 2026-04-01..2026-09-30; `all` and nothing are all time. */
export function periodIn(
  { period }: Fields,
  today: string,
): { readonly period?: Period; readonly bad?: string } {
  if (period === undefined || period === "all" || period === "全期間") return {};
  const known = periodOf(period, today);
  return known ? { period: known } : { bad: period };
}

export function formatIn({ format }: Fields) {
  return TABLE_FORMATS.find((each) => each === format);
}

/** The address with some of its fields changed, others as they are; an empty value takes a field away. */
export function address(path: string, fields: Fields, changes: Fields = {}): string {
  const entries = Object.entries({ ...fields, ...changes }).filter(([, value]) => value !== "");
  const query = new URLSearchParams(entries).toString();
  return query === "" ? path : `${path}?${query}`;
}

/** Of the fields of an address those that a page knows, without empty ones. */
export function chosenIn(given: Fields, names: readonly string[]): Fields {
  return trimmed(
    Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name))),
  );
}

function trimmed(given: Fields): Fields {
  return Object.fromEntries(
    Object.entries(given)
      .map(([name, value]) => [name, value.trim().slice(0, LONGEST)] as const)
      .filter(([, value]) => value !== ""),
  );
}

/** The page that an address asks for; the first where it asks for none. */
export function pageIn({ page }: Fields): number {
  return /^[1-9]\d{0,5}$/u.test(page ?? "") ? Number(page) : 1;
}

function isKey(table: object, key: string | undefined): boolean {
  return key !== undefined && Object.hasOwn(table, key);
}
