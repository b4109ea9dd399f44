import { addDays } from "../text/days.ts";
import type { Change, Desk } from "./desk.ts";
import type { Ledger, NewConsultation, Result } from "./ledger.ts";
import { may } from "./permissions.ts";
import { kindOf, type RecordStore } from "./record-store.ts";
import type { Consultation } from "./records.ts";
import { expectText, Refusal } from "./refusal.ts";
import { CONSULTATION_STATUSES } from "./vocabulary.ts";

/** Days within which somebody who asks for a person hears from one. */
const DAYS_TO_ANSWER = 3;

/**
 * Consultations: somebody asks for a person, one takes it up, and says what was done. Where nobody is
 * named the default owner is asked, or else whoever was first registered as an administrator.
 */
export function createConsultations(
  desk: Desk,
  defaultOwner: string | undefined,
): Pick<Ledger, "openConsultation" | "takeConsultation" | "closeConsultation"> {
  return {
    openConsultation: async (input, by) =>
      desk.change<"consultation">("consult", by, (change) =>
        openConsultation(desk, change, input, defaultOwner),
      ),
    takeConsultation: async (id, by) =>
      desk.change<"consultation">("takeUp", by, (change) => {
        const consultation = change.find("consultation", id);
        if (consultation.status !== "open") return refusedAsTaken(consultation);
        return change.save(
          "consultation",
          { ...consultation, status: "taken", owner: change.actor.id },
          { action: "consultation.take" },
        );
      }),
    closeConsultation: async (id, note, by) =>
      desk.change<"consultation">("takeUp", by, (change) => {
        const consultation = change.find("consultation", id);
        if (consultation.status === "done") return refusedAsTaken(consultation);
        expectText(note, "対応の内容", "outcome");
        return change.save(
          "consultation",
          { ...consultation, status: "done", doneAt: change.at, note },
          { action: "consultation.done" },
        );
      }),
  };
}

/** Those that somebody still waits for, whether or not a person has taken them up. */
export function unfinishedConsultations(records: RecordStore): readonly Consultation[] {
  return (["open", "taken"] as const).flatMap((status) =>
    records.where("consultation", "status", status),
  );
}

function openConsultation(
  desk: Desk,
  change: Change,
  { target, note, owner }: NewConsultation,
  defaultOwner: string | undefined,
): Result<"consultation"> {
  const { actor, at, today } = change;
  expectTarget(change, target);
  const same = unfinishedConsultations(desk.records).find(
    (other) => other.target === target && other.askedBy === actor.id,
  );
  if (same) return refusedAsAsked(same);
  const consultation: Consultation = {
    id: desk.records.nextId("consultation"),
    target,
    askedBy: actor.id,
    owner: owner === undefined ? usualOwner(desk, defaultOwner) : expectOwner(desk, owner),
    status: "open",
    dueOn: addDays(today, DAYS_TO_ANSWER),
    at,
    ...(note === undefined || note.trim() === "" ? {} : { note }),
  };
  return change.save("consultation", consultation, { action: "consultation.open" });
}

function expectTarget(change: Change, target: string): void {
  const kind = kindOf(target);
  if (kind === "answer" || kind === "need" || kind === "match") {
    change.find(kind, target);
    return;
  }
  throw new Refusal(
    `「${target}」については相談できません。回答（A-…）、ニーズ（N-…）、マッチング（M-…）の番号を書いてください。`,
    `Nobody can be asked about "${target}". Give the number of an answer (A-…), a need (N-…) or a match (M-…).`,
  );
}

function usualOwner(desk: Desk, defaultOwner: string | undefined): string {
  const administrators = desk.records
    .all("user")
    .filter(({ role }) => role === "administrator")
    .map(({ id }) => id);
  const owners = defaultOwner === undefined ? administrators : [defaultOwner, ...administrators];
  const owner = owners.find((id) => canTakeUp(desk, id));
  if (owner !== undefined) return owner;
  throw new Refusal(
    "相談を受ける担当者を、コーディネーターか管理者から指定してください。",
    "Name the coordinator or administrator who is to be asked.",
  );
}

function expectOwner(desk: Desk, owner: string): string {
  if (canTakeUp(desk, owner)) return owner;
  throw new Refusal(
    `「${owner}」には相談できません。担当者は、利用者として登録されたコーディネーターか管理者にしてください。`,
    `"${owner}" cannot be asked. Name a coordinator or administrator who is registered as a user.`,
  );
}

/** Whoever has no record is taken for a guest: that somebody acted as a coordinator once does not count. */
function canTakeUp({ actorOf }: Desk, id: string): boolean {
  return may(actorOf({ id, role: "guest" }).role, "takeUp");
}

function refusedAsAsked(same: Consultation): Result<"consultation"> {
  const { id, owner, dueOn } = same;
  return {
    kind: "refused",
    why: {
      ja: `この相談は ${id} として受け付けています（担当 ${owner}、期限 ${dueOn}）。`,
      en: `This has been asked already: ${id} (${owner}, due ${dueOn}).`,
    },
    current: same,
  };
}

function refusedAsTaken(current: Consultation): Result<"consultation"> {
  const { id, owner, status } = current;
  const { ja, en } = CONSULTATION_STATUSES[status];
  return {
    kind: "refused",
    why: {
      ja: `${id} はもう「${ja}」です（担当 ${owner}）。今の内容を見てから操作してください。`,
      en: `${id} is "${en}" already (${owner}). Look at it as it is now.`,
    },
    current,
  };
}
