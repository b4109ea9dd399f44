import type { Actor } from "../ledger/records.ts";
import type { CommandContext } from "./command.ts";

/**
 * Who acts on the command line: who was named with `--as`, else the first administrator. Whoever may
 * run commands on the machine acts as an administrator unless a user's record says otherwise.
 */
export function actorNamed(as: string | undefined, { firstAdministrator }: CommandContext): Actor {
  return { id: as ?? firstAdministrator, role: "administrator" };
}
