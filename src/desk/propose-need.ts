import { NEED_TYPES } from "../ledger/vocabulary.ts";
import { type Asking, askBriefly } from "../models/ask-briefly.ts";
import { createAskedLately } from "../models/asked-lately.ts";
import { totalOf, type Usage } from "../models/chat-model.ts";
import { closed, listOf, STRING } from "../models/json-schema.ts";
import { languageOf } from "../text/language.ts";
import { readTexts, type WordingOf } from "../text/wording.ts";
import {
  checkNeedProposal,
  type NeedProposal,
  type NeedReply,
  needReply,
} from "./need-proposal.ts";

const KEYS = ["rules", "need"] as const;
type NeedPrompt = WordingOf<(typeof KEYS)[number]>;

/** Reads the prompt from YAML; throws when a text is missing, unknown or not in both languages. */
export function readNeedPrompt(yaml: string): NeedPrompt {
  return readTexts(yaml, KEYS);
}

const SCHEMA = {
  name: "need",
  schema: closed({
    summary: listOf(closed({ quote: STRING, text: STRING })),
    type: { type: "string", enum: Object.keys(NEED_TYPES) },
    region: STRING,
    deadline: STRING,
    budget: STRING,
    target: STRING,
  }),
};

/** Somebody waits to see what would be recorded. */
const WITHIN_MS = 3_500;

/** A proposal, and what it has cost where it was asked for just now; a model that failed cost something too. */
export interface AskedProposal {
  readonly proposal?: NeedProposal;
  readonly usage?: Usage;
}

/**
 * How a language model would put a need; no proposal where it fails or is late. It is told what may stand
 * on record and no more, masked.
 */
export type ProposeNeed = (asked: {
  /** The text, as far as it may stand on record. */
  readonly open: string;
  /** Names that may stand in it, and are told no model. */
  readonly names: readonly string[];
  /** A day in Japan. */
  readonly today: string;
}) => Promise<AskedProposal>;

interface Dependencies extends Omit<Asking, "onUsage"> {
  readonly prompt: NeedPrompt;
  /** A mask for one need, which hides these names besides those that are known. */
  readonly createMask: (names: readonly string[]) => Promise<{
    hideSaid(text: string): string | undefined;
    restore(text: string): string;
  }>;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

/** The same text is proposed the same: what somebody has seen is what they confirm. */
export function createNeedProposer({
  prompt,
  createMask,
  now,
  ...asking
}: Dependencies): ProposeNeed {
  const lately = createAskedLately<NeedProposal>(now);
  return async ({ open, names, today }) => {
    const usage: Usage[] = [];
    const proposal = await lately(`${today} ${open}`, async () => {
      const mask = await createMask(names);
      const shown = mask.hideSaid(open);
      if (shown === undefined) return undefined;
      const say = prompt(languageOf(open));
      const reply = await askBriefly(
        [
          { role: "system", content: say("rules") },
          { role: "user", content: say("need", { text: JSON.stringify(shown) }) },
        ],
        { shape: needReply, schema: SCHEMA, withinMs: WITHIN_MS },
        { ...asking, onUsage: (each) => usage.push(each) },
      );
      return reply && checkNeedProposal(restored(reply, mask.restore), open, today);
    });
    return {
      ...(proposal && { proposal }),
      ...(usage.length > 0 && { usage: totalOf(usage) }),
    };
  };
}

function restored(reply: NeedReply, restore: (text: string) => string): NeedReply {
  return {
    type: reply.type,
    summary: reply.summary.map(({ quote, text }) => ({
      quote: restore(quote),
      text: restore(text),
    })),
    region: restore(reply.region),
    deadline: restore(reply.deadline),
    budget: restore(reply.budget),
    target: restore(reply.target),
  };
}
