import type { ReadOutcome, ReadPage, ReadTitle } from "../read-outcome.ts";
import { pageOf } from "../read-page.ts";
import { isGarbled } from "./legible.ts";
import type { ChildEnd } from "./pdf-child.ts";
import { WHY } from "./why.ts";

/** What was heard of a file that could be opened. */
export interface Reading {
  /** As the file says; 0 when it said nothing before the reading was stopped. */
  readonly pageCount: number;
  readonly title: ReadTitle;
  /** Pages whose characters were read, with empty text where they have none. */
  readonly pages: readonly {
    readonly number: number;
    readonly text: string;
    /** Whether nothing else is painted on it. */
    readonly isBare: boolean;
    readonly goesOn: ReadPage["goesOn"] | undefined;
  }[];
  readonly unread: ReadonlyMap<number, string>;
  readonly end: ChildEnd;
}

type Missing = Extract<ReadOutcome, { kind: "partly" }>["missing"][number];

/**
 * What became of the file. Pages nobody can read, and pictures without text, never count as read; a
 * page with nothing on it is read, and there is nothing to say of it.
 */
export function outcomeOfReading(reading: Reading): ReadOutcome {
  const pages: ReadPage[] = [];
  const missing: Missing[] = [];
  for (const page of reading.pages) {
    const why = whyMissing(page);
    const { number, text, goesOn } = page;
    if (why !== undefined) missing.push({ page: number, why });
    else pages.push({ ...pageOf(text, number), ...(goesOn && { goesOn }) });
  }
  for (const [page, why] of reading.unread) missing.push({ page, why });
  missing.sort((a, b) => a.page - b.page);
  if (pages.every(({ text }) => text === "")) return nothingRead(reading, missing);
  return missing.length > 0
    ? { kind: "partly", pages, missing, ...reading.title }
    : { kind: "read", pages, ...reading.title };
}

function whyMissing({ text, isBare }: Reading["pages"][number]): string | undefined {
  if (text.trim() === "") return isBare ? undefined : WHY.noText;
  return isGarbled(text) ? WHY.garbled : undefined;
}

function nothingRead(
  { pages, unread, end, pageCount }: Reading,
  missing: readonly Missing[],
): ReadOutcome {
  const [first] = unread.values();
  if (missing.some(({ why }) => why === WHY.garbled)) return { kind: "garbled", why: WHY.garbled };
  if (end === "out-of-time") return { kind: "too-big", why: WHY.outOfTime };
  if (end === "out-of-memory") return { kind: "too-big", why: WHY.outOfMemory };
  if (first === WHY.overfullPage) return { kind: "too-big", why: first };
  if (first !== undefined) return { kind: "corrupt", why: first };
  if (end === "broke-down") return { kind: "corrupt", why: WHY.brokeDown };
  if (pages.length === 0) return { kind: "corrupt", why: WHY.noPages };
  return { kind: "no-text", pages: pageCount };
}
