import type { Document } from "../corpus/document.ts";
import { type Sentence, sentencesOf } from "./document-sentences.ts";
import type { Evidence } from "./evidence.ts";
import { itemName, namesIn } from "./names.ts";
import { organisationFields } from "./organisation-fields.ts";
import type { DraftField, DraftKind, Proposal, Quote } from "./proposal.ts";
import { schemeFields } from "./scheme-fields.ts";
import { seedFields } from "./seed-fields.ts";

/** Sentences about one thing that become statements of its draft. */
const MAX_STATEMENTS = 8;
/** Sentences below an item or heading that are taken to be about what it names. */
const MAX_BELOW = 3;

const FIELDS: Readonly<Record<DraftKind, (evidence: Evidence) => readonly DraftField[]>> = {
  scheme: schemeFields,
  organisation: organisationFields,
  seed: seedFields,
};

interface Thing {
  readonly kind: DraftKind;
  /** The sentence, item or heading that names it. */
  readonly named: Quote;
  readonly below: readonly Quote[];
}

/**
 * Proposes cards by rules: things whose names end as those of schemes, organisations or seeds do, that
 * sentences and rows are about or that items and headings name alone, with what sentences that name
 * them say and what stands right below. Few and sure: what a sentence says of 「同事業」 is not taken.
 */
export function proposeByRules(document: Document): readonly Proposal[] {
  const extracts = sentencesOf(document);
  const sentences = extracts.flat().filter(({ heads }) => !heads);
  const things = thingsIn(extracts);
  return [...things].toReversed().map(([name, { kind, named, below }]) => {
    const others = sentences.filter(({ text }) => speaksOf(text, name, things));
    const said = [...new Set([...others, ...below])].slice(0, MAX_STATEMENTS);
    const evidence = { name, sentences: said, document };
    const fields = [{ field: "name", value: name, quote: named }, ...FIELDS[kind](evidence)];
    return { kind, fields, statements: said.filter(({ text }) => text !== name) };
  });
}

function thingsIn(extracts: readonly (readonly Sentence[])[]): ReadonlyMap<string, Thing> {
  const named = extracts.flatMap((sentences) => sentences.flatMap((_, i) => namedAt(sentences, i)));
  // Of several that name a thing the first counts.
  return new Map(named.toReversed());
}

function namedAt(
  sentences: readonly Sentence[],
  at: number,
): readonly (readonly [string, Thing])[] {
  const named = sentences[at];
  if (named === undefined) return [];
  const item = itemName(named.text);
  if (item) return [[item.name, { kind: item.kind, named, below: belowOf(sentences, at) }]];
  if (named.heads) return [];
  return namesIn(named.text).map(({ kind, name }) => [name, { kind, named, below: [] }] as const);
}

/** What stands right below an item, up to the next. */
function belowOf(sentences: readonly Sentence[], at: number): readonly Quote[] {
  const rest = sentences.slice(at + 1, at + 1 + MAX_BELOW);
  const end = rest.findIndex(
    ({ text, heads }) => heads || itemName(text) || namesIn(text).length > 0,
  );
  return rest.slice(0, end < 0 ? rest.length : end).filter(({ text }) => text.endsWith("。"));
}

/** Whether a thing is named, and not only one whose longer name has that name in it. */
function speaksOf(text: string, name: string, things: ReadonlyMap<string, unknown>): boolean {
  if (!text.includes(name)) return false;
  const longer = [...things.keys()].filter((other) => other !== name && other.includes(name));
  return longer.reduce((rest, other) => rest.replaceAll(other, ""), text).includes(name);
}
