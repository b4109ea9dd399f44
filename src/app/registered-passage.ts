import type { Passage } from "../desk/surface.ts";
import { organisationEntry, seedEntry } from "../matching/register-entries.ts";
import type { PartnerRegister } from "../partners/partner-register.ts";
import { passageInText } from "./passages.ts";

const FOLDER = "partners/";

/**
 * Where a quote stands in what one's own register says now: the name, keywords and description of a
 * record. `undefined` for the path of a file, and where the record says something else by now.
 */
export function registeredPassage(
  register: PartnerRegister | undefined,
  { path, quote }: { readonly path: string; readonly quote: string },
): Passage | undefined {
  if (register === undefined || !path.startsWith(FOLDER)) return undefined;
  const entry = entryOf(register, path.slice(FOLDER.length));
  if (entry === undefined) return undefined;
  const { head, statements } = entry;
  const parts = [head.name, head.keywords.join("、"), ...statements.map(({ text }) => text)];
  return passageInText(parts.filter((part) => part !== "").join("\n\n"), quote);
}

function entryOf(register: PartnerRegister, key: string) {
  const record = register.find(key);
  if (record === undefined) return undefined;
  if (!("organisation" in record)) return organisationEntry(record);
  const holder = register.find(record.organisation);
  return holder && !("organisation" in holder) ? seedEntry(record, holder) : undefined;
}
