import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { SqliteDatabase } from "../storage/open-database.ts";
import { createAnswers } from "./answers.ts";
import { createBrowsing } from "./browsing.ts";
import { createConsents } from "./consents.ts";
import { createConsultations } from "./consultations.ts";
import { createCorrections } from "./corrections.ts";
import { createDesk } from "./desk.ts";
import { openKeyFolder } from "./key-folder.ts";
import type { Ledger } from "./ledger.ts";
import { type LedgerDatabase, openLedgerDatabase } from "./ledger-database.ts";
import { createMatches } from "./matches.ts";
import { createNeeds } from "./needs.ts";
import { createOutcomes } from "./outcomes.ts";
import { namesHashedIn } from "./own-names.ts";
import { createPeople } from "./people.ts";
import { createReading } from "./reading.ts";
import { createRecordStore } from "./record-store.ts";
import type { Actor } from "./records.ts";
import { createReminders, type Reminders } from "./reminders.ts";
import { createSecrets } from "./secrets.ts";
import { TRANSITIONS } from "./states.ts";
import { createVault, tidyKeys } from "./vault.ts";
import { createVerifyApart } from "./verify-apart.ts";
import { verifyLedger } from "./verify-ledger.ts";
import { createView } from "./view.ts";

export interface OpenLedger extends Ledger, Reminders {
  /** The register of partners lives in the same file. */
  readonly database: LedgerDatabase;
  /** A keyed hash of who asks, hex, for `asker` of a logged answer. */
  hashAsker(id: string): string;
  /** A keyed hash of an organisation's name, as records of users have it; a hash stays what it is. */
  organisationHash(nameOrHash: string): string;
  /** Names of firms whose needs are anonymous: they must stand in no text that goes on record. */
  hiddenNames(): readonly string[];
  /** How a text names the organisation that somebody belongs to. */
  ownNamesIn(text: string, by: Actor): readonly string[];
}

/**
 * Opens the ledger of a data folder: `ledger.sqlite`, and `keys/`, which backups leave out. What is
 * missing is made. `firstAdministrator` is the id of an administrator while no user record says
 * otherwise, and owns the consultations that name nobody. Throws a `UserError` for a file of a newer version, and what `storageFault` makes of a
 * folder that cannot be used.
 */
export function openLedger({
  folder,
  now,
  random = randomBytes,
  firstAdministrator,
}: {
  readonly folder: string;
  readonly now: () => Date;
  readonly random?: (bytes: number) => Buffer;
  readonly firstAdministrator?: string | undefined;
}): OpenLedger {
  const database = openLedgerDatabase({ file: join(folder, "ledger.sqlite"), now });
  const keys = openKeyFolder(join(folder, "keys"), random);
  const vault = createVault({ database, keys, random });
  writeTransitions(database);
  tidyKeys(keys, database);
  const records = createRecordStore(database.db);
  const view = createView(records, vault);
  const apart = createVerifyApart(database);
  const desk = createDesk({ records, vault, view, database, now, firstAdministrator });
  return {
    database,
    hashAsker: vault.hashAsker,
    organisationHash: vault.organisationHash,
    hiddenNames: vault.names,
    ownNamesIn(text, by) {
      const { organisation } = desk.actorOf(by);
      return organisation === undefined
        ? []
        : namesHashedIn(text, organisation, vault.organisationHash);
    },
    ...createNeeds(desk),
    ...createMatches(desk),
    ...createConsents(desk),
    ...createOutcomes(desk),
    ...createCorrections(desk),
    ...createSecrets(desk),
    ...createAnswers(desk),
    ...createConsultations(desk, firstAdministrator),
    ...createPeople(desk, firstAdministrator),
    ...createReminders(desk),
    ...createReading(desk),
    ...createBrowsing(desk),
    verify: async (expected) => verifyLedger(database, expected),
    verifyApart: apart.verify,
    close() {
      apart.close();
      database.close();
    },
  };
}

/** The database enforces the same table as the code. */
function writeTransitions({ db, write }: LedgerDatabase): void {
  const due = TRANSITIONS.map(({ from, to, guards }) => ({
    from,
    to,
    needsConsents: Number(guards.includes("both-consents")),
  }));
  if (sameAs(db, due)) return;
  write(() => {
    db.exec("DELETE FROM transition");
    const insert = db.prepare("INSERT INTO transition VALUES (@from, @to, @needsConsents)");
    for (const row of due) insert.run(row);
  });
}

function sameAs(db: SqliteDatabase, due: readonly object[]): boolean {
  const rows = db.prepare<[], object>(
    `SELECT from_state AS "from", to_state AS "to", needs_consents AS needsConsents FROM transition`,
  );
  const lines = (table: readonly object[]) => table.map((row) => JSON.stringify(row)).sort();
  return lines(rows.all()).join("\n") === lines(due).join("\n");
}
