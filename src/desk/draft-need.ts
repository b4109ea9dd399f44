import type { Ledger, NewNeed, Secret } from "../ledger/ledger.ts";
import type { OpenLedger } from "../ledger/open-ledger.ts";
import type { Actor } from "../ledger/records.ts";
import { NEED_TYPES } from "../ledger/vocabulary.ts";
import type { ReadProfile } from "../matching/need-profile.ts";
import { needTypesOf } from "../matching/need-types.ts";
import type { SimilarNeed, Suggestions } from "../matching/suggestion.ts";
import type { Usage } from "../models/chat-model.ts";
import { addMonths, japanDay } from "../text/days.ts";
import { recordDigest } from "./need-on-record.ts";
import type { NeedProposal } from "./need-proposal.ts";
import type { AskedProposal, ProposeNeed } from "./propose-need.ts";

/** A need as it would be registered; nothing is written before a person says so. */
export interface NeedDraft {
  readonly need: NewNeed;
  /** Whether something was kept out of the summary, to be kept in the vault. */
  readonly holdsSecret: boolean;
  /** Partners for what the summary says: what is secret is looked for by nobody. */
  readonly suggestions: Suggestions;
  /** Open needs about the same that the person may see. */
  readonly similar: readonly SimilarNeed[];
  /** What of the need is as a language model proposes it; absent where nothing is. */
  readonly proposal?: NeedProposal;
  /** What asking the model has cost, where it was asked. */
  readonly usage?: Usage;
}

export interface NewNeedInput {
  readonly text: string;
  readonly by: Actor;
  /** Name of whose need it is; kept in the vault unless the need goes by name. */
  readonly organisation?: string | undefined;
  /** Defaults: industry and region only; coordinators only; whoever acts; half a year. */
  readonly anonymity?: NewNeed["anonymity"] | undefined;
  readonly confidentiality?: NewNeed["confidentiality"] | undefined;
  readonly coordinator?: string | undefined;
  readonly region?: string | undefined;
  readonly expiresOn?: string | undefined;
  /**
   * Whether a language model may propose how it is put, where one is set. Who asks for that shows what
   * would stand on record before it is registered.
   */
  readonly mayPropose?: boolean | undefined;
}

/** What a need is drafted with. */
export interface Drafting {
  /** None while nothing was ever written. */
  readonly ledgerIfThere: () => Pick<OpenLedger, "all" | "roleOf" | "ownNamesIn"> | undefined;
  readonly match: (need: string, by: Actor) => Promise<Suggestions>;
  readonly similar: (text: string, by: Actor) => Promise<readonly SimilarNeed[]>;
  /** What of a text may stand on record, and what may not; names are of whoever must not be named. */
  readonly part: (
    text: string,
    options: {
      readonly names: readonly string[];
      readonly anyFirm: boolean;
      readonly onlyRequest: boolean;
    },
  ) => { readonly open: string; readonly secret: string };
  /** Proposes how a need is put; nothing where no language model is set. */
  readonly proposeNeed: ProposeNeed;
  readonly clock: () => Date;
  /** Who looks after needs that nobody else does. */
  readonly firstAdministrator: string;
}

const MONTHS_OPEN = 6;

/** A need as it would stand on record, with who might help. */
export async function draftNeed(input: NewNeedInput, drafting: Drafting): Promise<NeedDraft> {
  const { organisation, anonymity = "field" } = input;
  const by = await withRole(input.by, drafting.ledgerIfThere());
  const { open, secret } = partedFor({ ...input, by, anonymity }, drafting);
  const { proposal, usage }: AskedProposal = mayBeProposed(input, open)
    ? await drafting.proposeNeed({
        ...{ open, today: japanDay(drafting.clock()) },
        names: organisation === undefined ? [] : [organisation],
      })
    : {};
  // What stands in for a name is nothing to look for.
  const suggestions = await drafting.match(lookedFor(proposal?.summary ?? open), by);
  const { profile } = suggestions;
  const written = {
    ...needOf({ ...input, by, anonymity }, { open, profile, ...drafting }),
    ...whose(organisation, { anonymity, secret }),
  };
  const need = asProposed(written, proposal, input);
  return {
    need,
    holdsSecret: secret !== "",
    suggestions,
    similar: await drafting.similar(need.summary, by),
    ...(proposal && recordDigest(need) !== recordDigest(written) && { proposal }),
    ...(usage && { usage }),
  };
}

/** The text of a need, as far as it may stand on record, and the rest of it. */
function partedFor(
  input: NewNeedInput & Pick<NewNeed, "anonymity">,
  { part, ledgerIfThere }: Pick<Drafting, "part" | "ledgerIfThere">,
) {
  const { text, by, organisation, anonymity } = input;
  const isNamed = anonymity === "named";
  const own = ledgerIfThere()?.ownNamesIn(text, by) ?? [];
  return part(text, {
    names: isNamed ? [] : [...own, ...(organisation === undefined ? [] : [organisation])],
    anyFirm: !isNamed,
    onlyRequest: asksInConfidence(input),
  });
}

/** What nobody may read before an NDA is told no model either. */
function mayBeProposed(
  { mayPropose = false, confidentiality }: NewNeedInput,
  open: string,
): boolean {
  return mayPropose && open !== "" && confidentiality !== "nda";
}

/** A need as a model proposes it; what somebody filled in themselves stays. */
function asProposed(
  written: NewNeed,
  proposal: Partial<NeedProposal> = {},
  { region, expiresOn }: Pick<NewNeedInput, "region" | "expiresOn">,
): NewNeed {
  const { summary, type, deadline, budget, target } = proposal;
  const place = region ?? proposal.region;
  const until = expiresOn ?? proposal.until;
  return {
    ...written,
    ...(summary !== undefined && { summary }),
    ...(type !== undefined && { type }),
    ...(place !== undefined && { region: place }),
    ...(until !== undefined && { expiresOn: until }),
    profile: {
      ...written.profile,
      ...(deadline !== undefined && { deadline }),
      ...(budget !== undefined && { budget }),
      ...(target !== undefined && { target }),
    },
  };
}

/** What partners are looked for by: what stands in a summary for a name is nothing to look for. */
export function lookedFor(summary: string): string {
  return summary.replace(/〔[^〕]*〕/gu, " ");
}

/** A firm's own need, and one under full anonymity or an NDA, tells what is asked for and no more. */
function asksInConfidence({
  by,
  anonymity,
  confidentiality,
}: Pick<NewNeedInput, "by" | "anonymity" | "confidentiality">): boolean {
  return by.role === "firm" || anonymity === "anonymous" || confidentiality === "nda";
}

/** Somebody with the role that is on record, where there is one. */
async function withRole(by: Actor, ledger: Pick<Ledger, "roleOf"> | undefined): Promise<Actor> {
  return ledger === undefined ? by : { ...by, role: await ledger.roleOf(by) };
}

function needOf(
  input: NewNeedInput & Pick<NewNeed, "anonymity">,
  {
    open,
    profile,
    clock,
    firstAdministrator,
  }: Pick<Drafting, "clock" | "firstAdministrator"> & {
    readonly open: string;
    readonly profile: ReadProfile;
  },
): NewNeed {
  const { by, text, anonymity, confidentiality, coordinator, region, expiresOn } = input;
  const { types: _, ...fields } = profile;
  // What kind of help is wanted may be told, even where nothing else may.
  const [type = "technical"] = needTypesOf(text);
  const place = region ?? fields.places[0];
  return {
    type,
    summary: open === "" ? `${NEED_TYPES[type].ja}（内容は非公開）` : open,
    profile: fields,
    confidentiality: confidentiality ?? "coordinators",
    anonymity,
    // A firm's need is looked after by somebody of the support body.
    coordinator: coordinator ?? (by.role === "firm" ? firstAdministrator : by.id),
    expiresOn: expiresOn ?? addMonths(japanDay(clock()), MONTHS_OPEN),
    ...(place !== undefined && { region: place }),
  };
}

/** The name on record, or in the vault with what else must not be told. */
function whose(
  organisation: string | undefined,
  { anonymity, secret }: Pick<NewNeed, "anonymity"> & { readonly secret: string },
): Pick<NewNeed, "organisation" | "secret"> {
  const isNamed = anonymity === "named";
  const kept: Secret = {
    ...(organisation !== undefined && !isNamed && { organisation }),
    ...(secret !== "" && { text: secret }),
  };
  return {
    ...(organisation !== undefined && isNamed && { organisation }),
    ...(Object.keys(kept).length > 0 && { secret: kept }),
  };
}
