/** What one file may cost; what goes beyond is cut off, and told. */
export interface PdfLimits {
  readonly bytes: number;
  readonly pages: number;
  readonly pageCharacters: number;
  /** Runs of characters on a page: it is our own process that puts them in their places. */
  readonly pageRuns: number;
  readonly characters: number;
  /** Resident memory of the child, in MB of 2^20 bytes. */
  readonly residentMb: number;
  /** Without a page done: this long on the processor, or the double of it by the clock, and the page is given up. */
  readonly pageMs: number;
  /** All of the file by the clock: this long, and `msPerPage` more for each page. */
  readonly baseMs: number;
  readonly msPerPage: number;
  /** A child that has used more at the end of a file reads no other. */
  readonly reusedMb: number;
  readonly reusedCpuMs: number;
  /** A child without work is kept this long. */
  readonly idleMs: number;
}

/**
 * Of 2,500 real files the slowest page took 40 ms and the largest child 246 MB; an ordinary file
 * takes half a second. A page that is given up is one of a file made to stop us.
 */
export const PDF_LIMITS: PdfLimits = {
  bytes: 100_000_000,
  pages: 3_000,
  pageCharacters: 100_000,
  pageRuns: 20_000,
  characters: 10_000_000,
  residentMb: 380,
  pageMs: 4_000,
  baseMs: 14_000,
  msPerPage: 500,
  reusedMb: 240,
  reusedCpuMs: 300_000,
  idleMs: 10_000,
};
