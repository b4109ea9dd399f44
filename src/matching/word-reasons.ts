import { z } from "zod";
import { type Asking, askBriefly } from "../models/ask-briefly.ts";
import { createAskedLately } from "../models/asked-lately.ts";
import { totalOf, type Usage } from "../models/chat-model.ts";
import { closed, INTEGER, listOf, STRING } from "../models/json-schema.ts";
import { languageOf } from "../text/language.ts";
import { givesOrder } from "../text/orders.ts";
import { readTexts, type WordingOf } from "../text/wording.ts";
import { checkReason } from "./check-reason.ts";
import type { Suggestion, Suggestions } from "./suggestion.ts";
import type { MatchWording } from "./wording.ts";

const KEYS = ["rules", "partners"] as const;
type ReasonPrompt = WordingOf<(typeof KEYS)[number]>;

/** Reads the prompt from YAML; throws when a text is missing, unknown or not in both languages. */
export function readReasonPrompt(yaml: string): ReasonPrompt {
  return readTexts(yaml, KEYS);
}

const reason = z.object({
  /** The number of the partner, from 1. */
  partner: z.int(),
  /** Words of the need that it meets. */
  need: z.string(),
  quote: z.string(),
  text: z.string(),
});
const reply = z.object({ reasons: z.array(reason) });
export type ProposedReason = z.infer<typeof reason>;

const SCHEMA = {
  name: "reasons",
  schema: closed({
    reasons: listOf(closed({ partner: INTEGER, need: STRING, quote: STRING, text: STRING })),
  }),
};

/** Somebody waits for the list. */
const WITHIN_MS = 3_500;
/** The first of the list are looked at. */
const MOST_PARTNERS = 3;

/**
 * The same suggestions with reasons in the words of a language model, where the evidence of the very
 * partner bears them; as they are where it fails or is late.
 */
export type WordReasons = (suggestions: Suggestions, options?: WordOptions) => Promise<Suggestions>;

export interface WordOptions {
  /** Names that may stand in the need, and are told no model. */
  readonly names?: readonly string[];
  /** Default: whoever looks at the list may wait for the model. Else it has the words that were seen. */
  readonly mayAsk?: boolean;
}

interface Dependencies extends Omit<Asking, "onUsage"> {
  readonly prompt: ReasonPrompt;
  readonly wording: MatchWording;
  /** A mask for one need, which hides these names besides those that are known. */
  readonly createMask: (names: readonly string[]) => Promise<Mask>;
  /** Whether a text tells what should not be told. */
  readonly tellsSecrets: (text: string) => boolean;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

interface Mask {
  hide(text: string): string;
  hideSaid(text: string): string | undefined;
  restore(text: string): string;
}

/** The same list has the same reasons for a while: a match is recorded with those that were seen. */
export function createReasonWriter(dependencies: Dependencies): WordReasons {
  const lately = createAskedLately<readonly ProposedReason[]>(dependencies.now);
  return async (suggestions, { names = [], mayAsk = true } = {}) => {
    const { need } = suggestions;
    const best = suggestions.partners.slice(0, MOST_PARTNERS);
    const sent = best.filter(mayBeSent);
    // Evidence is in Japanese: what is said of it in English has no words to rest on.
    if (sent.length === 0 || languageOf(need) === "en" || dependencies.tellsSecrets(need))
      return suggestions;
    const usage: Usage[] = [];
    const about = JSON.stringify([need, sent.map(({ id, evidence }) => [id, evidence])]);
    const ask = () =>
      reasonsFor(need, sent, { ...dependencies, names, onUsage: (each) => usage.push(each) });
    const proposed = await lately(about, mayAsk ? ask : undefined);
    const worded = wordedIn(proposed ?? [], sent, suggestions);
    const cost = usage.length > 0 && { usage: totalOf(usage) };
    return worded.size === 0 && !cost
      ? suggestions
      : withReasons(suggestions, worded, { ...dependencies, ...cost });
  };
}

/** Cards are public, and so is what the register gives to everybody. What orders an assistant about is shown to none. */
function mayBeSent({ origin, disclosure, evidence }: Suggestion): boolean {
  const isPublic = origin === "card" || disclosure === "public";
  return isPublic && !evidence.some(({ quote }) => givesOrder(quote));
}

async function reasonsFor(
  need: string,
  partners: readonly Suggestion[],
  {
    prompt,
    createMask,
    names,
    ...asking
  }: Dependencies & Pick<Asking, "onUsage"> & { readonly names: readonly string[] },
): Promise<readonly ProposedReason[] | undefined> {
  const mask = await createMask(names);
  const shown = mask.hideSaid(need);
  if (shown === undefined) return undefined;
  const say = prompt("ja");
  const said = await askBriefly(
    [
      { role: "system", content: say("rules") },
      {
        role: "user",
        content: say("partners", {
          need: JSON.stringify(shown),
          partners: partners.map((partner, i) => shownAs(i + 1, partner, mask)).join("\n"),
        }),
      },
    ],
    { shape: reply, schema: SCHEMA, withinMs: WITHIN_MS },
    asking,
  );
  return said?.reasons.map(({ partner, ...words }) => ({
    partner,
    need: mask.restore(words.need).trim(),
    quote: mask.restore(words.quote),
    text: mask.restore(words.text).trim(),
  }));
}

/** A partner as a line of JSON: nothing in it can end its line. */
function shownAs(n: number, { name, evidence }: Suggestion, mask: Mask): string {
  const texts = evidence.map(({ quote }) => mask.hide(quote));
  return JSON.stringify({ n, name: mask.hide(name), evidence: texts });
}

interface Worded {
  readonly reason: ProposedReason;
  /** Of the evidence that it rests on, and of the reason whose place it takes. */
  readonly place: number;
}

/** The first reason of each partner that holds, by its id. */
function wordedIn(
  proposed: readonly ProposedReason[],
  partners: readonly Suggestion[],
  need: Pick<Suggestions, "need" | "profile">,
): ReadonlyMap<string, Worded> {
  const worded = new Map<string, Worded>();
  for (const reason of proposed) {
    const partner = partners[reason.partner - 1];
    if (!partner || worded.has(partner.id)) continue;
    const place = checkReason(reason, partner, need);
    if (place !== undefined) worded.set(partner.id, { reason, place });
  }
  return worded;
}

function withReasons(
  suggestions: Suggestions,
  worded: ReadonlyMap<string, Worded>,
  { wording, usage }: Pick<Dependencies, "wording"> & { readonly usage?: Usage },
): Suggestions {
  const say = wording("ja");
  const told = ({ reason: { need, text } }: Worded) =>
    say("reasonWorded", { need, seed: text.replace(/[。．]$/u, "") });
  return {
    ...suggestions,
    partners: suggestions.partners.map((partner) => {
      const own = worded.get(partner.id);
      if (!own) return partner;
      const reasons = partner.reasons.map((each, at) => (at === own.place ? told(own) : each));
      return { ...partner, reasons };
    }),
    worded: {
      places: new Map([...worded].map(([id, { place }]) => [id, place])),
      ...(usage && { usage }),
    },
  };
}
