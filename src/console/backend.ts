import type { Card } from "../corpus/card.ts";
import type { Expiring } from "../corpus/standard-answer.ts";
import type { Surface } from "../desk/surface.ts";

/** What the pages need of Musubi; nothing behind it knows of pages. */
export interface Backend extends Surface {
  /** The cards of the corpus as they are indexed. */
  cards(): Promise<readonly Card[]>;
  /** The standard answers whose last day is over or no more than so many days away, that day first. */
  expiringAnswers(days: number): Promise<readonly Expiring[]>;
  /** How much is indexed. */
  size(): Promise<{
    readonly cards: number;
    readonly documents: number;
    readonly passages: number;
  }>;
}
