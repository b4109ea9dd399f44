import type { ChatMessage } from "../models/chat-model.ts";
import type { Language } from "../text/language.ts";
import { readTexts, type WordingOf } from "../text/wording.ts";

const KEYS = ["rules", "question", "rewriteRules", "rewrite"] as const;
/** What a language model is told. */
export type ModelPrompt = WordingOf<(typeof KEYS)[number]>;

/** Reads the prompt from YAML; throws when a text is missing, unknown or not in both languages. */
export function readModelPrompt(yaml: string): ModelPrompt {
  return readTexts(yaml, KEYS);
}

/** A passage as a model sees it: `n` first, then its text, then what is known of it. */
export interface ShownPassage {
  readonly n: number;
  readonly text: string;
  /** What the text stands under. */
  readonly heading?: string;
  readonly title: string;
  readonly kind: string;
  readonly status: string;
  readonly asOf: string;
  readonly area: readonly string[];
}

export interface Asked {
  readonly question: string;
  /** The question before, as far as it may be sent. */
  readonly thread: string | undefined;
  readonly passages: readonly ShownPassage[];
}

/** The messages of a request. What others wrote goes in as JSON: nothing in it can end its line. */
export function promptMessages(
  prompt: ModelPrompt,
  language: Language,
  { question, thread, passages }: Asked,
): readonly ChatMessage[] {
  const say = prompt(language);
  const slots = {
    question: JSON.stringify(question),
    thread: JSON.stringify(thread ?? null),
    passages: passages.map((passage) => JSON.stringify(passage)).join("\n"),
  };
  return [
    { role: "system", content: say("rules") },
    { role: "user", content: say("question", slots) },
  ];
}

/** The messages of a request for a follow-up as a question that stands by itself. */
export function rewriteMessages(
  prompt: ModelPrompt,
  language: Language,
  { question, before }: { readonly question: string; readonly before: string },
): readonly ChatMessage[] {
  const say = prompt(language);
  const slots = { question: JSON.stringify(question), before: JSON.stringify(before) };
  return [
    { role: "system", content: say("rewriteRules") },
    { role: "user", content: say("rewrite", slots) },
  ];
}
