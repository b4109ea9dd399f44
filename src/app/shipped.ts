import { readFileSync } from "node:fs";
import { readWording } from "../answers/wording.ts";
import { readSynonyms, type SynonymGroups } from "../corpus/synonyms.ts";
import { readMatchWording } from "../matching/wording.ts";
import { once } from "../search/once.ts";

const PROMPTS = new URL("../../prompts/", import.meta.url);
const CORPUS = new URL("../../corpus/", import.meta.url);

/** A file of what the assistant says in its own words. */
export function promptOf(file: string): string {
  return readFileSync(new URL(file, PROMPTS), "utf8");
}

/** What answers and suggestions are worded with; read once, like all that we ship. */
export const answerWording = once(() => readWording(promptOf("answers.yaml")));
export const matchWording = once(() => readMatchWording(promptOf("matching.yaml")));

/** Words that mean the same. */
export const shippedSynonyms = once(() => shippedWords("synonyms.yaml"));
/** What English words of the trade mean; it holds for every corpus. */
export const shippedGlossary = once(() => shippedWords("glossary.yaml"));

function shippedWords(file: string): SynonymGroups {
  const read = readSynonyms(file, readFileSync(new URL(file, CORPUS), "utf8"));
  if (!("value" in read)) throw new Error(`Expected the shipped ${file} to be well-formed`);
  return read.value;
}
