import { stringify } from "yaml";
import { z } from "zod";
import { type AsOf, parseAsOf, parsePrintedDate } from "./as-of.ts";
import type { Problem } from "./card.ts";
import { parseYaml } from "./yaml-problems.ts";

/** Who may find what a document says, by the word for it in the file beside the document. */
export const VISIBILITIES = {
  public: { ja: "公開", en: "public" },
  members: { ja: "会員", en: "members" },
  staff: { ja: "担当者限り", en: "staff only" },
} as const;
export type Visibility = keyof typeof VISIBILITIES;

const RANK: Readonly<Record<Visibility, number>> = { public: 0, members: 1, staff: 2 };

/** Whether somebody who may see this much finds a document of that visibility. */
export function sees(viewer: Visibility, visibility: Visibility = "public"): boolean {
  return RANK[visibility] <= RANK[viewer];
}

/** What is kept beside a document that was added: NAME.EXT.yaml. */
export interface DocumentHead {
  readonly title?: string;
  readonly publisher?: string;
  /** As people write it: 2007-10-25, 平成16年度. */
  readonly date?: string;
  readonly visibility: Visibility;
  /** SHA-256 of the file as it was brought. */
  readonly sha256?: string;
  /** SHA-256 of what was read of it; absent where the file is its own text. */
  readonly textSha256?: string;
  /** How many pages it has; absent where the format has none. */
  readonly pages?: number;
  /** Numbers of the pages that could not be read. */
  readonly missing?: readonly number[];
}

const line = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value).trim()));

const words = Object.fromEntries(
  Object.entries(VISIBILITIES).flatMap(([code, { ja }]) => [
    [code, code],
    [ja, code],
  ]),
  // Object.entries forgets which codes there are.
) as Readonly<Record<string, Visibility>>;

const visibility = z.string().transform((value, context) => {
  const code = visibilityOf(value);
  if (code) return code;
  const message = Object.values(VISIBILITIES)
    .map(({ ja }) => ja)
    .join("、");
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const schema = z.object({
  title: line,
  publisher: line,
  date: line,
  visibility: visibility.default("public"),
  sha256: z.string().optional(),
  textSha256: z.string().optional(),
  pages: z.int().positive().optional(),
  missing: z.array(z.int().positive()).optional(),
});

/** A visibility by its code or by the word that people read. */
export function visibilityOf(word: string): Visibility | undefined {
  return words[word.normalize("NFKC").trim().toLowerCase()];
}

/**
 * Reads the file beside a document. One that cannot be read hides the document from all but staff: it
 * may have said so.
 */
export function readDocumentHead(
  path: string,
  text: string,
): { readonly head: DocumentHead; readonly problems: readonly Problem[] } {
  const parsed = parseYaml({ path, text }, schema);
  if ("problems" in parsed) return { head: { visibility: "staff" }, problems: parsed.problems };
  const { title, publisher, date, ...rest } = parsed.value;
  return {
    // Undefined members of the schema are members that are not there.
    head: {
      ...present(rest),
      visibility: rest.visibility,
      ...(title && { title }),
      ...(publisher && { publisher }),
      ...(date && { date }),
    },
    problems: [],
  };
}

/** The members that are there. */
export function present<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  // Object.fromEntries forgets which members there were.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

const HOW_TO = `# 表題・発行者・日付・公開範囲（公開、会員、担当者限り）は、ここを書き換えると直ります。
# Edit title, publisher, date and visibility here; the next question sees them.
`;

/** The text of the file beside a document, with room for what is not known. */
export function documentHeadText({ visibility: code, ...head }: DocumentHead): string {
  const { title = "", publisher = "", date = "", ...rest } = head;
  return (
    HOW_TO +
    stringify(
      { title, publisher, date, visibility: VISIBILITIES[code].ja, ...rest },
      { lineWidth: 0 },
    )
  );
}

/** The date of a head, in both calendars; `undefined` for none, or one that names no year. */
export function asOfHead({ date }: DocumentHead): AsOf | undefined {
  if (date === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/u.exec(date) ?? [];
  if (year === undefined) return parseAsOf(date) ?? parsePrintedDate(date);
  const rest = `${month ? `${Number(month)}月` : ""}${day ? `${Number(day)}日` : ""}`;
  return parsePrintedDate(`${year}年${rest}`);
}
