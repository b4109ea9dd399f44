import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Review } from "../../ledger/records.ts";
import { FINDING_CODES } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { choiceField, textField } from "./fields.ts";
import { formView, id, metadataOf } from "./form-view.ts";
import { type Read, readForm } from "./read-form.ts";

export const REVIEW_FORM = "musubi_review_form";

const metadata = metadataOf(z.object({ match: id }));
/** Reads which match the form is about; `undefined` for what is none. */
export const readReviewMetadata = metadata.read;

const LABELS = {
  ja: {
    title: "監査所見",
    submit: "記録する",
    finding: "所見",
    comment: "理由",
    hint: "台帳に残ります。案件の記録はそのまま残り、所見が加わります。氏名や公表できない内容は書かないでください。",
  },
  en: {
    title: "Finding",
    submit: "Record",
    finding: "Finding",
    comment: "Why",
    hint: "It stands in the ledger beside the match, which stays as it is. No names and nothing that must not be public, please.",
  },
} as const;

/** The window in which somebody who audits says what they found of a match. */
export function reviewForm(match: string, language: Language): ModalView {
  const labels = LABELS[language];
  return formView(
    {
      callbackId: REVIEW_FORM,
      title: labels.title,
      submit: labels.submit,
      metadata: metadata.write({ match }),
      fields: [
        choiceField({ id: "finding", label: labels.finding, of: FINDING_CODES, language }),
        textField({
          id: "comment",
          label: labels.comment,
          hint: labels.hint,
          isLong: true,
          language,
        }),
      ],
    },
    language,
  );
}

/** Reads the form as it was sent. */
export function readReviewForm(
  values: unknown,
  language: Language,
): Read<Pick<Review, "finding" | "comment">> {
  return readForm(values, language, ({ text, choice, needed }) => ({
    finding: needed("finding", choice("finding", FINDING_CODES)),
    comment: needed("comment", text("comment", "long")),
  }));
}
