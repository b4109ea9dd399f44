import { z } from "zod";

/** What the child is asked, as one line of JSON on its standard input: a password is on no command line. */
export interface ChildRequest {
  readonly file: string;
  readonly password?: string | undefined;
  /** The first page to read, from 1. */
  readonly from: number;
  readonly maxPages: number;
  readonly maxPageCharacters: number;
  readonly maxCharacters: number;
}

/**
 * A run of characters as the file places it: text, transform (a, b, c, d, e, f) in points from the
 * lower left corner, advance along the text, 1 if its font is set vertically.
 */
export type RawRun = readonly [
  string,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  0 | 1,
];

// A page may have thousands of runs: looked at, not copied.
const run = z.custom<RawRun>(
  (value) =>
    Array.isArray(value) &&
    value.length === 9 &&
    value.every((part, i) => typeof part === (i === 0 ? "string" : "number")),
);

const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({
    kind: z.literal("opened"),
    pages: z.number().int().nonnegative(),
    title: z.string(),
  }),
  z.object({ kind: z.literal("unopened"), encrypted: z.boolean(), why: z.string() }),
  z.object({
    kind: z.literal("page"),
    number: z.number().int(),
    width: z.number(),
    height: z.number(),
    runs: z.array(run),
  }),
  /** Of a page that was said, with few letters on it: whether nothing is painted beside them. */
  z.object({ kind: z.literal("painted"), number: z.number().int(), isBare: z.boolean() }),
  z.object({ kind: z.literal("unread"), number: z.number().int(), why: z.string() }),
  z.object({ kind: z.literal("overfull"), number: z.number().int() }),
  z.object({ kind: z.literal("end"), residentMb: z.number(), cpuMs: z.number() }),
]);

/**
 * What the child says, a line of JSON each: `ready` once, and for each file what became of it, its
 * pages in their order, which of the short ones are bare, and `end` with what the child has used so
 * far.
 */
export type ChildMessage = z.infer<typeof message>;

/** A page as the child says it. */
export type RawPage = Extract<ChildMessage, { kind: "page" }>;

/** A line of the child's output; `undefined` for one that was cut short when it was killed. */
export function parseChildMessage(line: string): ChildMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return message.safeParse(value).data;
}
