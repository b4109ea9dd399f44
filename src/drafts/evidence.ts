import type { Document } from "../corpus/document.ts";
import type { Quote } from "./proposal.ts";

/** What is said of one thing: the sentences that name it, and what is known of the document. */
export interface Evidence {
  readonly name: string;
  readonly sentences: readonly Quote[];
  readonly document: Document;
}
