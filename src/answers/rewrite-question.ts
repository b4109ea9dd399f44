import { z } from "zod";
import { figuresOf, isCarried } from "../claims/claim-figures.ts";
import { claimForm } from "../claims/claim-form.ts";
import { foreignWords } from "../claims/claim-words.ts";
import { type Asking, askBriefly } from "../models/ask-briefly.ts";
import { closed, STRING } from "../models/json-schema.ts";
import { givesOrder } from "../text/orders.ts";
import type { Turn } from "./follow-up.ts";
import { type ModelPrompt, rewriteMessages } from "./model-prompt.ts";

const reply = z.object({ question: z.string() });

const SCHEMA = { name: "question", schema: closed({ question: STRING }) };

/** A question that stands by itself is not long. */
const LONGEST = 200;
/** The answer to it has to come as well. */
const REWRITE_MS = 3_000;

interface Options extends Asking {
  readonly prompt: ModelPrompt;
  readonly mask: {
    hideSaid(text: string): string | undefined;
    restore(text: string): string;
  };
}

/**
 * A follow-up as a question that stands by itself, as a model puts it; nothing where the model fails, or
 * says anything that neither the conversation nor the cards which it is about do.
 */
export async function rewriteQuestion(
  question: string,
  last: Turn,
  { prompt, mask, ...asking }: Options,
): Promise<string | undefined> {
  const asked = mask.hideSaid(question);
  const before = mask.hideSaid(last.question.text);
  if (asked === undefined || before === undefined) return undefined;
  const messages = rewriteMessages(prompt, last.question.language, { question: asked, before });
  const wanted = { shape: reply, schema: SCHEMA, withinMs: REWRITE_MS };
  const said = await askBriefly(messages, wanted, asking);
  const rewritten = mask.restore(said?.question ?? "").trim();
  return isAskedOf(rewritten, question, last) ? rewritten : undefined;
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
