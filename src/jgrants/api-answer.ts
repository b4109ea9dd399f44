import { z } from "zod";
import { isTooDeep } from "../documents/html-lines.ts";
import { readMoment } from "./moment.ts";
import { plainText } from "./plain-text.ts";

const required = z
  .string({ error: "文字列 / a text" })
  .trim()
  .min(1, { error: "空でない文字列 / a text that is not empty" });
/** Free text that may be HTML; nothing where it is empty. */
const prose = z
  .string({ error: "文字列か null / a text or null" })
  .nullish()
  .transform((value, context) => {
    if (!isTooDeep(value ?? "")) return plainText(value ?? "") || undefined;
    const message = "入れ子の浅いHTML / HTML that is not nested so deeply";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
/** Several values of a vocabulary, which the API joins with " / ". */
const several = prose.transform((value) =>
  (value ?? "")
    .split(/\s+\/\s+|\n/u)
    .map((each) => each.trim())
    .filter((each) => each !== ""),
);
const moment = (end: "first" | "last") =>
  z
    .string({ error: "日時か null / a time or null" })
    .nullish()
    .transform((value, context) => {
      if (value === null || value === undefined || value.trim() === "") return undefined;
      const read = readMoment(value, end);
      if (read !== undefined) return read;
      context.addIssue({ code: "custom", message: "日時 / a time: 2026-12-25T08:00:00.000Z" });
      return z.NEVER;
    });
/** Whole yen; 0 is how the API says that there is no limit on file. */
const yen = z
  .union([z.int().nonnegative(), z.string().regex(/^\d*$/u)], {
    error: "0以上の整数か null / a whole number from 0, or null",
  })
  .nullish()
  .transform((value) => Number(value ?? 0) || undefined);

const round = z.looseObject({
  id: required.optional(),
  fiscal_year_round: prose,
  target_area_search: several,
  target_area_detail: prose,
  acceptance_start_datetime: moment("first"),
  acceptance_end_datetime: moment("last"),
  project_end_deadline: moment("last"),
});

/** One subsidy, from a list or with its details; which fields there are depends on that and on the version. */
const subsidy = round
  .extend({
    id: z.string({ error: "文字列 / a text" }).regex(/^[A-Za-z0-9]{1,18}$/u, {
      error: "18文字以下の英数字 / at most 18 letters and digits",
    }),
    name: required,
    title: required.transform((value) => plainText(value).replaceAll("\n", " ")).pipe(required),
    institution_name: prose,
    subsidy_max_limit: yen,
    target_number_of_employees: prose,
    subsidy_catch_phrase: prose,
    detail: prose,
    use_purpose: several,
    industry: several,
    subsidy_rate: prose,
    front_subsidy_detail_page_url: prose,
    granttype: prose,
    workflow: z.array(round, { error: "公募回の配列 / an array of rounds" }).optional(),
  })
  .superRefine(({ granttype, workflow }, context) => {
    if (granttype === undefined || workflow !== undefined) return;
    const message = "公募回の配列（v2 の詳細） / an array of rounds, as in details of v2";
    context.addIssue({ code: "custom", path: ["workflow"], message });
  });

const answer = z.looseObject({
  /** Not of the API: whoever saves an answer may note there when it was asked for. */
  retrievedAt: moment("first"),
  result: z.array(subsidy, { error: "補助金の配列 / an array of subsidies" }),
});

export type ApiSubsidy = z.infer<typeof subsidy>;
export type ApiRound = z.infer<typeof round>;

/** What is wrong in an answer: the field, what was expected there, what came. */
export interface Fault {
  readonly field: string;
  readonly expected: string;
  readonly came: string;
}

export type AnswerReading =
  | { readonly subsidies: readonly ApiSubsidy[]; readonly retrievedAt: string | undefined }
  | { readonly faults: readonly Fault[] };

/**
 * Reads an answer of the public API of Jグランツ, of a list or of details, v1 or v2: what the published
 * lists of fields require must be there, what they do not name may be. A whole answer, or every fault.
 */
export function readAnswer(json: string): AnswerReading {
  const parsed = parseJson(json);
  if ("faults" in parsed) return parsed;
  const result = answer.safeParse(parsed.value);
  if (result.success) {
    return { subsidies: result.data.result, retrievedAt: result.data.retrievedAt };
  }
  return {
    faults: result.error.issues.map(({ path, message }) => ({
      field: path.map(String).join(".") || "JSON",
      expected: message,
      came: shown(valueAt(parsed.value, path)),
    })),
  };
}

function parseJson(
  json: string,
): { readonly value: unknown } | { readonly faults: readonly Fault[] } {
  try {
    return { value: JSON.parse(json.replace(/^\ufeff/u, "")) };
  } catch {
    const came = shown(json);
    return { faults: [{ field: "JSON", expected: "JSON", came }] };
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      // What stands at a key of JSON is looked at by its own keys only.
      typeof at === "object" && at !== null && Object.hasOwn(at, key)
        ? (at as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

const MAX_SHOWN = 40;

function shown(value: unknown): string {
  if (value === undefined) return "なし / nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.trim() === "") return "空 / empty";
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
