import type { Bilingual } from "../errors.ts";
import type { Organisation, Seed } from "./records.ts";

type Holder = Pick<Organisation, "key" | "name">;

/**
 * Why a seed cannot be registered as that of an organisation, if it cannot: matches and events speak of
 * it by its id as somebody else's, so that a seed never moves. `holderOf` finds organisations by key.
 */
export function whyNotMoved(
  { key, organisation }: Pick<Seed, "key" | "organisation">,
  was: Seed | undefined,
  holderOf: (key: string) => Holder | undefined,
): Bilingual | undefined {
  if (!was || was.organisation === organisation) return undefined;
  const holder = holderOf(was.organisation);
  const who = `${was.organisation}${holder ? ` ${holder.name}` : ""}`;
  return {
    ja: `シーズ「${key}」は今「${who}」のものです。移すときは、今のシーズを終了にして（npm run partners -- close ${key} --reason "…"）、「${organisation}」のシーズを別のシーズIDで登録してください。`,
    en: `The seed "${key}" is that of "${who}" now. To move it, close it (npm run partners -- close ${key} --reason "…") and register that of "${organisation}" under another id.`,
  };
}
