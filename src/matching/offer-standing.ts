import type { Confidentiality, Role } from "../ledger/vocabulary.ts";
import type { Offer } from "./offers.ts";

/** For whom, and on which day, partners are looked for. */
export interface Viewer {
  readonly role: Role;
  /** The day in Japan, YYYY-MM-DD. */
  readonly today: string;
}

/** `hidden`: not even that there is something may be told. */
export type Standing = "live" | "closed" | "expired" | "hidden";

const EVERYONE: readonly Confidentiality[] = ["public"];
const MEMBERS: readonly Confidentiality[] = ["public", "members"];
const STAFF: readonly Confidentiality[] = ["public", "members", "coordinators", "nda"];
const MAY_SEE: Readonly<Record<Role, readonly Confidentiality[]>> = {
  administrator: STAFF,
  coordinator: STAFF,
  auditor: STAFF,
  firm: MEMBERS,
  guest: EVERYONE,
  assistant: EVERYONE,
};

/** Whether an offer may be shown to somebody, and whether it still stands. */
export function standingOf({ terms = [] }: Offer, { role, today }: Viewer): Standing {
  if (terms.some(({ disclosure }) => !MAY_SEE[role].includes(disclosure))) return "hidden";
  if (terms.some(({ isClosed }) => isClosed)) return "closed";
  if (terms.some(({ until }) => until !== undefined && until < today)) return "expired";
  return "live";
}

/** The strictest of what the records of an offer ask for; public for cards. */
export function disclosureOf({ terms = [] }: Pick<Offer, "terms">): Confidentiality {
  return (
    STAFF.findLast((level) => terms.some(({ disclosure }) => disclosure === level)) ?? "public"
  );
}
