import type { Person } from "./people.ts";
import type { Place } from "./place.ts";

/** Where a message about a match is to be brought up to date, or shown anew. */
export interface Shown {
  readonly place: Place;
  readonly message?: string | undefined;
  readonly user: string;
  readonly person: Person;
}
