import type { LedgerDatabase } from "../ledger/ledger-database.ts";
import type { Organisation, Seed } from "./records.ts";

/** One's own organisations and seeds, beside the shipped cards. Every change is an event of the ledger. */
export interface PartnerRegister {
  /** By key. */
  organisations(): readonly Organisation[];
  seeds(): readonly Seed[];
  /** Another one after every change, the same while nothing changes. */
  revision(): string;
}

/** Opens the register in the file of the ledger. */
export function openPartnerRegister({ db, read }: LedgerDatabase): PartnerRegister {
  const bodies = (table: string) =>
    db.prepare<[], string>(`SELECT body FROM ${table} ORDER BY key`).pluck();
  const organisations = bodies("organisation");
  const seeds = bodies("seed");
  const lastChange = db
    .prepare<[], string>(
      `SELECT hash FROM event WHERE kind IN ('organisation', 'seed') ORDER BY seq DESC LIMIT 1`,
    )
    .pluck();
  return {
    organisations: () => read(() => organisations.all().map((body) => JSON.parse(body))),
    seeds: () => read(() => seeds.all().map((body) => JSON.parse(body))),
    revision: () => read(() => lastChange.get() ?? ""),
  };
}
