import { z } from "zod";
import { asOf, slug, text } from "./fields.ts";
import { type Parsed, parseYaml } from "./yaml-problems.ts";

const source = z.strictObject({
  id: slug,
  /** File name of the stored text, which evaluation data refer to. */
  file: text.optional(),
  title: text,
  titleEn: text,
  publisher: text,
  publisherEn: text,
  asOf,
  /** How we know the date: from the text itself, or by inference. */
  asOfBasis: text,
  pages: z.int().positive().optional(),
});

/** A document behind the cards. */
export type Source = z.infer<typeof source>;

const sources = z.array(source).superRefine((list, context) => {
  for (const [i, { id }] of list.entries()) {
    if (list.findIndex((other) => other.id === id) === i) continue;
    const message = "ほかにない id / an id that no other source has";
    context.addIssue({ code: "custom", path: [i, "id"], message });
  }
});

/** Reads `sources.yaml`. */
export function readSources(path: string, file: string): Parsed<readonly Source[]> {
  return parseYaml({ path, text: file }, sources);
}
