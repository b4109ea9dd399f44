import type { ModalView } from "@slack/types";
import { z } from "zod";
import { CONSENT_FIELDS, type ConsentField } from "../../ledger/partner-view.ts";
import type { Consent } from "../../ledger/records.ts";
import type { Labels } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { flowing } from "../messages/message.ts";
import { bold, paragraph } from "../messages/rich-text.ts";
import { choiceField, choicesField, dayField, textField, tidy } from "./fields.ts";
import { formView, id, metadataOf } from "./form-view.ts";
import { PAST, type Read, readForm } from "./read-form.ts";

export const CONSENT_FORM = "musubi_consent_form";

const metadata = metadataOf(z.object({ match: id, side: z.enum(["need", "partner"]) }));
/** Reads whose consent to which match the form is about; `undefined` for what is none. */
export const readConsentMetadata = metadata.read;

/** How a consent was given. Records hold what people read in Japanese. */
const METHODS = {
  oral: { ja: "口頭", en: "in person or by telephone" },
  mail: { ja: "メール", en: "by mail" },
  paper: { ja: "書面", en: "in writing" },
  slack: { ja: "Slack", en: "in Slack" },
} as const satisfies Labels<string>;

export type ConsentValues = Pick<
  Consent,
  "grantedBy" | "recipients" | "purpose" | "method" | "until"
> & { readonly fields: readonly ConsentField[] };

export interface ConsentFormArgs {
  readonly match: string;
  readonly side: Consent["side"];
  /** Who would see it: the name of the other side, as the ledger has it. */
  readonly recipients: readonly string[];
  /** Last day that is suggested, in Japan. */
  readonly until: string;
}

const LABELS = {
  ja: {
    title: "同意の記録",
    submit: "同意を記録",
    about: (match: string, side: string) => `案件 ${match}、${side}の同意`,
    need: "ニーズ側",
    partner: "相手側",
    onlyWhatWasSaid: "本人が同意した内容だけを記録してください。同意はいつでも撤回できます。",
    grantedBy: "同意した人",
    grantedByHint: "その側の人の氏名。もう一方の側と同じ人の同意は記録できません。",
    fields: "見せてよい項目",
    recipients: "見せてよい相手",
    recipientsHint: "一行に一つ。ここに名前のある相手だけに見せます。",
    purpose: "目的",
    purposeHint: "例: 共同開発の相談のため",
    method: "同意を得た方法",
    until: "同意の期限",
    untilHint: "この日を過ぎると、新しく見せることはありません。",
  },
  en: {
    title: "Record a consent",
    submit: "Record",
    about: (match: string, side: string) => `Consent of ${side} for match ${match}`,
    need: "the side with the need",
    partner: "the partner",
    onlyWhatWasSaid:
      "Record only what the person agreed to. A consent can be withdrawn at any time.",
    grantedBy: "Who consents",
    grantedByHint: "A person of that side; nobody can consent for both.",
    fields: "What may be shown",
    recipients: "To whom",
    recipientsHint: "One a line. Only who is named here is shown anything.",
    purpose: "For what",
    purposeHint: "Such as: to talk about joint development",
    method: "How the consent was given",
    until: "Until",
    untilHint: "After this day nothing more is shown.",
  },
} as const;

/** The window in which a consent of one side of a match is recorded. Nothing is ticked beforehand. */
export function consentForm(
  { match, side, recipients, until }: ConsentFormArgs,
  language: Language,
): ModalView {
  const labels = LABELS[language];
  const about = paragraph([bold(labels.about(match, labels[side]))], [labels.onlyWhatWasSaid]);
  const field = (name: "grantedBy" | "recipients" | "purpose" | "until") => ({
    id: name,
    label: labels[name],
    hint: labels[`${name}Hint`],
    language,
  });
  return formView(
    {
      callbackId: CONSENT_FORM,
      title: labels.title,
      submit: labels.submit,
      metadata: metadata.write({ match, side }),
      above: [flowing(about, { rank: 0, language })],
      fields: [
        textField(field("grantedBy")),
        choicesField({
          id: "fields",
          label: labels.fields,
          of: CONSENT_FIELDS,
          values: [],
          language,
        }),
        textField({ ...field("recipients"), value: recipients.map(line).join("\n"), isLong: true }),
        textField(field("purpose")),
        choiceField({ id: "method", label: labels.method, of: METHODS, language }),
        dayField({ ...field("until"), value: until }),
      ],
    },
    language,
  );
}

function line(name: string): string {
  return tidy(name, false);
}

/** Reads the form as it was sent. `today` is a day in Japan. */
export function readConsentForm(
  values: unknown,
  { language, today }: { readonly language: Language; readonly today: string },
): Read<ConsentValues> {
  return readForm(values, language, ({ text, choice, choices, day, needed, complain }) => {
    const fields = choices("fields", CONSENT_FIELDS);
    const recipients = (text("recipients", "long") ?? "").split("\n").map(line).filter(Boolean);
    const method = choice("method", METHODS);
    const until = day("until");
    if (until !== undefined && until < today) complain("until", PAST);
    return {
      grantedBy: needed("grantedBy", text("grantedBy")),
      fields: needed("fields", fields.length > 0 ? fields : undefined),
      recipients: needed("recipients", recipients.length > 0 ? recipients : undefined),
      purpose: needed("purpose", text("purpose")),
      method: needed("method", method && METHODS[method].ja),
      until: needed("until", until),
    };
  });
}
