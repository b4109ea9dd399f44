import type { Round } from "../corpus/acceptance.ts";
import { areasIn } from "../text/areas.ts";
import type { ApiRound, ApiSubsidy } from "./api-answer.ts";

/** A subsidy as an answer of the API told of it, and when that was asked for. */
export interface Told {
  readonly subsidy: ApiSubsidy;
  /** ISO 8601, UTC. */
  readonly retrievedAt: string;
  /** Set where that is the time of a file only. */
  readonly isUndated?: boolean;
}

/** One round of acceptance, with what only its card tells. */
export interface SubsidyRound extends Round {
  readonly projectEnd?: string;
}

/** A scheme with its rounds: one record, however many answers told of it. */
export interface Subsidy {
  readonly id: string;
  /** Of the oldest answer that it is made from. */
  readonly retrievedAt: string;
  /** Whether one of them does not say when it was asked for. */
  readonly isUndated: boolean;
  readonly told: ApiSubsidy;
  /** Where it may be used: prefectures, blocs, 全国; 全国 too where no place is given. */
  readonly area: readonly string[];
  readonly isAreaGiven: boolean;
  readonly rounds: readonly SubsidyRound[];
}

/**
 * Joins what a list and details say of the same subsidies. Details count before a list, v2 before v1;
 * rounds are those of v2, else one for each time of acceptance that is told. Of each kind of answer
 * the newest counts, and of times of acceptance those told last: a round may have been closed since.
 */
export function joinAnswers(told: readonly Told[]): readonly Subsidy[] {
  const byId = new Map<string, Told[]>();
  for (const each of told) {
    byId.set(each.subsidy.id, [...(byId.get(each.subsidy.id) ?? []), each]);
  }
  return [...byId].map(([id, group]) => joined(id, group));
}

function joined(id: string, group: readonly Told[]): Subsidy {
  const newest = newestOfEachKind(group);
  const fullestLast = newest.toSorted((a, b) => fullness(a.subsidy) - fullness(b.subsidy));
  const subsidy = fullestLast.map((each) => each.subsidy).reduce(filled);
  // The id of a subsidy is that of no round.
  const windows = latestWindows(fullestLast).map((each) => ({ ...each.subsidy, id: undefined }));
  const workflow = subsidy.workflow ?? [];
  const told = [...subsidy.target_area_search, ...workflow.flatMap((r) => r.target_area_search)];
  const area = areasOf(told);
  const whole = area.length > 0 ? area : ["全国"];
  const rounds = (workflow.length > 0 ? workflow : windows).map((r) => roundOf(r, whole));
  const workflowAt = newest.find((each) => each.subsidy.workflow !== undefined)?.retrievedAt ?? "";
  const later = latestWindows(newest).filter((each) => each.retrievedAt > workflowAt);
  return {
    id,
    retrievedAt: newest.map((each) => each.retrievedAt).toSorted()[0] ?? "",
    isUndated: newest.some(({ isUndated }) => isUndated),
    told: subsidy,
    area: whole,
    isAreaGiven: area.length > 0,
    rounds:
      workflow.length > 0
        ? corrected(
            rounds,
            later.map(({ subsidy }) => subsidy),
          )
        : distinct(rounds),
  };
}

/**
 * Rounds after a time of acceptance was told that is later than they. Where it is none of theirs, a
 * round alone has been changed to it; of several it is not known which, and each is within it at most.
 */
function corrected(
  rounds: readonly SubsidyRound[],
  later: readonly ApiSubsidy[],
): readonly SubsidyRound[] {
  const [window] = later.map(timesOf);
  if (window === undefined || rounds.some((round) => isAt(round, window))) return rounds;
  return rounds.map((round) => {
    if (rounds.length === 1) return { ...round, ...window };
    const opens = [round.opens, window.opens]
      .filter((time) => time !== undefined)
      .sort()
      .at(-1);
    const closes = [round.closes, window.closes]
      .filter((time) => time !== undefined)
      .sort()
      .at(0);
    return { ...round, ...(opens && { opens }), ...(closes && { closes }) };
  });
}

type Times = Pick<Round, "opens" | "closes">;

/** Whether a round is at a time, as far as that is told. */
function isAt({ opens, closes }: Times, window: Times): boolean {
  return (window.opens ?? opens) === opens && (window.closes ?? closes) === closes;
}

function timesOf(told: Pick<ApiRound, `acceptance_${"start" | "end"}_datetime`>): Times {
  const { acceptance_start_datetime: opens, acceptance_end_datetime: closes } = told;
  return { ...(opens !== undefined && { opens }), ...(closes !== undefined && { closes }) };
}

function newestOfEachKind(group: readonly Told[]): readonly Told[] {
  return group.filter(
    ({ subsidy, retrievedAt }) =>
      !group.some(
        (other) => fullness(other.subsidy) === fullness(subsidy) && other.retrievedAt > retrievedAt,
      ),
  );
}

/** The answers that tell of a time of acceptance and were asked for last. */
function latestWindows(group: readonly Told[]): readonly Told[] {
  const dated = group.filter(
    ({ subsidy }) => subsidy.acceptance_start_datetime ?? subsidy.acceptance_end_datetime,
  );
  const last = dated
    .map(({ retrievedAt }) => retrievedAt)
    .toSorted()
    .at(-1);
  return dated.filter(({ retrievedAt }) => retrievedAt === last);
}

/** How much kind of answer tells: a list, details of v1, details of v2. */
function fullness({ workflow, detail, use_purpose }: ApiSubsidy): number {
  if (workflow !== undefined) return 2;
  return detail !== undefined || use_purpose.length > 0 ? 1 : 0;
}

/** The fuller of two, with what only the other has. */
function filled(less: ApiSubsidy, more: ApiSubsidy): ApiSubsidy {
  const given = Object.entries(more).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return { ...less, ...Object.fromEntries(given) };
}

/** Of a time that is told twice one round; a time that is not told is none beside one that is. */
function distinct(rounds: readonly SubsidyRound[]): readonly SubsidyRound[] {
  const keyOf = ({ opens, closes }: SubsidyRound) => `${opens} ${closes}`;
  const dated = rounds.filter(({ opens, closes }) => opens ?? closes);
  return [...new Map(dated.map((each) => [keyOf(each), each])).values()];
}

function roundOf(told: ApiRound, whole: readonly string[]): SubsidyRound {
  const area = areasOf(told.target_area_search);
  const { id, fiscal_year_round: label } = told;
  return {
    ...(id !== undefined && { id }),
    ...(label !== undefined && { label }),
    area: [...(area.length > 0 ? area : whole)],
    ...timesOf(told),
    ...(told.project_end_deadline !== undefined && { projectEnd: told.project_end_deadline }),
  };
}

/** 全国, blocs and prefectures as areas are compared: 関東・甲信越地方 is two of them. */
function areasOf(told: readonly string[]): readonly string[] {
  const areas = told.flatMap((text) => (text.includes("全国") ? ["全国"] : areasIn(text)));
  return [...new Set(areas)];
}
