import { Worker } from "node:worker_threads";
import { UserError } from "../errors.ts";
import type { Verification } from "./ledger.ts";
import type { LedgerDatabase } from "./ledger-database.ts";
import type { Head } from "./records.ts";
import type { Verdict, VerifyRequest } from "./verify-file.ts";
import { verifyLedger } from "./verify-ledger.ts";

/** Events that are read where everybody else waits for it: some hundredths of a second. */
const MOST_AT_ONCE = 2_000;

/**
 * Verifies a ledger while others go on: a long one in a thread of its own, one after another, as each
 * holds all records in memory. Whoever asks for the same before it began gets the same.
 */
export function createVerifyApart(
  database: LedgerDatabase,
): (expected?: Head) => Promise<Verification> {
  const waiting = new Map<string, Promise<Verification>>();
  let last: Promise<unknown> = Promise.resolve();
  return async (expected) => {
    if (database.head().seq <= MOST_AT_ONCE) return verifyLedger(database, expected);
    const key = JSON.stringify(expected ?? null);
    const known = waiting.get(key);
    if (known !== undefined) return known;
    const begin = () => {
      waiting.delete(key);
      return inThread({ file: database.db.name, expected });
    };
    // How the one before ended is told to who asked for it.
    const run = last.then(begin, begin);
    waiting.set(key, run);
    last = run;
    return run;
  };
}

function inThread(request: VerifyRequest): Promise<Verification> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./verify-thread.mjs", import.meta.url), {
      workerData: request,
    });
    thread.once("message", (verdict: Verdict) => {
      if ("verification" in verdict) resolve(verdict.verification);
      else reject(new UserError(verdict.mistake));
    });
    thread.once("error", reject);
    // After its message this comes too late to matter.
    thread.once("exit", (code) => reject(new Error(`the verification ended with ${code}`)));
  });
}
