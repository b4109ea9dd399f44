import { readFileSync } from "node:fs";
import { readSynonyms, type SynonymGroups } from "../corpus/synonyms.ts";

const PROMPTS = new URL("../../prompts/", import.meta.url);
const CORPUS = new URL("../../corpus/", import.meta.url);

/** A file of what the assistant says in its own words. */
export function promptOf(file: string): string {
  return readFileSync(new URL(file, PROMPTS), "utf8");
}

/** Word groups that we ship; what English words of the trade mean holds for every corpus. */
export function shippedWords(file: string): SynonymGroups {
  const read = readSynonyms(file, readFileSync(new URL(file, CORPUS), "utf8"));
  if (!("value" in read)) throw new Error(`Expected the shipped ${file} to be well-formed`);
  return read.value;
}
