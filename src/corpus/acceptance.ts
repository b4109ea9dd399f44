import { z } from "zod";
import { areasMeet } from "../text/areas.ts";
import { area, text } from "./fields.ts";

/** How long a record tells what is so: acceptance is opened, extended and closed from day to day. */
const FRESH_MS = 24 * 60 * 60 * 1000;

const moment = z.iso.datetime({ error: "UTCの日時 / a time in UTC: 2026-12-25T08:00:00Z" });

const round = z.strictObject({
  id: text.optional(),
  label: text.optional(),
  area: z.array(area).min(1),
  opens: moment.optional(),
  closes: moment.optional(),
});

/** When a scheme takes applications, as a record of Jグランツ told at a certain time; times in UTC. */
export const acceptance = z.strictObject({
  /** The id of the record, as its origin writes it. */
  id: z.string().regex(/^[A-Za-z0-9]{1,18}$/u),
  retrievedAt: moment,
  /** Set where nobody noted when it was retrieved, and the time is that of a file: it may be much older. */
  undated: z.literal(true).optional(),
  rounds: z.array(round),
});

export type Acceptance = z.infer<typeof acceptance>;
export type Round = Acceptance["rounds"][number];

/** Before, within or after the time of acceptance; `unknown` where a date is missing or makes no sense. */
export type Standing = "scheduled" | "open" | "closed" | "unknown";

/** How a round stands at a time: open from its first to its last moment, and only if both are known. */
function roundAt({ opens, closes }: Round, at: Date): Standing {
  if (opens === undefined || closes === undefined || opens > closes) return "unknown";
  if (at.getTime() < Date.parse(opens)) return "scheduled";
  return at.getTime() <= Date.parse(closes) ? "open" : "closed";
}

/** Whether a record can tell what is so at a time: it is known to be from the 24 hours before. */
export function isFresh({ retrievedAt, undated }: Acceptance, at: Date): boolean {
  if (undated) return false;
  const age = at.getTime() - Date.parse(retrievedAt);
  return age >= 0 && age < FRESH_MS;
}

/** The round of a scheme that decides how it stands, and its place among them. */
export interface Call {
  readonly standing: Standing;
  readonly round?: Round;
  readonly at?: number;
}

/**
 * How a scheme stands at a time, in some areas or anywhere: open while any of its rounds there is,
 * else to be opened, else closed; of several the one that ends first, of closed ones the last.
 * `unknown` when the record is not of the day before, and without a time to look from.
 */
export function callAt(
  record: Acceptance,
  time: Date | undefined,
  areas: readonly string[] = [],
): Call {
  if (time === undefined || !isFresh(record, time)) return { standing: "unknown" };
  const calls = record.rounds
    .map((round, at) => ({ standing: roundAt(round, time), round, at }))
    .filter(({ round }) => isIn(round, areas))
    .toSorted((a, b) => ((a.round.closes ?? "") < (b.round.closes ?? "") ? -1 : 1));
  const of = (wanted: Standing) => calls.filter(({ standing }) => standing === wanted);
  const [first] = [...of("open"), ...of("scheduled"), ...of("unknown"), ...of("closed").reverse()];
  return first ?? { standing: "unknown" };
}

function isIn({ area: own }: Round, areas: readonly string[]): boolean {
  return areas.length === 0 || own.some((one) => areas.some((asked) => areasMeet(one, asked)));
}

/** Whether an id of a source is that of a record. */
export function isRecordSource(id: string): boolean {
  return id.startsWith("jgrants:");
}

/** The id under which a record is cited. */
export function recordSource({ id }: Pick<Acceptance, "id">): string {
  return `jgrants:${id}`;
}
