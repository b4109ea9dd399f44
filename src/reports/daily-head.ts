import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Head } from "../ledger/records.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { writeAside } from "../storage/write-aside.ts";
import { japanDay } from "../text/days.ts";

/** The line of a day: whoever has it can tell later that nothing before it was changed. */
export function headLine(day: string, { seq, hash }: Head, count: number): string {
  return `${day} seq=${seq} count=${count} hash=${hash}`;
}

/**
 * Writes the head of the day into `heads/` of the folder, once a day in Japan in whatever process.
 * The line when it was written now, `undefined` when the day has one.
 */
export async function noteDailyHead(
  ledger: Pick<Ledger, "head" | "count">,
  folder: string,
  now: Date,
): Promise<string | undefined> {
  const day = japanDay(now);
  const file = join(folder, "heads", `${day}.txt`);
  if (existsSync(file)) return undefined;
  makeFolder(join(folder, "heads"));
  const line = headLine(day, await ledger.head(), await ledger.count());
  const aside = writeAside(file, `${line}\n`);
  try {
    aside.publish();
    return line;
  } catch (error) {
    aside.discard();
    // Another process was faster.
    if (error instanceof UserError && existsSync(file)) return undefined;
    throw error;
  }
}
