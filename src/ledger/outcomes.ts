import type { Bilingual } from "../errors.ts";
import { isDay } from "../text/days.ts";
import type { Desk } from "./desk.ts";
import type { Ledger } from "./ledger.ts";
import { kindOf } from "./record-store.ts";
import type { Outcome, Survey } from "./records.ts";
import { expectText, notFound, Refusal } from "./refusal.ts";
import { FINDING_CODES, OUTCOME_LEVELS } from "./vocabulary.ts";

/** What people report about their work: activities, answers to surveys, judgements of records. */
export function createOutcomes(
  desk: Desk,
): Pick<Ledger, "reportActivity" | "answerSurvey" | "review"> {
  return {
    reportActivity: async (input, by) =>
      desk.change<"activity">("activity", by, (change) => {
        if (input.match !== undefined) change.find("match", input.match);
        expectText(input.note, "内容", "note");
        if (!isDay(input.on)) throw badDay();
        return change.save(
          "activity",
          { ...input, id: desk.records.nextId("activity"), coordinator: change.actor.id },
          { action: "activity.report" },
        );
      }),
    answerSurvey: async (id, answer, by) =>
      desk.change<"survey">("survey", by, (change) => {
        const survey = change.find("survey", id);
        if (survey.answeredAt !== undefined) {
          return { kind: "refused", why: ANSWERED, current: survey };
        }
        expectReply(answer);
        return change.save(
          "survey",
          { ...survey, ...answer, answeredAt: change.at },
          { action: "survey.answer" },
        );
      }),
    review: async (input, by) =>
      desk.change<"review">("review", by, (change) => {
        const kind = kindOf(input.target);
        if (!kind) throw notFound(input.target);
        change.find(kind, input.target);
        if (!Object.hasOwn(FINDING_CODES, input.finding)) throw badFinding();
        return change.save(
          "review",
          {
            ...input,
            id: desk.records.nextId("review"),
            reviewer: change.actor.id,
            at: change.at,
          },
          { action: "review.record" },
        );
      }),
  };
}

/** A survey counts as answered once, and is not asked again: an answer says something. */
function expectReply({ satisfaction, outcome }: Pick<Survey, "satisfaction" | "outcome">): void {
  if (satisfaction === undefined && !outcome) throw saysNothing();
  if (satisfaction !== undefined) expectSatisfaction(satisfaction);
  if (outcome) expectOutcome(outcome);
}

/** Refuses anything but a whole number from 1 to 5. */
export function expectSatisfaction(value: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= 5) return;
  throw new Refusal(
    "満足度は1から5の数で答えてください。",
    "Satisfaction is a number from 1 to 5.",
  );
}

const COUNTS: ReadonlySet<string> = new Set<Exclude<keyof Outcome, "level">>([
  "valueYen",
  "newBusinesses",
  "foundings",
  "listings",
  "newJobs",
]);

/** Refuses an unknown level, unknown counts, and counts and amounts that are no whole numbers from 0. */
export function expectOutcome({ level, ...counts }: Outcome): void {
  expectKnown(Object.keys(counts));
  const isCount = (value: number | undefined) =>
    value === undefined || (Number.isSafeInteger(value) && value >= 0);
  if (Object.hasOwn(OUTCOME_LEVELS, level) && Object.values(counts).every(isCount)) return;
  throw new Refusal(
    "成果の段階を選び、件数・金額は0以上の整数で書いてください。",
    "Choose a level of the outcome; counts and amounts are whole numbers from 0.",
  );
}

function expectKnown(names: readonly string[]): void {
  if (names.every((name) => COUNTS.has(name))) return;
  const known = [...COUNTS].join(", ");
  throw new Refusal(
    `成果の項目は ${known} だけです。`,
    `An outcome has these counts only: ${known}.`,
  );
}

const ANSWERED: Bilingual = {
  ja: "このアンケートには回答済みです。直すときは訂正してください。",
  en: "This survey has been answered. Correct the answer instead.",
};

function saysNothing(): Refusal {
  return new Refusal(
    "満足度か成果の段階のどちらかを答えてください。分からないうちは未回答のままにしておけます。",
    "Give the satisfaction or how far it came. What nobody knows yet can wait unanswered.",
  );
}

function badDay(): Refusal {
  return new Refusal("日付はYYYY-MM-DDで書いてください。", "Give the day as YYYY-MM-DD.");
}

function badFinding(): Refusal {
  const list = Object.values(FINDING_CODES);
  return new Refusal(
    `所見を選んでください：${list.map(({ ja }) => ja).join("、")}。`,
    `Choose a finding: ${list.map(({ en }) => en).join("; ")}.`,
  );
}
