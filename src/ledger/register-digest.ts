import { createHash } from "node:crypto";

/** A row of the register of one's own partners: the tables `organisation` and `seed`. */
export interface RegisterRow {
  readonly table: "organisation" | "seed";
  readonly key: string;
  readonly body: string;
}

/** The digest of an empty register. */
export const EMPTY_DIGEST = "0".repeat(64);

const MODULUS = 1n << 256n;

/**
 * The digest of a register after a row came in. A digest is 64 hex digits: the sum, modulo 2^256, of
 * SHA-256(table NUL key NUL body) over all rows of both tables. The order of the rows is no matter, so
 * that a change costs one or two hashes however large the register is.
 */
export function addToDigest(digest: string, row: RegisterRow): string {
  return hex((BigInt(`0x${digest}`) + valueOfRow(row)) % MODULUS);
}

/** The digest after a row went. A changed row is taken out as it was and added as it is. */
export function removeFromDigest(digest: string, row: RegisterRow): string {
  return hex((BigInt(`0x${digest}`) + MODULUS - valueOfRow(row)) % MODULUS);
}

function valueOfRow({ table, key, body }: RegisterRow): bigint {
  const hash = createHash("sha256").update(`${table}\u0000${key}\u0000${body}`).digest("hex");
  return BigInt(`0x${hash}`);
}

function hex(value: bigint): string {
  return value.toString(16).padStart(64, "0");
}

/** The digest of rows, counted from nothing. */
export function digestOf(rows: Iterable<RegisterRow>): string {
  let sum = 0n;
  for (const row of rows) sum += valueOfRow(row);
  return hex(sum % MODULUS);
}
