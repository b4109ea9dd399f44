import type { InputBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { Bilingual } from "../../errors.ts";
import type { Outcome, Survey } from "../../ledger/records.ts";
import { type Labels, OUTCOME_LEVELS } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { flowing } from "../messages/message.ts";
import { bold, paragraph } from "../messages/rich-text.ts";
import { choiceField, numberField } from "./fields.ts";
import { formView, id, metadataOf } from "./form-view.ts";
import { type Read, readForm, type SentFields } from "./read-form.ts";

export const SURVEY_FORM = "musubi_survey_form";

const metadata = metadataOf(z.object({ survey: id }));
/** Reads which survey the form answers; `undefined` for what is none. */
export const readSurveyMetadata = metadata.read;

export type SurveyValues = Pick<Survey, "satisfaction" | "outcome">;

const SATISFACTION = {
  "1": { ja: "1 とても不満", en: "1 very dissatisfied" },
  "2": { ja: "2 不満", en: "2 dissatisfied" },
  "3": { ja: "3 どちらともいえない", en: "3 neither" },
  "4": { ja: "4 満足", en: "4 satisfied" },
  "5": { ja: "5 とても満足", en: "5 very satisfied" },
} as const satisfies Labels<string>;

const COUNTS = ["valueYen", "newBusinesses", "foundings", "listings", "newJobs"] as const;

const LABELS = {
  ja: {
    title: "成果の聞き取り",
    submit: "記録する",
    about: (match: string, months: number) => `案件 ${match}、紹介から${months}か月`,
    onlyKnown: "分かっているものだけを記入してください。空欄は「未収集」で、0件とは区別します。",
    satisfaction: "満足度",
    level: "成果の段階",
    valueYen: "商談・取引の額（円）",
    newBusinesses: "新事業の開始（件）",
    foundings: "創業（件）",
    listings: "上場（件）",
    newJobs: "新規雇用（人）",
  },
  en: {
    title: "Results",
    submit: "Record",
    about: (match: string, months: number) => `Match ${match}, ${months} months on`,
    onlyKnown: "Fill in only what is known. An empty field is not collected, which is not 0.",
    satisfaction: "Satisfaction",
    level: "How far it came",
    valueYen: "Value of the deal (yen)",
    newBusinesses: "New businesses",
    foundings: "Firms founded",
    listings: "Listings",
    newJobs: "New jobs",
  },
} as const;

const NOTHING: Bilingual = {
  ja: "満足度か成果の段階のどちらかを選んでください。",
  en: "Choose the satisfaction or how far it came.",
};
const NO_LEVEL: Bilingual = {
  ja: "数を記入するときは、成果の段階も選んでください。",
  en: "Choose how far it came, as there are numbers.",
};

/** The window in which the results of a match are told. */
export function surveyForm(
  { id: survey, match, months }: Pick<Survey, "id" | "match" | "months">,
  language: Language,
): ModalView {
  const labels = LABELS[language];
  const about = paragraph([bold(labels.about(match, months))], [labels.onlyKnown]);
  const field = (name: "satisfaction" | "level" | (typeof COUNTS)[number]) => ({
    id: name,
    label: labels[name],
    isOptional: true,
    language,
  });
  const fields: InputBlock[] = [
    choiceField({ ...field("satisfaction"), of: SATISFACTION }),
    choiceField({ ...field("level"), of: OUTCOME_LEVELS }),
    ...COUNTS.map((name) => numberField(field(name))),
  ];
  return formView(
    {
      callbackId: SURVEY_FORM,
      title: labels.title,
      submit: labels.submit,
      metadata: metadata.write({ survey }),
      above: [flowing(about, { rank: 0, language })],
      fields,
    },
    language,
  );
}

/** Reads the form as it was sent; what nobody knows is absent, never 0. */
export function readSurveyForm(values: unknown, language: Language): Read<SurveyValues> {
  return readForm(values, language, (fields) => {
    const satisfaction = fields.choice("satisfaction", SATISFACTION);
    const outcome = outcomeIn(fields);
    if (satisfaction === undefined && outcome === undefined) fields.complain("level", NOTHING);
    return {
      ...(satisfaction !== undefined && { satisfaction: Number(satisfaction) }),
      ...(outcome !== undefined && { outcome }),
    };
  });
}

function outcomeIn({ choice, number, needed }: SentFields): Outcome | undefined {
  const level = choice("level", OUTCOME_LEVELS);
  const counts = COUNTS.map((name) => [name, number(name)] as const);
  const known = counts.filter(([, count]) => count !== undefined);
  if (level === undefined && known.length === 0) return undefined;
  return { level: needed("level", level, NO_LEVEL), ...Object.fromEntries(known) };
}
