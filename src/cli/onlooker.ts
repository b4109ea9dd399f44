import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Desk } from "../desk/desk.ts";
import { openKeyFolder } from "../ledger/key-folder.ts";
import type { Actor } from "../ledger/records.ts";
import { createVault } from "../ledger/vault.ts";
import type { Onlooker } from "../partners/visibility.ts";
import { actorNamed } from "./acting.ts";
import type { CommandContext } from "./command.ts";

const ASSISTANT: Actor = { id: "assistant", role: "assistant" };

/** Who looks at the register on the command line, by the record of the user where there is one. */
export async function onlookerOf(
  { ledger }: Desk,
  values: { readonly as?: string | undefined; readonly data?: string | undefined },
  context: CommandContext,
): Promise<Onlooker> {
  const by = actorNamed(values.as, context);
  // A guest may not even see who they are; their role counts all the same.
  const user = await ledger.get("user", by.id, ASSISTANT);
  const organisation = user?.organisation;
  if (organisation === undefined) {
    return { role: user?.role ?? by.role, belongsTo: () => false };
  }
  // The record of a user has a keyed hash of the name only.
  const { organisationHash } = createVault({
    database: ledger.database,
    keys: openKeyFolder(join(context.ledgerFolder(values), "keys"), randomBytes),
    random: randomBytes,
  });
  return {
    role: user?.role ?? by.role,
    belongsTo: (nameOrKey) => organisationHash(nameOrKey) === organisation,
  };
}
