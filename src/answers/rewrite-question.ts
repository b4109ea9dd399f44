import { z } from "zod";
import { figuresOf, isCarried } from "../claims/claim-figures.ts";
import { claimForm } from "../claims/claim-form.ts";
import { foreignWords } from "../claims/claim-words.ts";
import { parsed } from "../claims/read-claims.ts";
import { type ChatModel, ModelFault, type Usage } from "../models/chat-model.ts";
import { givesOrder } from "../text/orders.ts";
import type { Turn } from "./follow-up.ts";
import { type ModelPrompt, rewriteMessages } from "./model-prompt.ts";

const reply = z.object({ question: z.string() });

const SCHEMA = {
  name: "question",
  schema: {
    type: "object",
    additionalProperties: false,
    required: ["question"],
    properties: { question: { type: "string" } },
  },
} as const;

/** A question that stands by itself is not long. */
const LONGEST = 200;
/** The answer to it has to come as well. */
const REWRITE_MS = 3_000;

interface Options {
  readonly chat: ChatModel;
  readonly prompt: ModelPrompt;
  readonly mask: {
    hideSaid(text: string): string | undefined;
    restore(text: string): string;
  };
  readonly signal?: AbortSignal | undefined;
  readonly onUsage: (usage: Usage) => void;
  /** Told of a fault of the model: the question is then answered as it was asked. */
  readonly onFault?: ((fault: ModelFault) => void) | undefined;
}

/**
 * A follow-up as a question that stands by itself, as a model puts it; nothing where the model fails, or
 * says anything that neither the conversation nor the cards which it is about do.
 */
export async function rewriteQuestion(
  question: string,
  last: Turn,
  { chat, prompt, mask, signal, onUsage, onFault }: Options,
): Promise<string | undefined> {
  const asked = mask.hideSaid(question);
  const before = mask.hideSaid(last.question.text);
  if (asked === undefined || before === undefined) return undefined;
  const messages = rewriteMessages(prompt, last.question.language, { question: asked, before });
  const late = AbortSignal.timeout(REWRITE_MS);
  let text = "";
  try {
    const pieces = chat.complete(messages, {
      schema: SCHEMA,
      signal: signal ? AbortSignal.any([signal, late]) : late,
      onUsage,
    });
    for await (const piece of pieces) text += piece;
    const rewritten = mask.restore(parsed(reply, text).question).trim();
    return isAskedOf(rewritten, question, last) ? rewritten : undefined;
  } catch (error) {
    // Then the question is answered as it was asked.
    goneAround(error, { late, signal, onFault });
    return undefined;
  }
}

/** Tells a fault of the model; throws what is none. */
function goneAround(
  error: unknown,
  { late, signal, onFault }: Pick<Options, "signal" | "onFault"> & { readonly late: AbortSignal },
): void {
  if (error instanceof ModelFault) {
    if (!signal?.aborted) onFault?.(error);
  } else if (!late.aborted) throw error;
}

/** Whether a question has no word and no figure but of the conversation and its cards, and orders nothing. */
function isAskedOf(rewritten: string, question: string, { question: last, cited }: Turn): boolean {
  if (rewritten === "" || rewritten === question || rewritten.length > LONGEST) return false;
  if (givesOrder(rewritten)) return false;
  const cards = cited.map(({ card, cardForm }) => `${card.head.name}\n${cardForm}`);
  const known = claimForm([question, last.text, ...cards].join("\n"));
  const form = claimForm(rewritten);
  const figures = figuresOf(known);
  return (
    foreignWords(form, known).length === 0 &&
    figuresOf(form).every((figure) => isCarried(figure, figures))
  );
}
