import { japanDay } from "../text/days.ts";
import type { Secret } from "./ledger.ts";
import type { Consent, Match, Need } from "./records.ts";
import { isConsentLive, isIntroduced } from "./transitions.ts";
import type { Labels } from "./vocabulary.ts";

/** Fields of a need that a consent can open to the other side. */
export const CONSENT_FIELDS = {
  organisation: { ja: "社名", en: "name of the organisation" },
  summary: { ja: "要約", en: "summary" },
  text: { ja: "詳しい内容", en: "details" },
} as const satisfies Labels<string>;
export type ConsentField = keyof typeof CONSENT_FIELDS;

/** What one partner may see of a need. */
export interface PartnerView {
  readonly need: string;
  readonly type: Need["type"];
  readonly industry?: string;
  readonly region?: string;
  readonly summary?: string;
  readonly profile?: Need["profile"];
  readonly organisation?: string;
  readonly text?: string;
}

/**
 * What the other side may see at a time. Before the introduction: what the anonymity and the
 * confidentiality of the need leave. From the introduction on also the fields that a live consent of
 * the need's side names, for the recipients that it names and until its last day. `secret` is what the
 * vault gave; without it what it holds is absent.
 */
export function partnerView({
  need,
  match,
  consents,
  at,
  recipient,
  secret,
}: {
  readonly need: Need;
  readonly match: Match;
  readonly consents: readonly Consent[];
  readonly at: Date;
  /** As the consents name recipients: the name or the id of the partner. */
  readonly recipient: string;
  readonly secret?: Secret | undefined;
}): PartnerView {
  const day = japanDay(at);
  const granted = new Set(
    isIntroduced(match)
      ? consents
          .filter(({ match: about, side }) => about === match.id && side === "need")
          .filter((each) => isConsentLive(each, day) && each.recipients.includes(recipient))
          .flatMap(({ fields }) => fields)
      : [],
  );
  const maySee = (field: ConsentField) => granted.has(field);
  const isOpen = need.confidentiality === "public" || need.confidentiality === "members";
  return present({
    need: need.id,
    type: need.type,
    ...(need.anonymity === "anonymous" ? {} : whereFrom(need)),
    ...(isOpen || maySee("summary") ? { summary: need.summary } : {}),
    ...(isOpen || maySee("summary") ? { profile: profileFor(need) } : {}),
    organisation: need.organisation ?? (maySee("organisation") ? secret?.organisation : undefined),
    text: maySee("text") ? secret?.text : undefined,
  });
}

function whereFrom({ profile, region }: Need) {
  return { industry: profile.industry, region };
}

/** Under full anonymity neither the industry nor the places tell who it is. */
function profileFor({ anonymity, profile }: Need): Need["profile"] {
  if (anonymity !== "anonymous") return profile;
  const { industry: _, ...rest } = profile;
  return { ...rest, places: [] };
}

function present(view: { readonly [Key in keyof PartnerView]: PartnerView[Key] | undefined }) {
  const entries = Object.entries(view).filter(([, value]) => value !== undefined);
  // Only what is optional can be absent above.
  return Object.fromEntries(entries) as unknown as PartnerView;
}
