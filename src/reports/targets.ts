import type { Ledger } from "../ledger/ledger.ts";
import type { Actor, Head } from "../ledger/records.ts";

/** What is aimed at in a fiscal year, by the keys of indicators: counts, shares from 0 to 1, points of five. */
export type Targets = Readonly<Record<string, number>>;

const nameOf = (year: number) => `targets:${year}`;

/** The targets of a fiscal year as they were last set; none where nobody has set them. */
export async function targetsOf(ledger: Ledger, year: number): Promise<Targets> {
  const last = (await ledger.events(nameOf(year))).at(-1);
  const values = last?.payload["values"];
  if (typeof values !== "object" || values === null) return {};
  const entries = Object.entries(values).filter(([, value]) => typeof value === "number");
  return Object.fromEntries(entries);
}

/** Sets the targets of a fiscal year, all at once; an event, as everything that staff are held to. */
export async function setTargets(
  ledger: Ledger,
  { year, values }: { readonly year: number; readonly values: Targets },
  by: Actor,
): Promise<Head> {
  return ledger.note(
    { action: "targets.set", kind: "setting", entity: nameOf(year), payload: { year, values } },
    by,
  );
}
