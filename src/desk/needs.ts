import type { Bilingual } from "../errors.ts";
import type { Ledger, NewMatch, Result } from "../ledger/ledger.ts";
import type { Actor, Match, Need } from "../ledger/records.ts";
import type { CloseReason } from "../ledger/vocabulary.ts";
import type { FindSimilar } from "../matching/similar-needs.ts";
import type { SimilarNeed, Suggestion, Suggestions } from "../matching/suggestion.ts";
import type { WordReasons } from "../matching/word-reasons.ts";
import {
  type Drafting,
  draftNeed,
  lookedFor,
  type NeedDraft,
  type NewNeedInput,
} from "./draft-need.ts";

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

interface Dependencies extends Omit<Drafting, "similar"> {
  /** Made where it is missing. */
  readonly ledger: () => Pick<Ledger, "registerNeed" | "recordMatch" | "get" | "move">;
  readonly findSimilar: () => Promise<FindSimilar>;
  /** Puts reasons in the words of a language model, where one is set. */
  readonly wordReasons: WordReasons;
}

/** Takes needs in: drafts them, shows what is like them, and registers them when a person says so. */
export function createNeedDesk(dependencies: Dependencies): NeedDesk {
  const { ledger, ledgerIfThere, match, findSimilar } = dependencies;
  const similar: NeedDesk["similar"] = async (text, by) => {
    const open = (await ledgerIfThere()?.all("need", by)) ?? [];
    return open.length === 0 ? [] : (await findSimilar())(text, open);
  };
  const suggestionsFor = async (need: Need, by: Actor, mayAsk = true) => {
    const suggestions = await match(lookedFor(need.summary), by);
    // What nobody may read before an NDA is told no model either.
    if (need.confidentiality === "nda") return suggestions;
    const names = need.organisation === undefined ? [] : [need.organisation];
    return dependencies.wordReasons(suggestions, { names, mayAsk });
  };
  // What is written has no words that nobody has seen.
  const seen: NeedDesk["suggestionsFor"] = (need, by) => suggestionsFor(need, by, false);
  return {
    similar,
    suggestionsFor: (need, by) => suggestionsFor(need, by),
    propose: (proposal, by) => propose(proposal, by, { ledger: ledger(), suggestionsFor: seen }),
    draft: (input) => draftNeed(input, { ...dependencies, similar }),
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
