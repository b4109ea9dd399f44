import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Feedback } from "../../ledger/records.ts";
import { FEEDBACK_CATEGORIES, type FeedbackCategory } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { choiceField, textField } from "./fields.ts";
import { formView, id, metadataOf } from "./form-view.ts";
import { type Read, readForm } from "./read-form.ts";

export const FEEDBACK_FORM = "musubi_feedback_form";

const metadata = metadataOf(z.object({ answer: id }));
/** Reads which answer the form is about; `undefined` for what is none. */
export const readFeedbackMetadata = metadata.read;

/** What can be wrong with an answer. */
const { useful: _, ...COMPLAINTS } = FEEDBACK_CATEGORIES;

export type FeedbackValues = Pick<Feedback, "comment"> & {
  readonly category: Exclude<FeedbackCategory, "useful">;
};

const LABELS = {
  ja: {
    title: "回答への指摘",
    submit: "送る",
    category: "どこに問題がありましたか",
    comment: "くわしく（任意）",
    commentHint:
      "正しい内容や、根拠になる資料が分かれば書いてください。社名や個人名は書かないでください。",
  },
  en: {
    title: "What was wrong",
    submit: "Send",
    category: "What was wrong with the answer?",
    comment: "More about it (optional)",
    commentHint:
      "What is right, and where it is written, if you know. Please name no firms and no persons.",
  },
} as const;

/** The window in which somebody says what was wrong with an answer. */
export function feedbackForm(
  { answer, category }: { readonly answer: string; readonly category?: FeedbackCategory },
  language: Language,
): ModalView {
  const labels = LABELS[language];
  return formView(
    {
      callbackId: FEEDBACK_FORM,
      title: labels.title,
      submit: labels.submit,
      metadata: metadata.write({ answer }),
      fields: [
        choiceField({
          id: "category",
          label: labels.category,
          of: COMPLAINTS,
          value: category === "useful" ? undefined : category,
          language,
        }),
        textField({
          id: "comment",
          label: labels.comment,
          hint: labels.commentHint,
          isLong: true,
          isOptional: true,
          language,
        }),
      ],
    },
    language,
  );
}

/** Reads the form as it was sent; a comment that was not made is empty. */
export function readFeedbackForm(values: unknown, language: Language): Read<FeedbackValues> {
  return readForm(values, language, ({ text, choice, needed }) => ({
    category: needed("category", choice("category", COMPLAINTS)),
    comment: text("comment", "long") ?? "",
  }));
}
