import type { Expiring } from "../corpus/standard-answer.ts";
import type { Surface } from "../desk/surface.ts";

/** What the Slack assistant needs of Musubi; nothing here knows Slack. */
export interface Backend extends Surface {
  /** The standard answers whose last day is over or no more than so many days away, that day first. */
  expiringAnswers(days: number): Promise<readonly Expiring[]>;
}
