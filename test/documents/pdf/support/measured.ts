import { createPdfReader, type PdfReaderOptions } from "../../../../src/documents/pdf/read-pdf.ts";
import type { ReadOutcome, ReadPage } from "../../../../src/documents/read-outcome.ts";

/** How a file was read, and what that took. */
export interface Measured {
  readonly file: string;
  readonly outcome: ReadOutcome;
  readonly ms: number;
  /** Most resident memory of the child that was seen, in MB. */
  readonly peakMb: number;
}

/**
 * Reads the files, so many at a time, by a reader each: so the memory that is seen is that of the
 * child that reads the file.
 */
export async function readAllMeasured(
  files: readonly string[],
  options: PdfReaderOptions = {},
  atOnce = 2,
): Promise<readonly Measured[]> {
  const left = [...files];
  const done: Measured[] = [];
  const work = async () => {
    let peakMb = 0;
    const reader = createPdfReader({
      ...options,
      onUsage: (residentMb) => {
        peakMb = Math.max(peakMb, residentMb);
      },
    });
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      peakMb = 0;
      const begun = performance.now();
      const outcome = await reader.read(file);
      done.push({ file, outcome, ms: performance.now() - begun, peakMb });
    }
    reader.close();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}

/** The pages that were read. */
export function pagesOf(outcome: ReadOutcome): readonly ReadPage[] {
  return outcome.kind === "read" || outcome.kind === "partly" ? outcome.pages : [];
}

/** All text of an outcome. */
export function textOf(outcome: ReadOutcome): string {
  return pagesOf(outcome)
    .map(({ text }) => text)
    .join("\n");
}
