import { UserError } from "../../errors.ts";
import type { Outcome } from "../../ledger/records.ts";
import { OUTCOME_LEVELS } from "../../ledger/vocabulary.ts";
import { codeOf } from "../arguments.ts";

/** 実用化(試作品レベル), or JSON with counts: {"level":"prototype","newBusinesses":1} */
export function outcomeOf(given: string, usage: string): Outcome {
  if (!given.trim().startsWith("{")) {
    return { level: codeOf(OUTCOME_LEVELS, given, { option: "--outcome", usage }) };
  }
  try {
    // The ledger checks level and counts itself and refuses what it does not know.
    return JSON.parse(given) as Outcome;
  } catch (cause) {
    throw new UserError(
      {
        ja: '--outcome は段階の名前か、{"level":"prototype","newBusinesses":1} のようなJSONで書いてください。',
        en: '--outcome is the name of a level, or JSON such as {"level":"prototype","newBusinesses":1}.',
      },
      { cause },
    );
  }
}
