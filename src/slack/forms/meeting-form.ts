import type { InputBlock, ModalView } from "@slack/types";
import type { Bilingual } from "../../errors.ts";
import type { Move } from "../../ledger/ledger.ts";
import { NEXT_ACTIONS } from "../../ledger/next-actions.ts";
import type { Activity } from "../../ledger/records.ts";
import { ACTIVITY_KINDS } from "../../ledger/vocabulary.ts";
import { addDays } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import { choiceField, dayField, textField } from "./fields.ts";
import { type MoveShown, moveForm } from "./move-form.ts";
import { PAST, type Read, readForm, type SentFields } from "./read-form.ts";

export const MEETING_FORM = "musubi_meeting_form";

/** What was done, and what comes next. */
export type MeetingValues = Pick<Activity, "kind" | "on" | "note"> &
  Required<Pick<Move, "nextAction" | "nextActionDue">>;

const LABELS = {
  ja: {
    title: "面談・訪問の記録",
    submit: "記録する",
    kind: "何をしましたか",
    on: "行った日",
    note: "内容",
    noteHint: "話したことと決まったこと。氏名や連絡先、公表できない内容は書かないでください。",
    nextAction: "次にすること",
    nextActionDue: "その期限",
  },
  en: {
    title: "Record a meeting",
    submit: "Record",
    kind: "What was it?",
    on: "When",
    note: "What came of it",
    noteHint:
      "What was said and settled. No names, no addresses, nothing that must not be public, please.",
    nextAction: "What is to be done next",
    nextActionDue: "By when",
  },
} as const;

/** The window in which a meeting is recorded, with the usual next step. `today` is a day in Japan. */
export function meetingForm(
  { today, ...shown }: MoveShown & { readonly today: string },
  language: Language,
): ModalView {
  const labels = LABELS[language];
  return moveForm(
    shown,
    {
      callbackId: MEETING_FORM,
      title: labels.title,
      submit: labels.submit,
      fields: [
        choiceField({
          id: "kind",
          label: labels.kind,
          of: ACTIVITY_KINDS,
          value: "meeting",
          language,
        }),
        dayField({ id: "on", label: labels.on, value: today, language }),
        textField({
          id: "note",
          label: labels.note,
          hint: labels.noteHint,
          isLong: true,
          language,
        }),
        ...nextFields(shown, today, language),
      ],
    },
    language,
  );
}

function nextFields({ to }: MoveShown, today: string, language: Language): InputBlock[] {
  const labels = LABELS[language];
  const usual = NEXT_ACTIONS[to];
  return [
    textField({
      id: "nextAction",
      label: labels.nextAction,
      value: usual[language],
      language,
    }),
    dayField({
      id: "nextActionDue",
      label: labels.nextActionDue,
      value: addDays(today, usual.days),
      language,
    }),
  ];
}

const NOT_YET: Bilingual = {
  ja: "今日までの日を選んでください。",
  en: "Choose today or an earlier day.",
};

/** Reads the form as it was sent. `today` is a day in Japan. */
export function readMeetingForm(
  values: unknown,
  { language, today }: { readonly language: Language; readonly today: string },
): Read<MeetingValues> {
  return readForm(values, language, (fields) => {
    const { text, choice, day, needed, complain } = fields;
    const on = day("on");
    if (on !== undefined && on > today) complain("on", NOT_YET);
    return {
      kind: needed("kind", choice("kind", ACTIVITY_KINDS)),
      on: needed("on", on),
      note: needed("note", text("note", "long")),
      ...next(fields, today),
    };
  });
}

function next({ text, day, needed, complain }: SentFields, today: string) {
  const action = text("nextAction");
  const due = day("nextActionDue");
  if (due !== undefined && due < today) complain("nextActionDue", PAST);
  return {
    nextAction: needed("nextAction", action && asRecorded(action)),
    nextActionDue: needed("nextActionDue", due),
  };
}

/** Records hold the usual steps in Japanese, whatever language they were shown in. */
function asRecorded(action: string): string {
  return Object.values(NEXT_ACTIONS).find(({ en }) => en === action)?.ja ?? action;
}
