import type { Document, Extract } from "../corpus/document.ts";
import { foldDuplicates } from "../corpus/near-duplicates.ts";

/** For an extract that nearly repeats an earlier one the number of that one, over all documents. */
export type Repeated = ReadonlyMap<number, number>;

export interface PlacedExtract {
  readonly document: Document;
  readonly extract: Extract;
  /** Place of the extract in its document, from 1. */
  readonly place: number;
}

/** The extracts of all documents, in their order: what the numbers count. */
export function extractsOf(documents: readonly Document[]): readonly PlacedExtract[] {
  return documents.flatMap((document) =>
    document.extracts.map((extract, i) => ({ document, extract, place: i + 1 })),
  );
}

/** Finds the extracts that nearly repeat another, within a document and between documents. */
export function findRepeated(documents: readonly Document[]): Repeated {
  const originals = foldDuplicates(
    extractsOf(documents).map(({ document, extract: { sketch, units } }) => ({
      sketch,
      text: () => document.text.slice(units[0]?.start, units.at(-1)?.end),
    })),
  );
  const repeats = originals.map((original, number) => [number, original] as const);
  return new Map(repeats.filter(([number, original]) => number !== original));
}
