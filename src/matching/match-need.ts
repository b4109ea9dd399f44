import type { Concept, FindConcepts } from "../search/concepts.ts";
import { squash } from "../text/search-form.ts";
import { centreFirst, missesCentre } from "./centre.ts";
import { isGeneral } from "./general-words.ts";
import { missingFacts } from "./missing-facts.ts";
import { profileOf } from "./need-profile.ts";
import type { Viewer } from "./offer-standing.ts";
import type { PairSchemes } from "./pair-schemes.ts";
import { isRefused, type OfferPool, type RankedPartner, rankPartners } from "./rank-partners.ts";
import { isTelling, type ReadNeed, readNeed } from "./read-need.ts";
import { suggestionOf } from "./suggest.ts";
import type { Excluded, Suggestions } from "./suggestion.ts";
import type { MatchWording, Say } from "./wording.ts";

export interface MatchDependencies {
  /** Where offers are looked for, as they are now. */
  readonly pools: () => readonly OfferPool[];
  /** What a need is about, and how much each thing of it tells. */
  readonly concepts: FindConcepts;
  readonly schemes: PairSchemes;
  readonly wording: MatchWording;
}

/** Suggests partners for a need; the same need gives the same list. */
export type MatchNeed = (need: string, viewer: Viewer) => Suggestions;

/** Characters; whoever writes more has pasted something else. */
const MAX_NEED = 4000;
const MOST_PARTNERS = 10;
const MOST_EXCLUDED = 5;
/**
 * Least share of a need that a partner meets, and least weight of it: a rare word, or a few common
 * ones. Nearly half of a need is enough, however little it says.
 */
const LEAST_CONTENT = 0.15;
const LEAST_WEIGHT = 1.5;
const NEARLY_HALF = 0.4;
/** Share of a need below which the best partner is said to meet only part of it. */
const WELL_MET = 0.4;
/** How far below the best a partner may be. */
const NEAR_BEST = 0.6;

export function createMatchNeed(dependencies: MatchDependencies): MatchNeed {
  return (text, viewer) => {
    const need = readNeed(text.slice(0, MAX_NEED), dependencies.concepts);
    const say = dependencies.wording(need.language);
    if (text.length > MAX_NEED)
      return nothing(need, "vague", say("tooLong", { max: `${MAX_NEED}` }));
    if (need.concepts.every(({ surface }) => isGeneral(surface)))
      return nothing(need, "vague", say("vague"));
    const ranked = rankPartners(need, dependencies.pools(), viewer);
    const near = nearest(need, ranked);
    const { kept, excluded } = passGates(need, near, say);
    const partners = kept
      .slice(0, 2 * MOST_PARTNERS)
      .flatMap((ranked) => suggestionOf(ranked, { ...dependencies, need, say }) ?? [])
      .slice(0, MOST_PARTNERS);
    const questions = missingFacts(need, kept, say);
    if (partners.length === 0) {
      return { ...nothing(need, "not_found", say("notFound")), excluded, questions };
    }
    return {
      need: text,
      profile: profileOf(need),
      kind: "matched",
      partners,
      excluded,
      questions,
      notices: [
        ...(isWeak(need, kept[0]) ? [say("noticeWeak")] : []),
        say("noticeStatus"),
        say("noticeContact"),
        ...universities(kept, ranked, say),
        say("noticePerson"),
      ],
    };
  };
}

function isWeak(need: ReadNeed, best: RankedPartner | undefined): boolean {
  return best === undefined || best.content < WELL_MET || missesCentre(need, best);
}

function nothing(need: ReadNeed, kind: "vague" | "not_found", notice: string): Suggestions {
  return {
    need: need.text,
    profile: profileOf(need),
    kind,
    partners: [],
    excluded: [],
    questions: [],
    notices: [notice],
  };
}

/**
 * Those that meet enough of the need, and not far less than the best that could be had: whoever lies
 * elsewhere is no measure for who is near.
 */
function nearest(need: ReadNeed, ranked: readonly RankedPartner[]): readonly RankedPartner[] {
  const total = need.concepts.reduce((sum, { weight }) => sum + weight, 0);
  const bestOf = (all: readonly RankedPartner[]) =>
    Math.max(0, ...all.map(({ content }) => content));
  const least = Math.min(NEARLY_HALF, Math.max(LEAST_CONTENT, LEAST_WEIGHT / total));
  const near = NEAR_BEST * bestOf(ranked.filter(({ place }) => place > 0));
  const anywhere = NEAR_BEST * bestOf(ranked);
  // 雇う and 派遣 alone are what anybody may do: where a need has a matter, it is spoken of.
  const hasMatter = need.concepts.some(isTelling);
  const isAbout = (concept: Concept) =>
    hasMatter ? isTelling(concept) : !isGeneral(concept.surface);
  return ranked
    .filter(({ met }) => met.some(({ concept }) => isAbout(concept)))
    .filter(
      ({ content, place }) => content >= Math.min(1, Math.max(least, place > 0 ? near : anywhere)),
    );
}

interface Gated {
  readonly kept: readonly RankedPartner[];
  readonly excluded: readonly Excluded[];
}

/** What may not be suggested, with the reason: the wrong place, a condition that the need would break. */
function passGates(need: ReadNeed, ranked: readonly RankedPartner[], say: Say): Gated {
  const judged = ranked.map((each) => ({ each, reason: reasonAgainst(need, each, say) }));
  const kept = judged.filter(({ reason }) => reason === undefined).map(({ each }) => each);
  const names = new Set(kept.map(({ partner }) => partner.head.name));
  const excluded = judged.flatMap(({ each: { partner, best }, reason }) => {
    if (reason === undefined) return [];
    // A partner that is suggested for something else is left out with that thing only.
    const { name } = names.has(partner.head.name) ? best.card.head : partner.head;
    return [{ name, reason }];
  });
  return { kept: centreFirst(need, onePerName(kept)), excluded: excluded.slice(0, MOST_EXCLUDED) };
}

/** Who stands both among the cards and in the register is suggested once, by what speaks for it most. */
function onePerName(ranked: readonly RankedPartner[]): readonly RankedPartner[] {
  const seen = new Set<string>();
  return ranked.filter(({ partner: { head } }) => {
    const name = squash(head.name);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

function reasonAgainst(
  need: ReadNeed,
  { place, partner, ended, best: { card } }: RankedPartner,
  say: Say,
): string | undefined {
  if (ended !== undefined) return say(ended === "closed" ? "excludedClosed" : "excludedExpired");
  if (place === 0) {
    const { area } = partner.head;
    return say(isRefused(need, area) ? "excludedRefused" : "excludedPlace", {
      area: area.join("・"),
    });
  }
  const conditions = card.head.kind === "seed" ? card.head.conditions : [];
  const condition = conditions.find((text) => /収益|営利/u.test(text));
  if (need.says.profit && condition) return say("excludedProfit", { condition });
  return undefined;
}

const NAMED_UNIVERSITIES = 2;

/** Share of a need that a university has to speak of to be named as a way on. */
const SPEAKS_OF = 0.1;

/** Where a public test centre comes first, whom to go to when it cannot help. */
function universities(
  kept: readonly RankedPartner[],
  ranked: readonly RankedPartner[],
  say: Say,
): readonly string[] {
  if (kept[0]?.best.kind.organisation !== "public-test-centre") return [];
  const names = ranked
    .filter(({ best, content, place, ended }) => {
      const isOpen = place > 0 && ended === undefined && content >= SPEAKS_OF;
      return isOpen && best.kind.organisation === "university";
    })
    .slice(0, NAMED_UNIVERSITIES)
    .map(({ partner }) => partner.head.name);
  return [
    names.length === 0
      ? say("noticeUniversityAny")
      : say("noticeUniversity", { names: names.join("・") }),
  ];
}
