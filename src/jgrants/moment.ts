import { isDay } from "../text/days.ts";

const MOMENT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/u;

const DAY_ENDS = { first: "00:00:00", last: "23:59:59" } as const;

/**
 * A time as the API writes it, as ISO 8601 in UTC. Without a zone it is Japan's; a day without a time
 * is its first moment, or its last where that is meant. `undefined` for what is no time.
 */
export function readMoment(written: string, end: "first" | "last" = "first"): string | undefined {
  const [, day, time, seconds = "00", zone = "+09:00"] = MOMENT.exec(written.trim()) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const clock = time === undefined ? DAY_ENDS[end] : `${time}:${seconds}`;
  const at = new Date(`${day}T${clock}${zone.replace(/(?<=\d{2})(?=\d{2}$)/u, ":")}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace(/\.\d{3}Z$/u, "Z");
}
