import type { SqliteDatabase } from "../storage/open-database.ts";
import type { CourseOf } from "./courses.ts";
import { STATES, type State } from "./states.ts";

// Object.keys forgets which keys the table has. One text for each state, not one for each event.
const STATE_OF: ReadonlyMap<string, State> = new Map(
  (Object.keys(STATES) as State[]).map((state) => [state, state]),
);

/** Letters of a time, 2026-04-01T00:00:00.000Z. */
const TIME = 24;
const timeIn = (line: string) => Date.parse(line.slice(0, TIME));

type TakeMatch = (match: CourseOf) => void;

/**
 * Reads matches and the states they came into off indexes. Each row comes as one text: as objects,
 * several hundred thousand would take five times as long. Times are of one length and stand
 * first, what may hold blanks stands last. A record that somebody changed by hand may lack any of it.
 */
export function courseReaders(db: SqliteDatabase) {
  const events = db
    .prepare<[number], string | null>(
      `SELECT at || entity || ' ' || (payload ->> '$.record.state')
       FROM event INDEXED BY event_course WHERE kind = 'match' AND seq > ? ORDER BY seq`,
    )
    .pluck();
  const matches = db
    .prepare<[], string>(
      `SELECT coalesce(created_at, '') || id || ' ' || coalesce(need, '') || ' ' ||
         coalesce(coordinator, '')
       FROM "match" INDEXED BY match_browse ORDER BY number`,
    )
    .pluck();
  const regions = db.prepare<[], { need: string; region: string }>(
    "SELECT id AS need, region FROM need INDEXED BY need_region WHERE region IS NOT NULL",
  );
  return {
    /** The events after one, oldest first. */
    stays(after: number, take: (match: string, state: State, at: number) => void): void {
      for (const line of events.all(after)) {
        if (line === null) continue;
        const end = line.indexOf(" ");
        const state = STATE_OF.get(line.slice(end + 1));
        if (state !== undefined) take(line.slice(TIME, end), state, timeIn(line));
      }
    },
    allMatches(take: TakeMatch): void {
      const places = new Map(regions.all().map(({ need, region }) => [need, region]));
      for (const line of matches.all()) {
        const end = line.indexOf(" ");
        const rest = line.indexOf(" ", end + 1);
        take({
          id: line.slice(TIME, end),
          coordinator: line.slice(rest + 1),
          region: places.get(line.slice(end + 1, rest)),
          createdAt: timeIn(line),
        });
      }
    },
    changedMatches: changedMatches(db),
  };
}

/** Matches that an event after the given one was about, and those whose need was corrected. */
function changedMatches(db: SqliteDatabase) {
  const changed = db.prepare<
    { after: number },
    { id: string; at: string; coordinator: string; region: string | null }
  >(
    `SELECT id, created_at AS at, coordinator,
       (SELECT region FROM need WHERE need.id = "match".need) AS region
     FROM "match" WHERE id IN (SELECT entity FROM event WHERE seq > @after AND kind = 'match')
       OR need IN (SELECT entity FROM event WHERE seq > @after AND action = 'need.correct')
     ORDER BY number`,
  );
  return (after: number, take: TakeMatch): void => {
    for (const { id, at, coordinator, region } of changed.all({ after })) {
      take({ id, createdAt: Date.parse(at), coordinator, region: region ?? undefined });
    }
  };
}
