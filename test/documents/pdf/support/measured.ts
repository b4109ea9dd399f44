import { type ReadPdfOptions, readPdf } from "../../../../src/documents/pdf/read-pdf.ts";
import type { ReadOutcome } from "../../../../src/documents/read-outcome.ts";

/** How a file was read, and what that took. */
export interface Measured {
  readonly file: string;
  readonly outcome: ReadOutcome;
  readonly ms: number;
  /** Most resident memory of the child that was seen, in MB. */
  readonly peakMb: number;
}

export async function readMeasured(file: string, options: ReadPdfOptions = {}): Promise<Measured> {
  let peakMb = 0;
  const begun = performance.now();
  const onUsage = (residentMb: number) => {
    peakMb = Math.max(peakMb, residentMb);
  };
  const outcome = await readPdf(file, { ...options, onUsage });
  return { file, outcome, ms: performance.now() - begun, peakMb };
}

/** Reads the files, two at a time. */
export async function readAllMeasured(files: readonly string[]): Promise<readonly Measured[]> {
  const left = [...files];
  const done: Measured[] = [];
  const work = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift())
      done.push(await readMeasured(file));
  };
  await Promise.all([work(), work()]);
  return done;
}

/** All text of an outcome. */
export function textOf(outcome: ReadOutcome): string {
  return "pages" in outcome && typeof outcome.pages !== "number"
    ? outcome.pages.map(({ text }) => text).join("\n")
    : "";
}
