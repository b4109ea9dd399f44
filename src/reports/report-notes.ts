import type { Bilingual } from "../errors.ts";
import type { ReportInput } from "./report-input.ts";

/** What a reader must know of figures of a report; `about` is their name in the report. */
export interface ReportNote extends Bilingual {
  readonly about: "answers" | "feedback" | "findings";
}

/** Says which figures a report cannot have, and why. */
export function notesOn({ answers, feedback }: ReportInput): readonly ReportNote[] {
  return [
    ...(answers === null ? [NO_ANSWERS] : []),
    ...(feedback === null ? [NO_FEEDBACK, FINDINGS_OF_RECORDS] : []),
  ];
}

const NO_ANSWERS: ReportNote = {
  about: "answers",
  ja: "回答の記録は地域・担当の別を持たないため、絞り込むと件数も出典付きの割合も出せません。絞り込まない報告で見てください。",
  en: "Logged answers have no region and no coordinator, so there is no count and no share of them here. See the report without a filter.",
};

const NO_FEEDBACK: ReportNote = {
  about: "feedback",
  ja: "回答などへの評価は地域・担当の別を持たないため、絞り込むと出せません。絞り込まない報告で見てください。",
  en: "Feedback has no region and no coordinator, so there is none here. See the report without a filter.",
};

const FINDINGS_OF_RECORDS: ReportNote = {
  about: "findings",
  ja: "監査所見は、絞り込んだニーズ・マッチングとその同意・アンケート・活動へのものだけです。回答への所見は含みません。",
  en: "Findings are those about the needs and matches chosen, their consents, surveys and activities; none about answers.",
};
