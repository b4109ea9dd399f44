import { type Bilingual, UserError } from "../errors.ts";
import type { Verification } from "./ledger.ts";
import { openLedgerDatabase } from "./ledger-database.ts";
import type { Head } from "./records.ts";
import { verifyLedger } from "./verify-ledger.ts";

export interface VerifyRequest {
  readonly file: string;
  readonly expected: Head | undefined;
}
export type Verdict = { readonly verification: Verification } | { readonly mistake: Bilingual };

/** Verifies the ledger in a file. A `UserError` is a value: an error loses its class between threads. */
export function verifyFile({ file, expected }: VerifyRequest): Verdict {
  try {
    const database = openLedgerDatabase({ file, now: () => new Date() });
    try {
      return { verification: verifyLedger(database, expected) };
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof UserError) return { mistake: error.text };
    throw error;
  }
}
