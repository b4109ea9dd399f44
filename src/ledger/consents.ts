import { isDay } from "../text/days.ts";
import type { Change, Desk } from "./desk.ts";
import type { Ledger } from "./ledger.ts";
import { AFTER_WITHDRAWAL, plan } from "./next-actions.ts";
import { forbidden } from "./permissions.ts";
import type { Actor, Consent, Match } from "./records.ts";
import { expectText, Refusal } from "./refusal.ts";
import { STATES } from "./states.ts";
import { isIntroduced, isLive } from "./transitions.ts";

type NewConsent = Parameters<Ledger["grantConsent"]>[0];

/** Consents: who lets whom know what, for what, until when. */
export function createConsents(desk: Desk): Pick<Ledger, "grantConsent" | "withdrawConsent"> {
  return {
    grantConsent: async (input, by) =>
      desk.change<"consent">("consent", by, (change) => {
        expectAsked(change.find("match", input.match));
        expectOwnSide(change.actor, input);
        expectComplete(input, change.today);
        const consent: Consent = {
          ...input,
          id: desk.records.nextId("consent"),
          grantedAt: change.at,
        };
        return change.save("consent", consent, { action: "consent.grant" });
      }),
    withdrawConsent: async (id, reason, by) =>
      desk.change<"consent">("consent", by, (change) => {
        const consent = change.find("consent", id);
        expectOwnSide(change.actor, consent);
        expectText(reason, "理由", "reason");
        if (consent.withdrawnAt !== undefined) {
          return { kind: "refused", why: ALREADY_WITHDRAWN, current: consent };
        }
        const withdrawn = { ...consent, withdrawnAt: change.at };
        const done = change.save("consent", withdrawn, { action: "consent.withdraw", reason });
        tellOtherSide(change, change.find("match", consent.match));
        return done;
      }),
  };
}

const ALREADY_WITHDRAWN = {
  ja: "この同意はもう撤回されています。",
  en: "This consent has been withdrawn already.",
};

/** The history stays as it is; what is to be done next changes. */
function tellOtherSide(change: Change, match: Match): void {
  if (!isLive(match.state)) return;
  const next = AFTER_WITHDRAWAL[isIntroduced(match) ? "introduced" : "before"];
  change.save(
    "match",
    { ...match, ...plan(next, change.today), updatedAt: change.at },
    { action: "match.plan" },
  );
}

function expectAsked({ state }: Match): void {
  if (isLive(state) && state !== "draft" && state !== "suggested") return;
  throw new Refusal(
    `「${STATES[state].ja}」の案件には同意を記録できません。コーディネーターが確認してから記録してください。`,
    `No consent is recorded while a match is "${STATES[state].en}". A coordinator screens it first.`,
  );
}

/** A firm speaks for itself, not for its partner. */
function expectOwnSide({ role }: Actor, { side }: Pick<Consent, "side">): void {
  if (role === "firm" && side !== "need") throw forbidden(role);
}

function expectComplete(consent: NewConsent, today: string): void {
  expectText(consent.grantedBy, "同意した人", "person who consents");
  expectText(consent.fields.join(""), "見せてよい項目", "list of what may be shown");
  expectText(consent.recipients.join(""), "見せてよい相手", "list of who may see it");
  expectText(consent.purpose, "目的", "purpose");
  expectText(consent.method, "同意を得た方法", "way the consent was given");
  if (!isDay(consent.until) || consent.until < today) {
    throw new Refusal(
      "同意の期限は今日以降の日付（YYYY-MM-DD）で書いてください。",
      "Give the last day of the consent as YYYY-MM-DD, today or later.",
    );
  }
}
