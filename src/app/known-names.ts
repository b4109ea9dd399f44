import type { Desk } from "../desk/desk.ts";
import { ASSISTANT } from "../ledger/assistant.ts";

/**
 * The names that must not stand in the log: of users, of the firms in the register, and of those whose
 * needs are anonymous. The register is read anew when it has changed; users are few.
 */
export function followNames(look: () => Desk | undefined): () => Promise<readonly string[]> {
  let firms: { readonly revision: string; readonly names: readonly string[] } | undefined;
  return async () => {
    const desk = look();
    if (desk === undefined) return [];
    const revision = desk.register.revision();
    if (firms?.revision !== revision) firms = { revision, names: firmsIn(desk) };
    const users = await desk.ledger.all("user", ASSISTANT);
    return [...users.map(({ name }) => name), ...firms.names, ...desk.ledger.hiddenNames()];
  };
}

function firmsIn({ register }: Desk): readonly string[] {
  return register
    .organisations()
    .filter(({ type }) => type === "firm")
    .flatMap(({ name, aliases }) => [name, ...aliases]);
}
