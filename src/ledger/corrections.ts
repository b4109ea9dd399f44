import { z } from "zod";
import { isDay } from "../text/days.ts";
import type { Change, Desk } from "./desk.ts";
import { expectDiscreet, stringsIn } from "./discreet.ts";
import type { Correction, Ledger, Result } from "./ledger.ts";
import { expectOutcome, expectSatisfaction } from "./outcomes.ts";
import type { Kind } from "./record-store.ts";
import type { Actor, Entities, Outcome } from "./records.ts";
import { expectText, Refusal } from "./refusal.ts";
import {
  ACTIVITY_KINDS,
  CLOSE_REASONS,
  CONFIDENTIALITIES,
  type Confidentiality,
  FEEDBACK_CATEGORIES,
  FINDING_CODES,
  type Labels,
  NEED_TYPES,
} from "./vocabulary.ts";

const text = z.string().min(1);
const texts = z.array(text);
const day = text.refine(isDay);
const code = <Code extends string>(labels: Labels<Code>) =>
  text.refine((value) => Object.hasOwn(labels, value));
const locator = z.strictObject({ page: z.int().optional(), section: z.string().optional() });
const evidence = z.strictObject({ source: text, path: text, locator, quote: text });
const part = z.strictObject({ part: text, score: z.number(), need: text, seed: text });
const scheme = z.strictObject({ id: text, name: text, status: text, asOf: text });
const holds =
  <T>(expect: (value: T) => void) =>
  (value: unknown) => {
    // The check looks at every field itself.
    expect(value as T);
    return true;
  };
const outcome = z.record(z.string(), z.unknown()).refine(holds<Outcome>(expectOutcome));
const profile = z.strictObject({
  technologies: texts,
  materials: texts,
  industry: text.optional(),
  stage: text.optional(),
  places: texts,
  deadline: text.optional(),
  budget: text.optional(),
  target: text.optional(),
});

/**
 * What can be corrected, and what it may become; `null` takes away what need not be there. The state,
 * the consents, degrees of anonymity and what identifies a record have ways of their own.
 */
const CORRECTABLE: Readonly<Record<Kind, Readonly<Record<string, z.ZodType>>>> = {
  need: {
    type: code(NEED_TYPES),
    summary: text,
    profile,
    confidentiality: code(CONFIDENTIALITIES),
    region: text.nullable(),
    coordinator: text,
    expiresOn: day,
  },
  match: {
    seed: text.nullable(),
    score: z.number(),
    parts: z.array(part),
    reasons: texts,
    gaps: texts,
    schemes: z.array(scheme),
    evidence: z.array(evidence),
    coordinator: text,
    outcome: outcome.nullable(),
    closeReason: code(CLOSE_REASONS),
  },
  consent: {},
  activity: { kind: code(ACTIVITY_KINDS), on: day, note: text, region: text.nullable() },
  survey: {
    satisfaction: z.number().refine(holds(expectSatisfaction)).nullable(),
    outcome: outcome.nullable(),
  },
  review: { finding: code(FINDING_CODES), comment: z.string() },
  answer: { correctedBy: text },
  feedback: {
    category: code(FEEDBACK_CATEGORIES),
    comment: z.string(),
    status: z.enum(["open", "done"]),
  },
  user: {},
  consultation: { note: text },
};

/** Corrections: a new event with the old and the new values; nothing that was written goes away. */
export function createCorrections(desk: Desk): Pick<Ledger, "correct"> {
  return {
    correct: async (correction, by) =>
      desk.change("correct", by, (change) => {
        expectDiscreetValues(desk, change, correction);
        return correct(change, correction);
      }),
  };
}

/** Nobody looks a quote up that is written by hand: in a correction it is a text like any other. */
function expectDiscreetValues(
  { vault, view }: Desk,
  change: Change,
  { kind, id, changes }: Correction,
): void {
  const record = change.find(kind, id);
  const before = new Set(stringsIn(Object.values(record)));
  const added = stringsIn(Object.values(changes)).filter((text) => !before.has(text));
  expectDiscreet({ names: vault.names() }, added, view.namesOnRecord(kind, record));
}

function correct<K extends Kind>(
  change: Change,
  { kind, id, changes, reason }: Correction & { readonly kind: K },
): Result<K> {
  const record = change.find(kind, id);
  expectText(reason, "訂正の理由", "reason of the correction");
  expectOwnBusiness(change.actor, kind, record);
  if (kind === "answer") expectOtherAnswer(change, id, changes);
  if ("confidentiality" in record) expectNoWider(record.confidentiality, changes);
  const old = new Map<string, unknown>(Object.entries(record));
  const details = Object.entries(changes).map(([field, to]) => {
    expectCorrectable(kind, field, to);
    return [field, { from: old.get(field) ?? null, to }] as const;
  });
  if (details.length === 0) throw nothing();
  if ("closeReason" in changes && !old.has("closeReason"))
    throw notCorrectable(kind, "closeReason");
  const entries = Object.entries({ ...record, ...changes }).filter(([, value]) => value !== null);
  // Each field was held against what its kind allows.
  const corrected = Object.fromEntries(entries) as unknown as Entities[K];
  return change.save(kind, corrected, {
    action: `${kind}.correct`,
    reason,
    details: { changes: Object.fromEntries(details) },
  });
}

function expectCorrectable(kind: Kind, field: string, value: unknown): void {
  const fields = CORRECTABLE[kind];
  const type = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (!type) throw notCorrectable(kind, field);
  if (type.safeParse(value).success) return;
  throw new Refusal(
    `「${field}」の新しい値が正しくありません。`,
    `The new value of "${field}" is not one that it can have.`,
  );
}

/** An auditor judges the work of others and leaves it as it is. */
function expectOwnBusiness(actor: Actor, kind: Kind, record: Entities[Kind]): void {
  if (actor.role !== "auditor" || kind === "feedback" || kind === "answer") return;
  if ("reviewer" in record && record.reviewer === actor.id) return;
  throw new Refusal(
    "監査職員が訂正できるのは、自分の所見と、回答・評価の扱いだけです。所見（review）として記録してください。",
    "An auditor corrects findings of their own and how answers and feedback were dealt with. Record a finding instead.",
  );
}

const NARROWEST_LAST: readonly Confidentiality[] = ["public", "members", "coordinators", "nda"];

/** More may be kept back by a correction; what was kept back is not opened by one. */
function expectNoWider(now: Confidentiality, { confidentiality }: Correction["changes"]): void {
  const wanted = NARROWEST_LAST.findIndex((each) => each === confidentiality);
  if (wanted < 0 || wanted >= NARROWEST_LAST.indexOf(now)) return;
  throw new Refusal(
    "公開範囲を広げる訂正はできません。広げるときは、本人の同意を得てニーズを登録し直してください。",
    "A correction cannot open a need to more readers. Register it anew, with the consent of whose it is.",
  );
}

/** An answer is corrected by another one that was really given. */
function expectOtherAnswer(change: Change, id: string, changes: Correction["changes"]): void {
  const { correctedBy } = changes;
  if (typeof correctedBy !== "string") return;
  if (correctedBy === id) throw notCorrectable("answer", "correctedBy");
  change.find("answer", correctedBy);
}

function notCorrectable(kind: Kind, field: string): Refusal {
  const fields = Object.keys(CORRECTABLE[kind]).join(", ");
  return new Refusal(
    `「${field}」は訂正できません。訂正できる項目：${fields || "なし"}。`,
    `"${field}" cannot be corrected. What can: ${fields || "nothing"}.`,
  );
}

function nothing(): Refusal {
  return new Refusal("訂正する項目を書いてください。", "Say what is to be corrected.");
}
