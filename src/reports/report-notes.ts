import type { Bilingual } from "../errors.ts";
import type { Period } from "../text/periods.ts";
import type { ReportInput } from "./report-input.ts";

/** What a reader must know of figures of a report; `about` is their name in the report. */
export interface ReportNote extends Bilingual {
  readonly about: "indicators" | "activities" | "answers" | "feedback" | "findings";
}

/** Says which figures a report cannot have, and which hold what belongs to a time that is over. */
export function notesOn(input: ReportInput, period: Period | undefined): readonly ReportNote[] {
  const { answers, feedback, tellings, activities, time } = input;
  const from = period?.from ?? "";
  const late = activities.filter(({ on }) => on < from).length;
  const early = new Set(
    tellings.filter(({ at }) => !time.isWithin(at)).map(({ source }) => source),
  );
  const isCorrected = tellings.some(
    ({ isCorrection, source, at }) => isCorrection && time.isWithin(at) && early.has(source),
  );
  return [
    ...(isCorrected ? [CORRECTED] : []),
    ...(late > 0 ? [lateActivities(late)] : []),
    ...(answers === null ? [NO_ANSWERS] : []),
    ...(feedback === null ? [NO_FEEDBACK, FINDINGS_OF_RECORDS] : []),
  ];
}

const CORRECTED: ReportNote = {
  about: "indicators",
  ja: "前の期間に報告された成果の訂正は、その差を、訂正したこの期間に数えています。前の期間の報告は変わりません。",
  en: "Where an outcome of an earlier period was corrected in this one, the difference is counted here; the earlier report stays as it is.",
};

const lateActivities = (count: number): ReportNote => ({
  about: "activities",
  ja: `期間より前の日付の活動${count}件を含みます。前の期間が終わってから記録されたものです。`,
  en: `${count} of the activities are of days before the period, and were recorded after that time was over.`,
});

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
