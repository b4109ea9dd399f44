import type { Desk } from "../desk/desk.ts";
import { ASSISTANT } from "../ledger/assistant.ts";
import type { Onlooker } from "../partners/visibility.ts";
import { actorNamed } from "./acting.ts";
import type { CommandContext } from "./command.ts";

/** Who looks at the register on the command line, by the record of the user where there is one. */
export async function onlookerOf(
  { ledger }: Pick<Desk, "ledger">,
  values: { readonly as?: string | undefined },
  context: CommandContext,
): Promise<Onlooker> {
  const by = actorNamed(values.as, context);
  // A guest may not see their own record, which is looked up for them.
  const organisation = (await ledger.get("user", by.id, ASSISTANT))?.organisation;
  return {
    role: await ledger.roleOf(by),
    belongsTo: (nameOrKey) =>
      organisation !== undefined && ledger.organisationHash(nameOrKey) === organisation,
  };
}
