import type { ModalView } from "@slack/types";
import type { Move } from "../../ledger/ledger.ts";
import type { State } from "../../ledger/states.ts";
import type { Language } from "../../text/language.ts";
import { textField } from "./fields.ts";
import { type MoveShown, moveForm } from "./move-form.ts";
import { type Read, readForm } from "./read-form.ts";

export const REASON_FORM = "musubi_reason_form";

/** The states that a match comes to with a reason in words: held, expired, reopened. */
type WithReason = Extract<State, "on_hold" | "expired" | "screened">;

const LABELS = {
  ja: {
    on_hold: ["保留", "保留にする"],
    expired: ["期限切れ", "期限切れにする"],
    screened: ["再開", "再開する"],
    reason: "理由",
    hint: "台帳に残ります。氏名や公表できない内容は書かないでください。",
  },
  en: {
    on_hold: ["Put on hold", "Put on hold"],
    expired: ["Let it expire", "Let it expire"],
    screened: ["Reopen", "Reopen"],
    reason: "Why",
    hint: "It stands in the ledger. No names and nothing that must not be public, please.",
  },
} as const;

/** The window in which somebody says why a match is held, expires or is reopened. */
export function reasonForm(
  shown: MoveShown & { readonly to: WithReason },
  language: Language,
): ModalView {
  const labels = LABELS[language];
  const [title, submit] = labels[shown.to];
  const reason = { id: "reason", label: labels.reason, hint: labels.hint, language };
  return moveForm(
    shown,
    { callbackId: REASON_FORM, title, submit, fields: [textField({ ...reason, isLong: true })] },
    language,
  );
}

/** Reads the form as it was sent. */
export function readReasonForm(
  values: unknown,
  language: Language,
): Read<Required<Pick<Move, "reason">>> {
  return readForm(values, language, ({ text, needed }) => ({
    reason: needed("reason", text("reason", "long")),
  }));
}
