import type { Confidentiality, Role } from "../ledger/vocabulary.ts";
import type { Standing } from "./plan-import.ts";
import type { Organisation } from "./records.ts";

/** Who looks at the register. */
export interface Onlooker {
  readonly role: Role;
  /** Whether a name or a key is that of the organisation to which a firm's user belongs. */
  readonly belongsTo: (nameOrKey: string) => boolean;
}

const ALL: readonly Confidentiality[] = ["public", "members", "coordinators", "nda"];

/** The levels that a role may see, as in the suggestion of partners. */
export const LEVELS_SEEN: Readonly<Record<Role, readonly Confidentiality[]>> = {
  administrator: ALL,
  coordinator: ALL,
  auditor: ALL,
  firm: ["public", "members"],
  guest: ["public"],
  assistant: ["public"],
};

/**
 * What of a register somebody may see: what is open to their role, and all of their own organisation. A
 * seed is seen only with the organisation that has it.
 */
export function visibleTo(onlooker: Onlooker, { organisations, seeds }: Standing): Standing {
  const levels = LEVELS_SEEN[onlooker.role];
  const own = ownOf(onlooker, organisations);
  const seen = organisations.filter(
    ({ key, disclosure }) => key === own || levels.includes(disclosure),
  );
  const holders = new Set(seen.map(({ key }) => key));
  return {
    organisations: seen,
    seeds: seeds.filter(
      ({ organisation, disclosure }) =>
        organisation === own || (holders.has(organisation) && levels.includes(disclosure)),
    ),
  };
}

/** Where several could be meant, none of them is: a namesake must not be shown. */
function ownOf(
  { role, belongsTo }: Onlooker,
  organisations: readonly Organisation[],
): string | undefined {
  if (role !== "firm") return undefined;
  const [own, ...more] = organisations.filter(({ key, name }) => belongsTo(key) || belongsTo(name));
  return more.length === 0 ? own?.key : undefined;
}
