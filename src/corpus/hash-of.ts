import { createHash } from "node:crypto";

/** SHA-256 of a file or text, hex. */
export function hashOf(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}
