import { isDay } from "../text/days.ts";
import { squash } from "../text/search-form.ts";
import type { Change, Desk } from "./desk.ts";
import type { Ledger } from "./ledger.ts";
import { AFTER_WITHDRAWAL, plan } from "./next-actions.ts";
import { CONSENT_FIELDS } from "./partner-view.ts";
import { forbidden } from "./permissions.ts";
import type { Actor, Consent, Match } from "./records.ts";
import { expectText, Refusal } from "./refusal.ts";
import { STATES } from "./states.ts";
import { isConsentLive, isIntroduced, isLive } from "./transitions.ts";

/** How many days a consent is proposed to hold. */
export const CONSENT_DAYS = 180;

type NewConsent = Parameters<Ledger["grantConsent"]>[0];

/** Consents: who lets whom know what, for what, until when. */
export function createConsents(desk: Desk): Pick<Ledger, "grantConsent" | "withdrawConsent"> {
  return {
    grantConsent: async (input, by) =>
      desk.change<"consent">("consent", by, (change) => {
        const match = change.find("match", input.match);
        expectAsked(match);
        expectOwnSide(change.actor, input);
        expectComplete(input, change.today);
        if (input.side === "need") expectPartnerAmong(input.recipients, match);
        expectAnotherPerson(input, desk.records.where("consent", "match", match.id), change.today);
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
  if (!consent.fields.every((field) => Object.hasOwn(CONSENT_FIELDS, field))) throw badField();
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

/** Who may see it has to be somebody who would: nobody else is shown anything on the strength of it. */
function expectPartnerAmong(recipients: readonly string[], { partner }: Match): void {
  const names = new Set([partner.id, partner.name].map(squash));
  if (recipients.some((recipient) => names.has(squash(recipient)))) return;
  throw new Refusal(
    `見せてよい相手に、この案件の相手方「${partner.name}」が入っていません。`,
    `Who may see it does not include the partner of this match, "${partner.name}".`,
  );
}

/** Two consents of one person are one consent. */
function expectAnotherPerson(
  { side, grantedBy }: NewConsent,
  given: readonly Consent[],
  today: string,
): void {
  const isSame = (other: Consent) =>
    other.side !== side &&
    isConsentLive(other, today) &&
    personIn(other.grantedBy) === personIn(grantedBy);
  if (!given.some(isSame)) return;
  throw new Refusal(
    `「${grantedBy}」はもう一方の側の同意もしています。双方それぞれの人の同意を記録してください。`,
    `"${grantedBy}" has consented for the other side already. Each side consents through a person of its own.`,
  );
}

/** 佐藤, 佐藤様 and 佐藤さん are one person. */
function personIn(name: string): string {
  return squash(name).replace(/(?<=.)(?:様|さま|さん|氏|殿|先生)$/u, "");
}

function badField(): Refusal {
  const list = Object.entries(CONSENT_FIELDS);
  return new Refusal(
    `見せてよい項目は ${list.map(([code, { ja }]) => `${code}（${ja}）`).join("、")} から選んでください。`,
    `What may be shown: ${list.map(([code, { en }]) => `${code} (${en})`).join(", ")}.`,
  );
}
