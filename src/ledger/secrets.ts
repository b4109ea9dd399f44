import type { Desk } from "./desk.ts";
import { expectDiscreet } from "./discreet.ts";
import type { Ledger, Result, Secret } from "./ledger.ts";
import { may } from "./permissions.ts";
import type { Sealed } from "./records.ts";
import { expectText, orUserError } from "./refusal.ts";

/** Looks into the vault, and erasure. */
export function createSecrets(desk: Desk): Pick<Ledger, "erase" | "openSecret"> {
  return {
    erase: async (kind, id, reason, by) => {
      let erased: Sealed | undefined;
      const result = desk.change("erase", by, (change): Result<"need" | "answer"> => {
        const record = change.find(kind, id);
        expectText(reason, "消去の理由", "reason of the erasure");
        const { sealed } = record;
        if (sealed === undefined || sealed.erasedAt !== undefined) {
          return { kind: "refused", why: NOTHING, current: record };
        }
        // Afterwards nothing could tell any more that the reason names whom it must not.
        expectDiscreet({ secret: desk.vault.open(sealed) }, [reason, change.actor.id]);
        desk.vault.remove(sealed);
        erased = sealed;
        return change.save(
          kind,
          { ...record, sealed: { ...sealed, erasedAt: change.at } },
          { action: `${kind}.erase`, reason },
        );
      });
      if (result.kind === "done" && erased) {
        desk.vault.destroyKey(erased);
        // What was encrypted stands in the write-ahead log until that is emptied.
        desk.database.db.pragma("wal_checkpoint(TRUNCATE)");
      }
      return result;
    },
    openSecret: async (kind, id, by) => orUserError(() => openSecret(desk, kind, id, by)),
  };
}

function openSecret(
  desk: Desk,
  kind: "need" | "answer",
  id: string,
  by: Parameters<Ledger["openSecret"]>[2],
): Secret | undefined {
  const actor = desk.actorOf(by);
  if (!may(actor.role, "secret")) return undefined;
  return desk.transact("secret", by, ({ append }) => {
    const record = desk.records.get(kind, id);
    if (!record?.sealed || !desk.view.sees(actor, kind, record)) return undefined;
    const secret = desk.vault.open(record.sealed);
    if (secret) {
      append({
        actor: actor.id,
        role: actor.role,
        action: "secret.open",
        kind,
        entity: id,
        payload: {},
      });
    }
    return secret;
  });
}

const NOTHING = {
  ja: "この記録には、消去できる秘密がありません。",
  en: "This record has nothing in the vault that could be erased.",
};
