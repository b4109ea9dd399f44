import { recogniseSecrets } from "../../discretion/recognise-secrets.ts";
import { UserError } from "../../errors.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Actor } from "../../ledger/records.ts";

/**
 * Refuses a firm's words that tell a secret where they would stand on record in the open, for good.
 * Staff answer for what they write. Throws a `UserError` that says where it can be told instead.
 */
export async function expectNoSecret(
  ledger: Pick<Ledger, "roleOf">,
  text: string | undefined,
  by: Actor,
): Promise<void> {
  if (text === undefined || (await ledger.roleOf(by)) !== "firm") return;
  if (!recogniseSecrets(text).isSecret) return;
  throw new UserError({
    ja: '秘密にあたる内容（出願前の発明、配合、取引の事情など）が入っているようです。ここに書いたことは台帳に残り、消せません。除いて書き直してください。秘密の部分は npm run match -- --record "…" でニーズとして登録すると、暗号化して保管されます。何も書き込んでいません。',
    en: 'This seems to tell a secret (an unfiled invention, a recipe, business matters). What is written here stays on record for good: write it without. A need registered with npm run match -- --record "…" keeps its secret part encrypted. Nothing was written.',
  });
}
