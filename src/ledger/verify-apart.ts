import { statSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { UserError } from "../errors.ts";
import type { Ledger } from "./ledger.ts";
import type { LedgerDatabase } from "./ledger-database.ts";
import type { Verdict, VerifyRequest } from "./verify-file.ts";
import { verifyLedger } from "./verify-ledger.ts";

/** Events that are read where everybody else waits for it: some hundredths of a second. */
const MOST_AT_ONCE = 2_000;

type VerifyApart = Ledger["verifyApart"];
type Found = ReturnType<VerifyApart>;

/**
 * Verifies a ledger while others go on: a long one in a thread of its own, one after another, as each
 * holds all records in memory. Whoever asks for the same before it began gets the same. Once closed
 * it ends what it has begun, and begins nothing more: a `UserError` for who waits for it, as where
 * the file is no more the one that was opened.
 */
export function createVerifyApart(database: LedgerDatabase): {
  readonly verify: VerifyApart;
  close(): void;
} {
  const waiting = new Map<string, Found>();
  const closing = new AbortController();
  const expectInPlace = rememberPlace(database.db.name);
  let last: Promise<unknown> = Promise.resolve();
  const verify: VerifyApart = async (expected) => {
    if (database.head().seq <= MOST_AT_ONCE) return verifyLedger(database, expected);
    const key = JSON.stringify(expected ?? null);
    const known = waiting.get(key);
    if (known !== undefined) return known;
    const begin = () => {
      waiting.delete(key);
      expectInPlace();
      return inThread({ file: database.db.name, expected }, closing.signal);
    };
    // How the one before ended is told to who asked for it.
    const run = last.then(begin, begin);
    waiting.set(key, run);
    last = run;
    return run;
  };
  return { verify, close: () => closing.abort(ending()) };
}

function inThread(request: VerifyRequest, closing: AbortSignal): Found {
  return new Promise((resolve, reject) => {
    closing.throwIfAborted();
    const thread = new Worker(new URL("./verify-thread.mjs", import.meta.url), {
      workerData: request,
    });
    const end = () => {
      reject(closing.reason);
      void thread.terminate();
    };
    closing.addEventListener("abort", end);
    thread.once("message", (verdict: Verdict) => {
      if ("verification" in verdict) resolve(verdict.verification);
      else reject(new UserError(verdict.mistake));
    });
    thread.once("error", reject);
    thread.once("exit", (code) => {
      closing.removeEventListener("abort", end);
      // After its message this comes too late to matter.
      reject(new Error(`the verification ended with ${code}`));
    });
  });
}

/** A thread opens what lies at the path now, and would make a new ledger, and a sound one, of nothing. */
function rememberPlace(file: string): () => void {
  const opened = statSync(file).ino;
  return () => {
    if (statSync(file, { throwIfNoEntry: false })?.ino !== opened) throw displaced(file);
  };
}

function displaced(file: string): UserError {
  return new UserError({
    ja: `台帳「${file}」が、開いているあいだに移動・削除されたか、別のファイルに置き換えられました。Musubiを止め、元のファイルを戻してから起動してください。`,
    en: `The ledger "${file}" was moved, deleted or replaced while it was open. Stop Musubi, put the file back, and start again.`,
  });
}

function ending(): UserError {
  return new UserError({
    ja: "終了するため、台帳の検証を途中でやめました。もう一度起動してから検証してください。",
    en: "The ledger was not verified to the end, as the program is ending. Start it again and verify then.",
  });
}
