import { z } from "zod";
import type { Document } from "../corpus/document.ts";
import { type ChatModel, ModelFault } from "../models/chat-model.ts";
import { closed, INTEGER, listOf, STRING } from "../models/json-schema.ts";
import { parsed } from "../models/parsed.ts";
import { searchForm } from "../text/search-form.ts";
import { readTexts, type WordingOf } from "../text/wording.ts";
import { type Sentence, sentencesOf } from "./document-sentences.ts";
import { nameOf } from "./draft-card.ts";
import { DRAFT_KINDS, type DraftField, type Proposal, type Proposed } from "./proposal.ts";
import { proposeByRules } from "./propose-by-rules.ts";

const KEYS = ["rules", "question"] as const;
type DraftPrompt = WordingOf<(typeof KEYS)[number]>;

/** Reads the prompt from YAML; throws when a text is missing, unknown or not in both languages. */
export function readDraftPrompt(yaml: string): DraftPrompt {
  return readTexts(yaml, KEYS);
}

/** Characters that are shown at once, and how often a document is asked about: its first pages tell most. */
const MAX_SHOWN = 6_000;
const MAX_REQUESTS = 4;

/** The fields that a model may fill; those with several values are lists in the head of a card. */
const LISTS = new Set(["aliases", "targets", "supports", "schemeType", "area"]);
const SINGLE = new Set(["provider", "orgType", "seedType", "holder"]);

const card = z.object({
  kind: z.enum(DRAFT_KINDS),
  name: z.string(),
  /** The number of the sentence that names it. */
  from: z.int(),
  fields: z.array(z.object({ field: z.string(), values: z.array(z.string()), from: z.int() })),
  /** Numbers of the sentences about it. */
  statements: z.array(z.int()),
});
const reply = z.object({ cards: z.array(card) });

const DRAFTS_SCHEMA = {
  name: "drafts",
  schema: closed({
    cards: listOf(
      closed({
        kind: { type: "string", enum: DRAFT_KINDS },
        name: STRING,
        from: INTEGER,
        fields: listOf(closed({ field: STRING, values: listOf(STRING), from: INTEGER })),
        statements: listOf(INTEGER),
      }),
    ),
  }),
};

interface Mask {
  hide(text: string): string;
  restore(text: string): string;
}

interface Dependencies {
  readonly chat: ChatModel;
  readonly prompt: DraftPrompt;
  /** A mask for one document. */
  readonly createMask: () => Promise<Mask>;
  /** Told of a model that gave nothing: the rules propose without it. */
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/**
 * Proposes what the rules do and, beside it, what a language model names: a thing and its fields, each by
 * the number of a sentence. It cannot say what the document does not: quotes are the sentences
 * themselves, and values are checked against them.
 */
export function createModelProposer({ chat, prompt, createMask, onTrouble }: Dependencies) {
  return async (document: Document): Promise<Proposed> => {
    const rules = proposeByRules(document);
    const mask = await createMask();
    const named: Proposal[] = [];
    try {
      for (const sentences of shownOf(document)) {
        named.push(...(await ask(sentences, { chat, prompt, mask })));
      }
      return { proposals: joined(rules, named), isWhole: true };
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      onTrouble("the language model proposed no cards", error);
      return { proposals: joined(rules, named), isWhole: false };
    }
  };
}

/** The sentences of a document in portions that one request takes. */
function shownOf(document: Document): readonly (readonly Sentence[])[] {
  const portions: Sentence[][] = [];
  let room = 0;
  for (const sentence of sentencesOf(document).flat()) {
    if (room < sentence.text.length) {
      portions.push([]);
      room = MAX_SHOWN;
    }
    portions.at(-1)?.push(sentence);
    room -= sentence.text.length;
  }
  return portions.slice(0, MAX_REQUESTS);
}

async function ask(
  sentences: readonly Sentence[],
  { chat, prompt, mask }: Pick<Dependencies, "chat" | "prompt"> & { readonly mask: Mask },
): Promise<readonly Proposal[]> {
  const say = prompt("ja");
  const lines = sentences.map(({ text }, i) => JSON.stringify({ n: i + 1, text: mask.hide(text) }));
  const pieces = chat.complete(
    [
      { role: "system", content: say("rules") },
      { role: "user", content: say("question", { sentences: lines.join("\n") }) },
    ],
    { schema: DRAFTS_SCHEMA },
  );
  let json = "";
  for await (const piece of pieces) json += piece;
  return parsed(reply, json).cards.flatMap((each) => proposalOf(each, sentences, mask));
}

function proposalOf(
  { kind, name, from, fields, statements }: z.infer<typeof card>,
  sentences: readonly Sentence[],
  mask: Mask,
): readonly Proposal[] {
  const at = (n: number) => sentences[n - 1];
  const named = at(from);
  if (named === undefined) return [];
  const read = fields.flatMap(({ field, values, from: n }): readonly DraftField[] => {
    const quote = at(n);
    const said = values.map((value) => mask.restore(value));
    if (quote === undefined) return [];
    if (LISTS.has(field)) return [{ field, value: said, quote }];
    return SINGLE.has(field) ? [{ field, value: said[0], quote }] : [];
  });
  return [
    {
      kind,
      fields: [{ field: "name", value: mask.restore(name), quote: named }, ...read],
      statements: statements.flatMap((n) => at(n) ?? []).filter(({ heads }) => !heads),
    },
  ];
}

/** What rules and a model say of the same things: of a field that both give the rule's counts. */
function joined(rules: readonly Proposal[], named: readonly Proposal[]): readonly Proposal[] {
  const byName = new Map(rules.map((proposal) => [keyOf(proposal), proposal]));
  for (const proposal of named) {
    const before = byName.get(keyOf(proposal));
    byName.set(keyOf(proposal), before ? both(before, proposal) : proposal);
  }
  return [...byName.values()];
}

function both(first: Proposal, second: Proposal): Proposal {
  const fields = new Set(first.fields.map(({ field }) => field));
  return {
    kind: first.kind,
    fields: [...first.fields, ...second.fields.filter(({ field }) => !fields.has(field))],
    statements: [...new Set([...first.statements, ...second.statements])],
  };
}

function keyOf(proposal: Proposal): string {
  return searchForm(nameOf(proposal)).trim();
}
