import type { SynonymGroups } from "../corpus/synonyms.ts";
import type { OfferPool } from "../matching/rank-partners.ts";
import { createRegisterPool } from "../matching/register-pool.ts";
import type { PartnerRegister } from "../partners/partner-register.ts";
import { openTextSearch } from "../search/text-search-file.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { shippedGlossary } from "./shipped.ts";

interface Options {
  /** The register, if there is one. */
  readonly register: () => PartnerRegister | undefined;
  /** Folder for the built index. */
  readonly folder: string;
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/** One's own partners as a pool that is made anew when the register has changed; none while it is empty. */
export function followRegister({
  register,
  folder,
  onTrouble,
}: Options): (synonyms: SynonymGroups) => OfferPool | undefined {
  let last: { readonly revision: string; readonly pool: OfferPool | undefined } | undefined;
  return (synonyms) => {
    const there = register();
    if (there === undefined) return undefined;
    const revision = there.revision();
    if (last?.revision !== revision) last = { revision, pool: poolOf(there, revision, synonyms) };
    return last.pool;
  };

  function poolOf(
    there: PartnerRegister,
    revision: string,
    synonyms: SynonymGroups,
  ): OfferPool | undefined {
    const organisations = there.organisations();
    if (organisations.length === 0) return undefined;
    const seeds = there.seeds();
    return createRegisterPool(
      { organisations, seeds },
      {
        synonyms,
        glossary: shippedGlossary,
        openTexts: (texts) => {
          makeFolder(folder);
          return openTextSearch({ folder, version: `register ${revision}`, texts, onTrouble });
        },
      },
    );
  }
}
