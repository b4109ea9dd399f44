import { type Bilingual, UserError } from "../errors.ts";
import type { Result } from "./ledger.ts";
import type { Entities } from "./records.ts";

/**
 * Thrown within a transaction to undo it, and turned into a value before any caller sees it: a refusal
 * is an answer.
 */
export class Refusal extends Error {
  readonly why: Bilingual;

  constructor(ja: string, en: string) {
    super(en);
    this.name = "Refusal";
    this.why = { ja, en };
  }
}

/** Does the work; a refusal within it becomes a value. */
export function orRefused<Kind extends keyof Entities>(work: () => Result<Kind>): Result<Kind> {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return { kind: "refused", why: error.why };
    throw error;
  }
}

/** Does work whose result has no room for a refusal; a refusal within it is the user's mistake. */
export function orUserError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new UserError(error.why, { cause: error });
    throw error;
  }
}

/** Refuses unless the text says something. */
export function expectText(text: string | undefined, ja: string, en: string): string {
  if (text === undefined || text.trim() === "") {
    throw new Refusal(`${ja}を書いてください。`, `Say what the ${en} is.`);
  }
  return text;
}

export function notFound(id: string): Refusal {
  return new Refusal(
    `「${id}」という記録はありません。番号を確かめてください。`,
    `There is no record "${id}". Check its number.`,
  );
}
