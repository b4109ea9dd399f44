import { addMonths, isDay } from "../text/days.ts";
import type { Change, Desk, Done } from "./desk.ts";
import type { Ledger, Move, NewMatch, Result } from "./ledger.ts";
import { NEXT_ACTIONS, plan } from "./next-actions.ts";
import { expectOutcome } from "./outcomes.ts";
import { forbidden } from "./permissions.ts";
import type { Match, Need } from "./records.ts";
import { expectText, Refusal } from "./refusal.ts";
import { STATES, type State } from "./states.ts";
import { expectWay, isLive } from "./transitions.ts";

/** Months after the introduction at which the outcome is asked for. */
export const SURVEY_MONTHS = [3, 12, 36] as const;

/** Matches: suggested, moved from state to state, and what is to be done next. */
export function createMatches(desk: Desk): Pick<Ledger, "recordMatch" | "move" | "planNext"> {
  return {
    recordMatch: async (input, by) =>
      desk.change("match", by, (change) => recordMatch(desk, change, input)),
    move: async (move, by) => desk.change("match", by, (change) => moveMatch(desk, change, move)),
    planNext: async (id, { action, due }, by) =>
      desk.change<"match">("plan", by, (change) => {
        const match = change.find("match", id);
        const next = nextOf({ nextAction: action, nextActionDue: due });
        return change.save(
          "match",
          { ...match, ...next, updatedAt: change.at },
          { action: "match.plan" },
        );
      }),
  };
}

/** Nobody is brought together over a need that has ended. */
const TOWARDS_CONTACT: ReadonlySet<State> = new Set(["screened", "consent_pending", "introduced"]);

function expectOpen(need: Need | undefined): void {
  if (need?.status !== "open") throw needHasEnded();
}

function recordMatch({ records }: Desk, change: Change, input: NewMatch): Result<"match"> {
  const { actor, today, at } = change;
  const need = change.find("need", input.need);
  expectOpen(need);
  if (!["draft", "suggested"].includes(input.state)) throw badBeginning();
  if (actor.role === "assistant" && input.proposedBy !== "assistant") throw forbidden(actor.role);
  const same = records
    .where("match", "need", need.id)
    .find((other) => isSamePair(other, input) && isLive(other.state));
  if (same) {
    return {
      kind: "refused",
      why: {
        ja: `この組み合わせは ${same.id} として登録済みです（${STATES[same.state].ja}）。`,
        en: `This pair stands as ${same.id} already (${STATES[same.state].en}).`,
      },
      current: same,
    };
  }
  const usual = plan(NEXT_ACTIONS[input.state], today);
  const match: Match = {
    ...input,
    ...nextOf({
      nextAction: input.nextAction || usual.nextAction,
      nextActionDue: input.nextActionDue || usual.nextActionDue,
    }),
    id: records.nextId("match"),
    createdAt: at,
    updatedAt: at,
    stateSince: at,
  };
  return change.save("match", match, {
    action: input.state === "draft" ? "match.draft" : "match.suggest",
  });
}

function moveMatch(desk: Desk, change: Change, move: Move): Result<"match"> {
  const match = change.find("match", move.match);
  if (match.state !== move.from) return refusedAsStale(match);
  if (move.outcome) expectOutcome(move.outcome);
  if (TOWARDS_CONTACT.has(move.to)) expectOpen(desk.records.get("need", match.need));
  const consents = desk.records.where("consent", "match", match.id);
  expectWay({ match, move, role: change.actor.role, consents, today: change.today });
  if (move.to === "screened" && !isLive(match.state)) endConsents(desk, change, match);
  const done = saveMove(change, match, move);
  if (move.to === "introduced") askForOutcomes(desk, change, match.id);
  return done;
}

/** Ends a match without the table's guards being asked again: the caller has a reason for all of them. */
export function endMatch(
  change: Change,
  match: Match,
  end: Pick<Move, "reason" | "closeReason"> & { readonly to: "closed" | "expired" },
): void {
  saveMove(change, match, { ...end, match: match.id, from: match.state });
}

function saveMove(change: Change, match: Match, move: Move): Done<"match"> {
  const { heldFrom: _, closeReason: __, ...rest } = match;
  const { reason, closeReason, outcome, to } = move;
  const usual = plan(NEXT_ACTIONS[to], change.today);
  const isEndWithReason = to === "closed" || to === "withdrawn";
  const moved: Match = {
    ...rest,
    state: to,
    stateSince: change.at,
    updatedAt: change.at,
    ...nextOf({
      nextAction: move.nextAction ?? usual.nextAction,
      nextActionDue: move.nextActionDue ?? usual.nextActionDue,
    }),
    ...(to === "on_hold" ? { heldFrom: match.state } : {}),
    ...(isEndWithReason && closeReason !== undefined ? { closeReason } : {}),
    ...(outcome === undefined ? {} : { outcome }),
  };
  return change.save("match", moved, {
    action: isLive(match.state) ? "match.move" : "match.reopen",
    reason,
    details: { from: match.state, to },
  });
}

/** What is asked anew has to be answered anew: the consents of before the closing hold no more. */
function endConsents({ records }: Desk, change: Change, match: Match): void {
  for (const consent of records.where("consent", "match", match.id)) {
    if (consent.withdrawnAt !== undefined) continue;
    change.save(
      "consent",
      { ...consent, withdrawnAt: change.at },
      { action: "consent.lapse", reason: `${match.id} 再開 / reopened` },
    );
  }
}

function askForOutcomes({ records }: Desk, change: Change, match: string): void {
  const open = records
    .where("survey", "match", match)
    .filter(({ answeredAt }) => answeredAt === undefined)
    .map(({ months }) => months);
  for (const months of SURVEY_MONTHS.filter((each) => !open.includes(each))) {
    change.save(
      "survey",
      { id: records.nextId("survey"), match, months, dueOn: addMonths(change.today, months) },
      { action: "survey.plan" },
    );
  }
}

function nextOf({ nextAction, nextActionDue }: Pick<Match, "nextAction" | "nextActionDue">) {
  expectText(nextAction, "次にすること", "next action");
  if (isDay(nextActionDue)) return { nextAction, nextActionDue };
  throw new Refusal(
    "次にすることの期限は日付（YYYY-MM-DD）で書いてください。",
    "Give the day by which it is due as YYYY-MM-DD.",
  );
}

function isSamePair(a: NewMatch | Match, b: NewMatch | Match): boolean {
  return a.partner.id === b.partner.id && a.seed === b.seed;
}

function refusedAsStale(match: Match): Result<"match"> {
  return {
    kind: "refused",
    why: {
      ja: `${match.id} はもう「${STATES[match.state].ja}」に進んでいます。今の状態を見てから操作してください。`,
      en: `${match.id} has moved to "${STATES[match.state].en}" already. Look at it as it is now.`,
    },
    current: match,
  };
}

function badBeginning(): Refusal {
  return new Refusal(
    "新しい案件は「下書き」か「候補提示」から始まります。",
    "A new match begins as a draft or a suggestion.",
  );
}

function needHasEnded(): Refusal {
  return new Refusal(
    "このニーズはもう終わっています。新しいニーズとして登録してください。",
    "This need has ended. Register a new one.",
  );
}
