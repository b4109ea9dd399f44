import { describeProblem } from "../corpus/read-corpus.ts";
import type { IndexUpdate } from "../search/corpus-index.ts";
import type { CommandContext } from "./command.ts";

/** Says what an update has done, and what looked odd on the way. */
export function reportUpdate(
  { report }: CommandContext,
  { added, changed, removed, unchanged, warnings }: IndexUpdate,
): void {
  for (const warning of warnings) {
    const line = describeProblem(warning);
    report({ ja: `注意: ${line}`, en: `Warning: ${line}` });
  }
  if (added + changed + removed === 0) return;
  report({
    ja: `索引: 追加${added}件、変更${changed}件、削除${removed}件、そのまま${unchanged}件`,
    en: `Index: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
  });
}
