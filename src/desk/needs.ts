import type { Bilingual } from "../errors.ts";
import type { Ledger, NewMatch, NewNeed, Result, Secret } from "../ledger/ledger.ts";
import type { OpenLedger } from "../ledger/open-ledger.ts";
import type { Actor, Match, Need } from "../ledger/records.ts";
import { type CloseReason, NEED_TYPES } from "../ledger/vocabulary.ts";
import type { ReadProfile } from "../matching/need-profile.ts";
import { needTypesOf } from "../matching/need-types.ts";
import type { FindSimilar } from "../matching/similar-needs.ts";
import type { SimilarNeed, Suggestion, Suggestions } from "../matching/suggestion.ts";
import { addMonths, japanDay } from "../text/days.ts";

/** A need as it would be registered; nothing is written before a person says so. */
export interface NeedDraft {
  readonly need: NewNeed;
  /** Whether something was kept out of the summary, to be kept in the vault. */
  readonly holdsSecret: boolean;
  /** Partners for what the summary says: what is secret is looked for by nobody. */
  readonly suggestions: Suggestions;
  /** Open needs about the same that the person may see. */
  readonly similar: readonly SimilarNeed[];
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
}

/** A suggested partner of a need that is on record. */
export interface Proposal {
  readonly need: string;
  readonly partner: string;
  readonly state: "draft" | "suggested";
  /** Why it is passed over at once. */
  readonly passed?: { readonly closeReason: CloseReason; readonly reason?: string };
}

/** What became of a proposal; the match is there also where the pair stood already. */
export type Proposed =
  | { readonly kind: "no need" }
  | { readonly kind: "no partner" }
  | {
      readonly kind: "proposed";
      readonly need: Need;
      readonly suggestions: Suggestions;
      readonly match?: Match;
      /** What the ledger refused: the record, or the passing over. */
      readonly refusals: readonly Bilingual[];
    };

export interface NeedDesk {
  /** Open needs about the same that a person may see, the most alike first. */
  similar(text: string, by: Actor): Promise<readonly SimilarNeed[]>;
  draft(input: NewNeedInput): Promise<NeedDraft>;
  /**
   * Registers a draft with some of its suggestions as matches that the assistant proposes. What the
   * ledger refuses comes back as it says; a need that stands keeps the matches that could be written.
   */
  register(
    draft: NeedDraft,
    suggestions: readonly Suggestion[],
    by: Actor,
  ): Promise<{ readonly need: Result<"need">; readonly matches: readonly Result<"match">[] }>;
  /** The partners for a need on record that somebody may see. */
  suggestionsFor(need: Need, by: Actor): Promise<Suggestions>;
  /** Records a suggested partner as a match, or passes it over, which is on record too. */
  propose(proposal: Proposal, by: Actor): Promise<Proposed>;
}

interface Dependencies {
  /** Made where it is missing. */
  readonly ledger: () => Pick<Ledger, "registerNeed" | "recordMatch" | "get" | "move">;
  /** None while nothing was ever written. */
  readonly ledgerIfThere: () => Pick<OpenLedger, "all" | "roleOf" | "ownNamesIn"> | undefined;
  readonly match: (need: string, by: Actor) => Promise<Suggestions>;
  readonly findSimilar: () => Promise<FindSimilar>;
  /** What of a text may stand on record, and what may not; names are of whoever must not be named. */
  readonly part: (
    text: string,
    options: {
      readonly names: readonly string[];
      readonly anyFirm: boolean;
      readonly onlyRequest: boolean;
    },
  ) => { readonly open: string; readonly secret: string };
  readonly clock: () => Date;
  /** Who looks after needs that nobody else does. */
  readonly firstAdministrator: string;
}

const MONTHS_OPEN = 6;

/** Takes needs in: drafts them, shows what is like them, and registers them when a person says so. */
export function createNeedDesk(dependencies: Dependencies): NeedDesk {
  const { ledger, ledgerIfThere, match, findSimilar, part } = dependencies;
  const similar: NeedDesk["similar"] = async (text, by) => {
    const open = (await ledgerIfThere()?.all("need", by)) ?? [];
    return open.length === 0 ? [] : (await findSimilar())(text, open);
  };
  const suggestionsFor: NeedDesk["suggestionsFor"] = (need, by) =>
    match(lookedFor(need.summary), by);
  return {
    similar,
    suggestionsFor,
    propose: (proposal, by) => propose(proposal, by, { ledger: ledger(), suggestionsFor }),
    async draft(input) {
      const { text, organisation, anonymity = "field" } = input;
      const by = await withRole(input.by, ledgerIfThere());
      const isNamed = anonymity === "named";
      const own = ledgerIfThere()?.ownNamesIn(text, by) ?? [];
      const { open, secret } = part(text, {
        names: isNamed ? [] : [...own, ...(organisation === undefined ? [] : [organisation])],
        anyFirm: !isNamed,
        onlyRequest: asksInConfidence({ ...input, by, anonymity }),
      });
      // What stands in for a name is nothing to look for.
      const suggestions = await match(lookedFor(open), by);
      const need = {
        ...needOf(
          { ...input, by, anonymity },
          { open, profile: suggestions.profile, ...dependencies },
        ),
        ...whose(organisation, { anonymity, secret }),
      };
      return {
        need,
        holdsSecret: secret !== "",
        suggestions,
        similar: await similar(need.summary, by),
      };
    },
    async register({ need }, suggestions, by) {
      const registered = await ledger().registerNeed(need, by);
      if (registered.kind === "refused") return { need: registered, matches: [] };
      const matches: Result<"match">[] = [];
      // One after the other: their numbers follow the order of the suggestions.
      for (const suggestion of suggestions) {
        const proposed = matchOf(suggestion, registered.record.id, need.coordinator);
        matches.push(await ledger().recordMatch(proposed, by));
      }
      return { need: registered, matches };
    },
  };
}

/** What partners are looked for by: what stands in a summary for a name is nothing to look for. */
function lookedFor(summary: string): string {
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
  }: Pick<Dependencies, "clock" | "firstAdministrator"> & {
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

async function propose(
  { need: id, partner, state, passed }: Proposal,
  by: Actor,
  {
    ledger,
    suggestionsFor,
  }: Pick<NeedDesk, "suggestionsFor"> & { readonly ledger: ReturnType<Dependencies["ledger"]> },
): Promise<Proposed> {
  const need = await ledger.get("need", id, by);
  if (!need) return { kind: "no need" };
  const suggestions = await suggestionsFor(need, by);
  const suggestion = suggestions.partners.find((each) => each.id === partner);
  if (!suggestion) return { kind: "no partner" };
  const proposedBy = by.role === "firm" ? "assistant" : "coordinator";
  const proposed = {
    ...matchOf(suggestion, need.id, need.coordinator),
    state,
    proposedBy,
  } as const;
  const recorded = await ledger.recordMatch(proposed, by);
  const match = recorded.kind === "done" ? recorded.record : recorded.current;
  const closed =
    match && passed
      ? await ledger.move({ match: match.id, from: match.state, to: "closed", ...passed }, by)
      : undefined;
  const refusals = [recorded, closed].flatMap((each) =>
    each?.kind === "refused" ? [each.why] : [],
  );
  return {
    kind: "proposed",
    need,
    suggestions,
    ...(match && { match: closed?.kind === "done" ? closed.record : match }),
    refusals,
  };
}

/** A suggestion as a match to be recorded, for a coordinator to look at. */
function matchOf(suggestion: Suggestion, need: string, coordinator: string): NewMatch {
  const { id, name, origin, disclosure, area, seed, score, parts } = suggestion;
  const { reasons, gaps, schemes, evidence } = suggestion;
  return {
    need,
    partner: {
      ...{ id, name, origin },
      ...(area[0] !== undefined && { region: area[0] }),
      ...(disclosure !== undefined && { disclosure }),
    },
    ...(seed !== undefined && { seed }),
    state: "suggested",
    proposedBy: "assistant",
    score,
    parts,
    reasons,
    gaps,
    schemes,
    evidence,
    coordinator,
    // The ledger knows what comes next and by when.
    nextAction: "",
    nextActionDue: "",
  };
}
