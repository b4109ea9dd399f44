import { UserError } from "../errors.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Past, Step } from "../ledger/past.ts";
import { OFFICE } from "../ledger/permissions.ts";
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
import { isLive } from "../ledger/transitions.ts";
import { japanDay } from "../text/days.ts";
import type { Period } from "../text/periods.ts";
import { type Course, followMatches } from "./follow-matches.ts";
import { type ReportedTime, reportedTime } from "./reported-time.ts";
import { type Telling, tellingsOf } from "./told-outcomes.ts";

/** What of the ledger a report is about. */
export interface ReportQuery {
  readonly period?: Period | undefined;
  /** A prefecture in its full form. */
  readonly region?: string | undefined;
  readonly coordinator?: string | undefined;
}

export interface FollowedMatch extends Course {
  readonly match: Match;
}

/** What a report is made of: the ledger as it stood when the period was over. */
export interface ReportInput {
  /** Those of the period: matches and needs by when they were registered. */
  readonly matches: readonly FollowedMatch[];
  /** All of the region and coordinator, whenever they were registered. */
  readonly allMatches: readonly FollowedMatch[];
  readonly needs: readonly Need[];
  /** The needs of live matches, whoever looks after these. */
  readonly matchedNeeds: ReadonlySet<string>;
  readonly surveys: readonly Survey[];
  /** What was told of the outcomes of all these matches, up to the end of the period. */
  readonly tellings: readonly Telling[];
  readonly activities: readonly Activity[];
  /** `null` under a region or a coordinator: questions belong to neither. */
  readonly answers: readonly LoggedAnswer[] | null;
  readonly feedback: readonly Feedback[] | null;
  /** Under a region or a coordinator those of its records. */
  readonly reviews: readonly Review[];
  /** The end of the chain as it is now. */
  readonly head: Head;
  readonly time: ReportedTime;
}

/**
 * Reads what a report needs out of the events up to the end of its period: what is written later
 * changes nothing about it. Throws a `UserError` for who may not see it.
 */
export async function readReportInput(
  ledger: Ledger,
  query: ReportQuery,
  { by, today }: { readonly by: Actor; readonly today: string },
): Promise<ReportInput> {
  await expectReader(ledger, by);
  const past = await ledger.past(query.period?.to);
  const time = reportedTime(query.period, today);
  return { ...choose(past, query, time), head: await ledger.head(), time };
}

function choose(
  past: Past,
  { region, coordinator }: ReportQuery,
  time: ReportedTime,
): Omit<ReportInput, "head" | "time"> {
  const { all, steps } = past;
  const { isWithin } = time;
  const isOf = (each: { readonly region?: string | undefined; readonly coordinator: string }) =>
    (region === undefined || each.region === region) &&
    (coordinator === undefined || each.coordinator === coordinator);
  const needs = all("need");
  const regions = new Map(needs.map((need) => [need.id, need.region]));
  const courseOf = followMatches(past);
  const matches = all("match");
  const own = matches
    .filter((match) => isOf({ ...match, region: regions.get(match.need) }))
    .map((match) => ({ match, ...courseOf(match.id) }));
  const ownIds = new Set(own.map(({ match }) => match.id));
  const isOwn = ({ match }: { readonly match: string }) => ownIds.has(match);
  const ownNeeds = needs.filter(isOf);
  const surveys = all("survey").filter(isOwn);
  const activities = all("activity").filter(isOf);
  const isWhole = region === undefined && coordinator === undefined;
  const ofOwn = [...ownNeeds, ...surveys, ...activities, ...all("consent").filter(isOwn)];
  const targets = new Set([...ownIds, ...ofOwn.map(({ id }) => id)]);
  return {
    allMatches: own,
    matches: own.filter(({ match }) => isWithin(match.createdAt)),
    needs: ownNeeds.filter(({ createdAt }) => isWithin(createdAt)),
    matchedNeeds: new Set(matches.filter(({ state }) => isLive(state)).map(({ need }) => need)),
    surveys,
    tellings: tellingsOf({ steps, surveys: all("survey") }).filter(isOwn),
    activities: activitiesWithin(steps, activities, time),
    answers: isWhole ? all("answer").filter(({ at }) => isWithin(at)) : null,
    feedback: isWhole ? all("feedback").filter(({ at }) => isWithin(at)) : null,
    reviews: all("review").filter(
      ({ at, target }) => isWithin(at) && (isWhole || targets.has(target)),
    ),
  };
}

/** Those of the period, and those of before it that were reported too late for the report they belong to. */
function activitiesWithin(
  steps: readonly Step[],
  activities: readonly Activity[],
  { isDayWithin }: ReportedTime,
): readonly Activity[] {
  const reportedOn = new Map<string, string>();
  for (const { kind, entity, at } of steps) {
    if (kind === "activity" && !reportedOn.has(entity)) {
      reportedOn.set(entity, japanDay(new Date(at)));
    }
  }
  return activities.filter(({ id, on }) => {
    const reported = reportedOn.get(id) ?? on;
    return isDayWithin(reported > on ? reported : on);
  });
}

/** Refuses who may not see the whole of the ledger. */
export async function expectReader(ledger: Ledger, by: Actor): Promise<void> {
  if (OFFICE.has(await ledger.roleOf(by))) return;
  throw new UserError({
    ja: "レポートと書き出しは、コーディネーター、監査職員、管理者だけが使えます。",
    en: "Reports and exports are for coordinators, auditors and administrators.",
  });
}
