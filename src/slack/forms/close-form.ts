import type { ModalView } from "@slack/types";
import type { Bilingual } from "../../errors.ts";
import type { Move } from "../../ledger/ledger.ts";
import { CLOSE_REASONS } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { choiceField, textField } from "./fields.ts";
import { type MoveShown, moveForm } from "./move-form.ts";
import { type Read, readForm } from "./read-form.ts";

export const CLOSE_FORM = "musubi_close_form";

export type CloseValues = Required<Pick<Move, "closeReason">> & Pick<Move, "reason">;

const LABELS = {
  ja: {
    closed: "見送り",
    withdrawn: "取下げ",
    submit: "終了にする",
    closeReason: "理由",
    reason: "くわしく",
    reasonHint:
      "「その他」のときは必ず書いてください。氏名や公表できない内容は書かないでください。",
  },
  en: {
    closed: "Close the match",
    withdrawn: "Withdraw the match",
    submit: "End it",
    closeReason: "Why",
    reason: "In words",
    reasonHint: 'Needed with "other". No names and nothing that must not be public, please.',
  },
} as const;

const WORDS_NEEDED: Bilingual = {
  ja: "「その他」の内容を書いてください。",
  en: 'Say what "other" is.',
};

/** The window in which somebody says why a match comes to nothing. */
export function closeForm(
  shown: MoveShown & { readonly to: "closed" | "withdrawn" },
  language: Language,
): ModalView {
  const labels = LABELS[language];
  return moveForm(
    shown,
    {
      callbackId: CLOSE_FORM,
      title: labels[shown.to],
      submit: labels.submit,
      fields: [
        choiceField({
          id: "closeReason",
          label: labels.closeReason,
          of: CLOSE_REASONS,
          language,
        }),
        textField({
          id: "reason",
          label: labels.reason,
          hint: labels.reasonHint,
          isLong: true,
          isOptional: true,
          language,
        }),
      ],
    },
    language,
  );
}

/** Reads the form as it was sent. */
export function readCloseForm(values: unknown, language: Language): Read<CloseValues> {
  return readForm(values, language, ({ text, choice, needed }) => {
    const closeReason = needed("closeReason", choice("closeReason", CLOSE_REASONS));
    const reason = text("reason", "long");
    if (closeReason === "other") needed("reason", reason, WORDS_NEEDED);
    return { closeReason, ...(reason !== undefined && { reason }) };
  });
}
