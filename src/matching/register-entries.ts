import type { Entry } from "../corpus/entry.ts";
import { recordPath } from "../partners/keys.ts";
import type { Organisation, Seed } from "../partners/records.ts";
import { ORG_LABELS } from "./offers.ts";

/** Under which source what one's own register says is cited. */
export const REGISTER = "register";

/** A registered organisation in the shape of a card: one statement, what its record says of it. */
export function organisationEntry(organisation: Organisation): Entry {
  const { key, name, kana, aliases, fields, prefecture, municipality, type } = organisation;
  return {
    ...entryOf(key, organisation.description ?? listed(fields) ?? name),
    head: {
      kind: "organisation",
      ...headOf(organisation.asOf, prefecture),
      name,
      nameEn: name,
      aliases: [...aliases, ...(kana === undefined ? [] : [kana])],
      keywords: [...fields, ...(municipality === undefined ? [] : [municipality])],
      orgType: ORG_LABELS[type],
    },
  };
}

/** A registered seed in the shape of a card, with what its holder is called and where it is. */
export function seedEntry(seed: Seed, holder: Organisation): Entry {
  const { key, title, description, keywords, conditions, availability } = seed;
  return {
    ...entryOf(key, description === "" ? title : description),
    head: {
      kind: "seed",
      ...headOf(seed.asOf, holder.prefecture),
      name: title,
      nameEn: title,
      aliases: [],
      keywords: [...keywords],
      seedType: seed.type,
      holder: holder.key,
      conditions: [conditions, availability].filter((text) => text !== undefined),
    },
  };
}

function entryOf(key: string, text: string): Pick<Entry, "id" | "path" | "statements"> {
  const statement = { text, heading: "", locators: [{ source: REGISTER }], line: 1 };
  return { id: key, path: recordPath(key), statements: [statement] };
}

function headOf(asOf: string, prefecture: string | undefined) {
  return {
    status: "unknown" as const,
    asOf: { text: asOf, iso: asOf },
    area: prefecture === undefined ? [] : [prefecture],
    amounts: [],
    figures: [],
    related: [],
  };
}

function listed(fields: readonly string[]): string | undefined {
  return fields.length === 0 ? undefined : fields.join("、");
}
