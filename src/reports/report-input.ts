import { UserError } from "../errors.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type {
  Activity,
  Actor,
  Feedback,
  Head,
  LoggedAnswer,
  Match,
  Need,
  Review,
  Survey,
} from "../ledger/records.ts";
import type { State } from "../ledger/states.ts";
import { japanDay } from "../text/days.ts";
import type { Period } from "../text/periods.ts";

/** What of the ledger a report is about. */
export interface ReportQuery {
  readonly period?: Period | undefined;
  /** A prefecture in its full form. */
  readonly region?: string | undefined;
  readonly coordinator?: string | undefined;
}

/** A stay of a match in a state; the last one has no end. */
export interface Stay {
  readonly state: State;
  readonly from: string;
  readonly to?: string;
}

export interface FollowedMatch {
  readonly match: Match;
  /** In order of time. */
  readonly stays: readonly Stay[];
  /** When anything at all was written about it. */
  readonly touched: readonly string[];
}

/** What a report is made of. */
export interface ReportInput {
  /** Those of the period: matches and needs by when they were registered. */
  readonly matches: readonly FollowedMatch[];
  /** All of the region and coordinator, whenever they were registered. */
  readonly allMatches: readonly FollowedMatch[];
  readonly needs: readonly Need[];
  readonly surveys: readonly Survey[];
  readonly activities: readonly Activity[];
  readonly answers: readonly LoggedAnswer[];
  readonly feedback: readonly Feedback[];
  readonly reviews: readonly Review[];
  readonly head: Head;
  /** Whether a time lies in the period. */
  readonly isWithin: (iso: string | undefined) => boolean;
}

const READERS: ReadonlySet<Actor["role"]> = new Set(["administrator", "coordinator", "auditor"]);

/** Reads what a report needs; throws a `UserError` for who may not see it. */
export async function readReportInput(
  ledger: Ledger,
  { period, region, coordinator }: ReportQuery,
  by: Actor,
): Promise<ReportInput> {
  await expectReader(ledger, by);
  const [matches, needs, surveys, activities] = await Promise.all([
    ledger.all("match", by),
    ledger.all("need", by),
    ledger.all("survey", by),
    ledger.all("activity", by),
  ]);
  const [answers, feedback, reviews, events, head] = await Promise.all([
    ledger.all("answer", by),
    ledger.all("feedback", by),
    ledger.all("review", by),
    ledger.events(),
    ledger.head(),
  ]);
  const isWithin = (iso: string | undefined) =>
    iso !== undefined && (period === undefined || isInPeriod(japanDay(new Date(iso)), period));
  const isOf = (each: { readonly region?: string; readonly coordinator: string }) =>
    (region === undefined || each.region === region) &&
    (coordinator === undefined || each.coordinator === coordinator);
  const needOf = new Map(needs.map((need) => [need.id, need]));
  const followed = follow(events);
  const own = matches
    .filter(({ need, coordinator: who }) => {
      const place = needOf.get(need)?.region;
      return isOf({ coordinator: who, ...(place !== undefined && { region: place }) });
    })
    .map((match) => ({ match, ...(followed.get(match.id) ?? NOTHING) }));
  const ownIds = new Set(own.map(({ match }) => match.id));
  return {
    allMatches: own,
    matches: own.filter(({ match }) => isWithin(match.createdAt)),
    needs: needs.filter((need) => isOf(need) && isWithin(need.createdAt)),
    surveys: surveys.filter(({ match }) => ownIds.has(match)),
    activities: activities.filter((each) => isOf(each) && isWithin(`${each.on}T03:00:00Z`)),
    answers: answers.filter(({ at }) => isWithin(at)),
    feedback: feedback.filter(({ at }) => isWithin(at)),
    reviews: reviews.filter(({ at }) => isWithin(at)),
    head,
    isWithin,
  };
}

/** Refuses who may not see the whole of the ledger. */
export async function expectReader(ledger: Ledger, by: Actor): Promise<void> {
  if (READERS.has(await ledger.roleOf(by))) return;
  throw new UserError({
    ja: "レポートと書き出しは、コーディネーター、監査職員、管理者だけが使えます。",
    en: "Reports and exports are for coordinators, auditors and administrators.",
  });
}

function isInPeriod(day: string, { from, to }: Period): boolean {
  return day >= from && day <= to;
}

const NOTHING: Omit<FollowedMatch, "match"> = { stays: [], touched: [] };

/** The states that each match was in, out of the events about it. */
function follow(
  events: Awaited<ReturnType<Ledger["events"]>>,
): ReadonlyMap<string, Omit<FollowedMatch, "match">> {
  const found = new Map<string, { stays: Stay[]; touched: string[] }>();
  for (const { kind, entity, payload, at } of events) {
    if (kind !== "match") continue;
    const known = found.get(entity) ?? { stays: [], touched: [] };
    found.set(entity, known);
    known.touched.push(at);
    // The record of an event about a match is a match.
    const { state } = payload["record"] as Match;
    const last = known.stays.at(-1);
    if (last?.state === state) continue;
    if (last) known.stays[known.stays.length - 1] = { ...last, to: at };
    known.stays.push({ state, from: at });
  }
  return found;
}
