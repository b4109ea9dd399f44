import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Bilingual, UserError } from "../../errors.ts";
import type { Result } from "../../ledger/ledger.ts";
import type { OpenLedger } from "../../ledger/open-ledger.ts";
import type { Actor, Entities } from "../../ledger/records.ts";
import { japanDay } from "../../text/days.ts";
import { type Period, periodOf } from "../../text/periods.ts";
import { actorNamed } from "../acting.ts";
import { dayGiven, misuse, regionOf } from "../arguments.ts";
import type { CommandContext } from "../command.ts";

export const OPTIONS = {
  data: { type: "string" },
  as: { type: "string" },
  json: { type: "boolean" },
  head: { type: "string" },
  format: { type: "string" },
  out: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  reason: { type: "string" },
  "close-reason": { type: "string" },
  outcome: { type: "string" },
  next: { type: "string" },
  due: { type: "string" },
  side: { type: "string" },
  by: { type: "string" },
  fields: { type: "string" },
  purpose: { type: "string" },
  method: { type: "string" },
  until: { type: "string" },
  set: { type: "string", multiple: true },
  finding: { type: "string" },
  category: { type: "string" },
  comment: { type: "string" },
  kind: { type: "string" },
  on: { type: "string" },
  match: { type: "string" },
  note: { type: "string" },
  satisfaction: { type: "string" },
  name: { type: "string" },
  role: { type: "string" },
  organisation: { type: "string" },
  state: { type: "string" },
  period: { type: "string" },
  region: { type: "string" },
  coordinator: { type: "string" },
  overdue: { type: "boolean" },
} as const;

type Given = {
  readonly [K in keyof typeof OPTIONS]?:
    | ((typeof OPTIONS)[K] extends { readonly multiple: true }
        ? readonly string[]
        : (typeof OPTIONS)[K]["type"] extends "boolean"
          ? boolean
          : string)
    | undefined;
};

/** A subcommand as it was called. */
export interface Call {
  readonly context: CommandContext;
  readonly values: Given;
  readonly positionals: readonly string[];
  /** How this subcommand is used. */
  readonly usage: string;
}

export interface Subcommand {
  readonly usage: string;
  readonly what: Bilingual;
  readonly run: (call: Call) => Promise<void>;
}

export function byOf({ values, context }: Call): Actor {
  return actorNamed(values.as, context);
}

/** Works with the ledger of the data folder; where there is none, only who writes makes one. */
export async function withLedger<T>(
  call: Call,
  work: (ledger: OpenLedger) => Promise<T>,
  { makes = false }: { readonly makes?: boolean } = {},
): Promise<T> {
  if (!makes && !hasLedger(call)) throw noLedger(call);
  const desk = await call.context.openDesk(call.values);
  try {
    return await work(desk.ledger);
  } finally {
    desk.close();
  }
}

export function hasLedger({ context, values }: Call): boolean {
  return existsSync(join(context.ledgerFolder(values), "ledger.sqlite"));
}

function noLedger({ context, values }: Call): UserError {
  const folder = context.ledgerFolder(values);
  return new UserError({
    ja: `「${folder}」にはまだ台帳がありません。npm run match -- --record "ニーズ" で最初のニーズを登録できます。`,
    en: `There is no ledger in "${folder}" yet. npm run match -- --record "need" registers the first need.`,
  });
}

/** The one word that a subcommand is about: a number such as M-0001. */
export function only({ positionals, usage }: Call, complaint: Bilingual): string {
  const [first, ...more] = positionals;
  if (first === undefined || more.length > 0) throw misuse(complaint, usage);
  return first;
}

export const NEEDS_ID: Bilingual = {
  ja: "番号（M-0001 など）を一つ書いてください。",
  en: "Give one number, such as M-0001.",
};

export function needed(call: Call, option: keyof Given, what: Bilingual): string {
  const value = call.values[option];
  if (typeof value === "string" && value.trim() !== "") return value;
  throw misuse(
    {
      ja: `${what.ja}を --${option} で書いてください。`,
      en: `Give the ${what.en} with --${option}.`,
    },
    call.usage,
  );
}

export function dayOf(call: Call, option: "due" | "until" | "on"): string | undefined {
  return dayGiven(call.values[option], { option: `--${option}`, usage: call.usage });
}

export function periodGiven({ values, context, usage }: Call): Period | undefined {
  if (values.period === undefined) return undefined;
  const period = periodOf(values.period, japanDay(context.clock()));
  if (period) return period;
  throw misuse(
    {
      ja: `期間「${values.period}」を読めません。2026年度、令和8年度、2026Q3（第3四半期）、2026-11、2026-04-01..2026-09-30、今年度、今四半期、今月、先月 のように書いてください。`,
      en: `The period "${values.period}" cannot be read. Write 2026年度, 2026Q3 (fiscal quarter), 2026-11, 2026-04-01..2026-09-30, 今年度, 今四半期, 今月 or 先月.`,
    },
    usage,
  );
}

export function regionGiven({ values, usage }: Call): string | undefined {
  return regionOf(values.region, usage);
}

/** Prints a result as JSON or in words; a refusal is the user's to mend. */
export async function tell<K extends keyof Entities>(
  { context, values }: Call,
  result: Result<K>,
  words: (record: Entities[K], event: number) => Bilingual,
): Promise<void> {
  if (result.kind === "refused") throw new UserError(result.why);
  const { record, event } = result;
  await context.print(
    values.json ? JSON.stringify({ record, event }) : words(record, event)[context.language],
  );
}
