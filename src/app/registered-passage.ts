import type { Passage } from "../desk/surface.ts";
import { organisationEntry, seedEntry } from "../matching/register-entries.ts";
import { keyOfPath } from "../partners/keys.ts";
import type { PartnerRegister } from "../partners/partner-register.ts";
import { isSeed } from "../partners/records.ts";
import { passageInText } from "./passages.ts";

/**
 * Where a quote stands in what one's own register says now: the name, keywords and description of a
 * record. `undefined` for the path of a file, and where the record says something else by now.
 */
export function registeredPassage(
  register: PartnerRegister | undefined,
  { path, quote }: { readonly path: string; readonly quote: string },
): Passage | undefined {
  const key = keyOfPath(path);
  if (register === undefined || key === undefined) return undefined;
  const entry = entryOf(register, key);
  if (entry === undefined) return undefined;
  const { head, statements } = entry;
  const parts = [head.name, head.keywords.join("、"), ...statements.map(({ text }) => text)];
  return passageInText(parts.filter((part) => part !== "").join("\n\n"), quote);
}

function entryOf(register: PartnerRegister, key: string) {
  const record = register.find(key);
  if (record === undefined) return undefined;
  if (!isSeed(record)) return organisationEntry(record);
  const holder = register.find(record.organisation);
  return holder && !isSeed(holder) ? seedEntry(record, holder) : undefined;
}
