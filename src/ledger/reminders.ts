import type { Bilingual } from "../errors.ts";
import { addDays, japanDay } from "../text/days.ts";
import { unfinishedConsultations } from "./consultations.ts";
import type { Desk } from "./desk.ts";
import { expireNeeds } from "./needs.ts";
import type { Actor, Consultation, Match, Need } from "./records.ts";
import { orUserError } from "./refusal.ts";
import { isConsentLive, isLive } from "./transitions.ts";

/** Something that a coordinator is to be told once. */
export interface Reminder {
  /** The same for the same thing due on the same day, in every process and after every restart. */
  readonly key: string;
  readonly about: "action" | "survey" | "consent" | "need" | "consultation";
  /** The record that it is about. */
  readonly id: string;
  readonly coordinator: string;
  /** Day in Japan. */
  readonly due: string;
  readonly text: Bilingual;
}

export interface Reminders {
  /** What is due at a time and was not claimed yet, longest due first. */
  dueReminders(at: Date): Promise<readonly Reminder[]>;
  /**
   * True for the one caller that is to send the reminder, in whatever process; it is an event. Claim
   * first and send then: a reminder that was claimed is never sent twice, and lost only if the process
   * ends between the two.
   */
  claimReminder(key: string, by: Actor): Promise<boolean>;
  /** Ends the needs whose last day is past, and their matches before an introduction. */
  expireNeeds(by: Actor): Promise<readonly Need[]>;
}

/** Days before a consent or a need ends at which its coordinator is told. */
const DAYS_AHEAD = 14;

export function createReminders(desk: Desk): Reminders {
  const { db, read } = desk.database;
  const claimed = db.prepare<[string], number>("SELECT 1 FROM reminder WHERE key = ?").pluck();
  const claim = db.prepare("INSERT INTO reminder (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING");
  return {
    dueReminders: async (at) =>
      read(() =>
        remindersOn(desk, japanDay(at))
          .filter(({ key }) => claimed.get(key) === undefined)
          .sort((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due))),
      ),
    claimReminder: async (key, by) =>
      orUserError(() =>
        desk.transact("remind", by, ({ actor, at, append }) => {
          if (claim.run(key, at).changes === 0) return false;
          append({
            actor: actor.id,
            role: actor.role,
            action: "reminder.claim",
            kind: "reminder",
            entity: key,
            payload: {},
          });
          return true;
        }),
      ),
    expireNeeds: async (by) => orUserError(() => expireNeeds(desk, by)),
  };
}

function remindersOn({ records }: Desk, today: string): readonly Reminder[] {
  const soon = addDays(today, DAYS_AHEAD);
  const matches = new Map(records.all("match").map((match) => [match.id, match]));
  const live = [...matches.values()].filter(({ state }) => isLive(state));
  const coordinatorOf = (match: string) => matches.get(match)?.coordinator ?? "";
  return [
    ...live.filter(({ nextActionDue }) => nextActionDue <= today).map(aboutAction),
    ...unfinishedConsultations(records)
      .filter(({ dueOn }) => dueOn <= today)
      .map(aboutConsultation),
    ...records
      .all("survey")
      .filter(({ dueOn, answeredAt }) => answeredAt === undefined && dueOn <= today)
      .map(({ id, match, months, dueOn }) =>
        reminder("survey", id, dueOn, coordinatorOf(match), {
          ja: `${match} の紹介から${months}か月です。成果を聞き取ってください。`,
          en: `${months} months since the introduction of ${match}: ask about the results.`,
        }),
      ),
    ...records
      .all("consent")
      .filter((consent) => isConsentLive(consent, today) && consent.until <= soon)
      .filter(({ match }) => live.some(({ id }) => id === match))
      .map(({ id, match, until }) =>
        reminder("consent", id, until, coordinatorOf(match), {
          ja: `${match} の同意（${id}）は ${until} までです。`,
          en: `The consent ${id} of ${match} ends on ${until}.`,
        }),
      ),
    ...records
      .where("need", "status", "open")
      .filter(({ expiresOn }) => expiresOn >= today && expiresOn <= soon)
      .map(({ id, expiresOn, coordinator }) =>
        reminder("need", id, expiresOn, coordinator, {
          ja: `ニーズ ${id} の有効期限は ${expiresOn} です。`,
          en: `The need ${id} ends on ${expiresOn}.`,
        }),
      ),
  ];
}

function aboutAction({ id, nextAction, nextActionDue, coordinator }: Match): Reminder {
  return reminder("action", id, nextActionDue, coordinator, {
    ja: `${id}：${nextAction}（期限 ${nextActionDue}）`,
    en: `${id}: ${nextAction} (due ${nextActionDue})`,
  });
}

function aboutConsultation({ id, target, dueOn, owner }: Consultation): Reminder {
  return reminder("consultation", id, dueOn, owner, {
    ja: `${target} について相談（${id}）を受けています。対応の期限は ${dueOn} です。`,
    en: `Somebody asks for a person about ${target} (${id}), due ${dueOn}.`,
  });
}

function reminder(
  about: Reminder["about"],
  id: string,
  due: string,
  coordinator: string,
  text: Bilingual,
): Reminder {
  return { key: `${about}:${id}:${due}`, about, id, coordinator, due, text };
}
