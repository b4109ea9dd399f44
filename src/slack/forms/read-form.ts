import { z } from "zod";
import type { Bilingual } from "../../errors.ts";
import type { Labels } from "../../ledger/vocabulary.ts";
import { isDay } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import { FIELD_ACTION, MOST_LINE, MOST_TEXT, tidy } from "./fields.ts";

/** What a form says, or what Slack is to show below which of its fields. */
export type Read<Values> =
  | { readonly ok: Values }
  | { readonly errors: Readonly<Record<string, string>> };

/** The fields of a form that was sent, by the ids of their blocks. */
export interface SentFields {
  /** A line, or more of them; `undefined` where nothing to be seen was written. */
  text(id: string, length?: "line" | "long"): string | undefined;
  choice<Code extends string>(id: string, of: Labels<Code>): Code | undefined;
  choices<Code extends string>(id: string, of: Labels<Code>): readonly Code[];
  day(id: string): string | undefined;
  user(id: string): string | undefined;
  /** A whole number; complains of anything else that was written. */
  number(id: string): number | undefined;
  /** Says below the field what is wrong with it. */
  complain(id: string, why: Bilingual): void;
  /** The value; complains where there is none. */
  needed<Value>(id: string, value: Value | undefined, why?: Bilingual): Value;
}

const chosen = z.object({ value: z.string() });
const state = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: chosen.nullish(),
      selected_options: z.array(chosen).nullish(),
      selected_date: z.string().nullish(),
      selected_user: z.string().nullish(),
    }),
  ),
);

/**
 * Reads `view.state.values`. What `read` makes of the fields counts only where it complained of
 * nothing. Throws on what is no such state: Slack does not send it.
 */
export function readForm<Values>(
  values: unknown,
  language: Language,
  read: (fields: SentFields) => Values,
): Read<Values> {
  const sent = state.parse(values);
  const errors: Record<string, string> = {};
  const ok = read(fieldsOf(sent, language, errors));
  return Object.keys(errors).length > 0 ? { errors } : { ok };
}

function fieldsOf(
  sent: z.infer<typeof state>,
  language: Language,
  errors: Record<string, string>,
): SentFields {
  const field = (id: string) => sent[id]?.[FIELD_ACTION];
  const complain: SentFields["complain"] = (id, why) => {
    errors[id] ??= why[language];
  };
  return {
    complain,
    text(id, length = "line") {
      const text = tidy(field(id)?.value ?? "", length === "long");
      const most = length === "long" ? MOST_TEXT : MOST_LINE;
      if (text.length > most) complain(id, tooLong(most));
      return text === "" ? undefined : text;
    },
    choice: (id, of) => codeOf(of, field(id)?.selected_option?.value),
    choices: (id, of) =>
      (field(id)?.selected_options ?? [])
        .map(({ value }) => codeOf(of, value))
        .filter((code) => code !== undefined),
    day(id) {
      const day = field(id)?.selected_date ?? undefined;
      return day !== undefined && isDay(day) ? day : undefined;
    },
    user: (id) => field(id)?.selected_user ?? undefined,
    number(id) {
      const written = tidy(field(id)?.value ?? "", false);
      const number = WHOLE.test(written) ? Number(written) : undefined;
      if (written !== "" && number === undefined) complain(id, NO_NUMBER);
      return number;
    },
    needed<Value>(id: string, value: Value | undefined, why = MISSING): Value {
      if (value === undefined) complain(id, why);
      // Once there is a complaint, nobody is given what was read.
      return value as Value;
    },
  };
}

function codeOf<Code extends string>(of: Labels<Code>, code: string | undefined): Code | undefined {
  // Object.hasOwn does not narrow.
  return code !== undefined && Object.hasOwn(of, code) ? (code as Code) : undefined;
}

/** What stands below a field that has to be filled in. */
export const MISSING: Bilingual = { ja: "記入してください。", en: "Please fill this in." };
/** What stands below a last day that is over. */
export const PAST: Bilingual = {
  ja: "今日以降の日を選んでください。",
  en: "Choose today or a later day.",
};

/** Up to what a number holds exactly. */
const WHOLE = /^\d{1,15}$/u;
const NO_NUMBER: Bilingual = {
  ja: "0以上の整数を書いてください。",
  en: "Write a whole number, 0 or more.",
};

function tooLong(most: number): Bilingual {
  return { ja: `${most}字以内で書いてください。`, en: `Use at most ${most} characters.` };
}
