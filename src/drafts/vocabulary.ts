import type { DraftField, Quote } from "./proposal.ts";

/**
 * The words of a vocabulary that the first telling sentence stands for, as one field of a list; of
 * sentences that stand for none nothing.
 */
export function byWords(
  field: string,
  signs: readonly (readonly [string, RegExp])[],
  sentences: readonly Quote[],
): readonly DraftField[] {
  return sentences.flatMap((quote) => {
    const value = signs.filter(([, sign]) => sign.test(quote.text)).map(([word]) => word);
    return value.length === 0 ? [] : [{ field, value, quote }];
  });
}
