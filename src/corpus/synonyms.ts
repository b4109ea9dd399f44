import { z } from "zod";
import { text } from "./fields.ts";
import { type Parsed, parseYaml } from "./yaml-problems.ts";

/** Words that mean the same in a question: [集束イオンビーム, FIB] or, in a glossary, [造船, shipbuilding]. Each group stands on its own. */
export type SynonymGroups = readonly (readonly string[])[];

const groups = z.array(z.array(text).min(2));

/** Reads `synonyms.yaml` or `glossary.yaml`: a list of lists. */
export function readSynonyms(path: string, file: string): Parsed<SynonymGroups> {
  return parseYaml<SynonymGroups>(
    { path, text: file },
    groups.nullable().transform((g) => g ?? []),
  );
}
