import { createHash } from "node:crypto";
import { z } from "zod";
import { PROPOSALS, type ProposalChoice, recordDigest } from "../../desk/need-on-record.ts";
import type { Bilingual } from "../../errors.ts";
import type { NewNeed } from "../../ledger/ledger.ts";
import {
  ANONYMITIES,
  type Anonymity,
  CONFIDENTIALITIES,
  type Confidentiality,
} from "../../ledger/vocabulary.ts";
import { areasIn } from "../../text/areas.ts";
import { isDay } from "../../text/days.ts";

/** What somebody wrote into the form of a need, as it can be drafted. */
export interface NeedValues {
  readonly text: string;
  readonly organisation?: string;
  readonly region?: string;
  readonly anonymity: Anonymity;
  readonly confidentiality: Confidentiality;
  readonly expiresOn?: string;
  /** What becomes of the proposal of a language model, where there is one. */
  readonly proposal: ProposalChoice;
}

export const LONGEST_NEED = 3000;

const optional = z
  .string()
  .trim()
  .transform((text) => text || undefined)
  .optional();
const form = z.object({
  text: z.string().trim().min(1).max(LONGEST_NEED),
  organisation: optional,
  region: optional.refine((place) => place === undefined || areasIn(place).length === 1),
  until: optional.refine((day) => day === undefined || isDay(day)),
  anonymity: z.string().refine((code): code is Anonymity => Object.hasOwn(ANONYMITIES, code)),
  confidentiality: z
    .string()
    .refine((code): code is Confidentiality => Object.hasOwn(CONFIDENTIALITIES, code)),
  proposal: z
    .string()
    .refine((code): code is ProposalChoice => Object.hasOwn(PROPOSALS, code))
    .default("use"),
});

/** Reads the fields of the form: values, or what is wrong with each field. */
export function readNeed(
  fields: Readonly<Record<string, string>>,
  today: string,
): { readonly values: NeedValues } | { readonly complaints: readonly Bilingual[] } {
  const read = form.safeParse(fields);
  if (!read.success) {
    const names = new Set(read.error.issues.map(({ path: [name] }) => String(name)));
    return { complaints: [...names].map((name) => COMPLAINTS[name] ?? NO_CHOICE) };
  }
  const { region: place, until, organisation, ...rest } = read.data;
  if (until !== undefined && until < today) return { complaints: [PAST] };
  const [region] = place === undefined ? [] : areasIn(place);
  return {
    values: {
      ...rest,
      ...(organisation !== undefined && { organisation }),
      ...(region !== undefined && { region }),
      ...(until !== undefined && { expiresOn: until }),
    },
  };
}

/**
 * Tells whether a form that is confirmed holds what was shown before, and would stand on record as it
 * was shown: place and last day are part of that, whoever filled them in.
 */
export function digestOf(
  { text, organisation, anonymity, confidentiality, proposal }: NeedValues,
  need: NewNeed,
): string {
  const fields = [text, organisation ?? null, anonymity, confidentiality, proposal];
  return createHash("sha256")
    .update(JSON.stringify([fields, recordDigest(need)]))
    .digest("hex");
}

const NO_TEXT: Bilingual = {
  ja: `ニーズを${LONGEST_NEED}文字以内で書いてください。`,
  en: `Write what is needed, in at most ${LONGEST_NEED} characters.`,
};
const NOT_ONE_REGION: Bilingual = {
  ja: "地域は、都道府県か地方を一つだけ書いてください（例: 岡山県）。",
  en: "Write one prefecture or region, such as Okayama.",
};
const PAST: Bilingual = {
  ja: "期限は、今日より後の日付にしてください。",
  en: "The last day has to lie ahead.",
};
const NO_CHOICE: Bilingual = {
  ja: "相手方への表示と公開範囲を選んでください。",
  en: "Choose what the other side sees, and who may read it.",
};
const COMPLAINTS: Readonly<Record<string, Bilingual>> = {
  text: NO_TEXT,
  region: NOT_ONE_REGION,
  until: PAST,
};
