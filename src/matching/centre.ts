import type { RankedPartner } from "./rank-partners.ts";
import { isTelling, type NeedConcept, type ReadNeed } from "./read-need.ts";

/** What a need is about before all else: of the things that tell, the rarest; several where they are equally rare. */
export function centreOf({ concepts }: Pick<ReadNeed, "concepts">): readonly NeedConcept[] {
  const telling = concepts.filter(isTelling);
  const rarity = ({ idf, weight }: NeedConcept) => idf ?? weight;
  const rarest = Math.max(...telling.map(rarity));
  return telling.filter((concept) => rarity(concept) === rarest);
}

/** Whether a partner meets nothing of the centre of a need, and so only what stands around it. */
export function missesCentre(need: Pick<ReadNeed, "concepts">, { met }: RankedPartner): boolean {
  const centre = new Set(centreOf(need));
  return centre.size > 0 && !met.some(({ concept }) => centre.has(concept));
}

/** How far below the others whoever misses the centre comes at least. */
const STEP = 0.01;

/**
 * Who meets the centre of a need first, whatever else the others meet. Their scores are lowered as
 * far as that takes, all by the same share, and say so in a part of their own.
 */
export function centreFirst(
  need: ReadNeed,
  ranked: readonly RankedPartner[],
): readonly RankedPartner[] {
  const missing = ranked.filter((each) => missesCentre(need, each));
  const meeting = ranked.filter((each) => !missing.includes(each));
  const least = Math.min(...meeting.map(({ score }) => score)) - STEP;
  const most = Math.max(...missing.map(({ score }) => score));
  if (meeting.length === 0 || most <= least) return [...meeting, ...missing];
  const share = Math.max(0, least) / most;
  return [...meeting, ...missing.map((each) => lowered(each, share))];
}

function lowered(partner: RankedPartner, share: number): RankedPartner {
  const score = partner.score * share;
  return { ...partner, score, lowered: partner.score - score };
}
