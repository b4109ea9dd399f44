import type { Entry } from "../corpus/entry.ts";
import type { Evidence, ScorePart } from "../ledger/records.ts";
import type { Confidentiality } from "../ledger/vocabulary.ts";
import type { Passage } from "../search/passage.ts";
import { centreOf, missesCentre } from "./centre.ts";
import type { Met } from "./meeting.ts";
import { namedBy } from "./named-by.ts";
import { disclosureOf } from "./offer-standing.ts";
import type { PairSchemes } from "./pair-schemes.ts";
import { type RankedPartner, SHARES } from "./rank-partners.ts";
import { isTelling, type ReadNeed } from "./read-need.ts";
import type { Suggestion } from "./suggestion.ts";
import type { Say } from "./wording.ts";

interface Context {
  readonly need: ReadNeed;
  readonly schemes: PairSchemes;
  readonly say: Say;
}

const MOST_EVIDENCE = 3;
const MOST_UNMET = 3;

/** A partner as it is shown; `undefined` when no statement that speaks for it stands in its file any more. */
export function suggestionOf(ranked: RankedPartner, context: Context): Suggestion | undefined {
  const evidence = evidenceFor(ranked);
  if (evidence.length === 0) return undefined;
  const { partner, best } = ranked;
  const { say, need, schemes } = context;
  const isSeed = best.card !== partner && best.card.head.kind === "seed";
  return {
    id: partner.id,
    name: nameOf(partner, context),
    aliases: partner.head.aliases,
    origin: ranked.pool.origin,
    ...(ranked.pool.origin === "register" && { disclosure: strictestOf(ranked) }),
    ...(isSeed && { seed: nameOf(best.card, context) }),
    area: partner.head.area,
    status: ranked.pool.origin === "register" ? "registered" : best.card.head.status,
    asOf: best.card.head.asOf.iso,
    score: round(ranked.score),
    parts: partsOf(ranked, need),
    reasons: [
      ...evidence
        .filter(({ concepts }) => concepts.length > 0)
        .map(({ passage, concepts }) =>
          say("reason", { need: concepts.join("・"), seed: readable(passage, need) }),
        ),
      ...namedReasons(ranked, say),
      ...(ranked.place === 1 ? [say("reasonPlace", { area: partner.head.area.join("・") })] : []),
    ],
    gaps: gapsOf(ranked, context),
    schemes: schemes(ranked, need),
    evidence: evidence.map(({ passage }) => quoted(passage)),
  };
}

function strictestOf({ offers }: RankedPartner): Confidentiality {
  return disclosureOf({ terms: offers.flatMap(({ terms = [] }) => terms) });
}

interface Speaking {
  readonly passage: Passage;
  readonly concepts: readonly string[];
}

/** What is met of what the need is about; of what is met at all where it is about nothing that tells. */
function tellingOf({ met }: RankedPartner): readonly Met[] {
  const telling = met.filter(({ concept }) => isTelling(concept));
  return telling.length > 0 ? telling : met;
}

/**
 * The statements that speak for a partner, the most telling first: each says something that none
 * before it said. Where no statement says it word for word, those of the card that is called so.
 */
function evidenceFor(ranked: RankedPartner): readonly Speaking[] {
  const { best, pool } = ranked;
  const telling = tellingOf(ranked);
  const stated = telling.filter(({ isStated }) => isStated);
  const byPassage = new Map<Passage, Met[]>();
  for (const each of stated.length > 0 ? stated : telling) {
    byPassage.set(each.passage, [...(byPassage.get(each.passage) ?? []), each]);
  }
  const weight = (all: readonly Met[]) =>
    all.reduce((sum, { concept, degree, isStated }) => {
      return sum + concept.weight * degree * (isStated ? 1 : 0.3);
    }, 0);
  return [...byPassage]
    .map(([passage, all]) => ({
      passage,
      weight: weight(all) + (passage.card === best.card ? 0.1 : 0),
      concepts: all.filter(({ isStated }) => isStated).map(({ concept }) => concept.written),
    }))
    .sort((a, b) => b.weight - a.weight)
    .filter(({ passage: { card, statement } }) => pool.stands(card.path, quoteOf(statement)))
    .slice(0, MOST_EVIDENCE);
}

/** What is met by a name or a keyword only is shown with that, not with a statement that does not say it. */
function namedReasons(ranked: RankedPartner, say: Say): readonly string[] {
  return tellingOf(ranked)
    .filter(({ isStated }) => !isStated)
    .flatMap((met) => {
      const name = namedBy(met);
      return name === undefined ? [] : [say("reasonNamed", { need: met.concept.written, name })];
    })
    .slice(0, MOST_EVIDENCE);
}

/** What has a thing that the statement does not say as it is shown. */
function sayingOf(met: Met): string {
  const { statement } = met.passage;
  return namedBy(met) ?? statement.en ?? quoteOf(statement);
}

function quoteOf({ quote, text }: Passage["statement"]): string {
  return quote ?? text;
}

function quoted({ card, statement }: Passage): Evidence {
  const [locator] = statement.locators;
  return {
    source: locator?.source ?? card.id,
    path: card.path,
    locator: {
      ...(locator?.page !== undefined && { page: locator.page }),
      ...(locator?.section !== undefined && { section: locator.section }),
    },
    quote: quoteOf(statement),
  };
}

function readable({ statement }: Passage, { language }: ReadNeed): string {
  return language === "en" ? (statement.en ?? statement.text) : statement.text;
}

/** Content by each thing of the need that is met, then kind and place; the shares add up to the score. */
function partsOf(ranked: RankedPartner, need: ReadNeed): readonly ScorePart[] {
  const weighted = ranked.met.map((met) => ({ met, weight: met.concept.weight * met.degree }));
  const sum = weighted.reduce((total, { weight }) => total + weight, 0) || 1;
  const content = SHARES.content * ranked.content;
  return [
    ...weighted.map(({ met, weight }) => ({
      part: "content",
      score: round((content * weight) / sum),
      need: met.concept.written,
      seed: met.isStated ? quoteOf(met.passage.statement) : sayingOf(met),
    })),
    {
      part: "kind",
      score: round(SHARES.fit * ranked.fit),
      need: need.types.join("・"),
      seed: kindName(ranked),
    },
    {
      part: "place",
      score: round(SHARES.place * ranked.place),
      need: need.areas.join("・"),
      seed: ranked.partner.head.area.join("・"),
    },
    ...(ranked.lowered === undefined
      ? []
      : [{ part: "centre", score: round(-ranked.lowered), need: centreName(need), seed: "" }]),
  ];
}

function centreName(need: ReadNeed): string {
  return centreOf(need)
    .map(({ written }) => written)
    .join("・");
}

function kindName({ best: { kind } }: RankedPartner): string {
  return [kind.organisation, kind.seed].filter((name) => name !== undefined).join("・");
}

function gapsOf(ranked: RankedPartner, { need, say }: Context) {
  const { met, best, offers, partner, place } = ranked;
  const misses = missesCentre(need, ranked);
  const found = new Set([...met.map(({ concept }) => concept), ...(misses ? centreOf(need) : [])]);
  const unmet = need.concepts
    .filter((concept) => !found.has(concept) && isTelling(concept))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_UNMET);
  const conditions = offers
    .filter(({ card }) => card === best.card)
    .flatMap(({ card: { head } }) => (head.kind === "seed" ? head.conditions : []));
  return [
    ...(misses ? [say("gapCentre", { need: centreName(need) })] : []),
    ...(place === 0
      ? [say("gapPlace", { wanted: need.areas.join("・"), area: partner.head.area.join("・") })]
      : []),
    ...unmet.map(({ written }) => say("gapUnmet", { need: written })),
    ...[...new Set(conditions)].map((condition) => say("gapCondition", { condition })),
    ...(disclosureOf(best) === "nda" ? [say("gapNda")] : []),
    ...(/^企業[A-ZＡ-Ｚ]/u.test(partner.head.name) ? [say("gapAnonymous")] : []),
  ];
}

function nameOf({ head }: Entry, { need }: Pick<Context, "need">): string {
  return need.language === "en" ? `${head.nameEn} (${head.name})` : head.name;
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}
