import type { Entry } from "../corpus/entry.ts";
import { searchForm } from "../text/search-form.ts";
import { answers } from "./answers-question.ts";
import { type Candidates, candidatesFor } from "./candidates.ts";
import type { Found } from "./finding.ts";
import { nameOf } from "./notices.ts";
import { bears, type Question, withoutNames } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";

const COMPARES =
  /違い|違う|違え|異な|比べ|比較|どちら|どっち|(?:多|少な|大き|小さ|高|低|広|新し|古)いのは|同じ|何倍|それぞれ|より(?:多|少|大|小|高|低|広)|差(?:は|額)|compare|differ|versus|\bvs\b|larger|bigger|greater|newer|older|each of|respectively/u;

/**
 * A statement about each of the things that a question compares, side by side; `undefined` when it
 * compares none, or when one sentence speaks of them all better than one each would.
 */
export function compareThings(
  question: Question,
  main: Candidate | undefined,
  candidates: Candidates,
): Found | undefined {
  const things = thingsOf(question);
  if (things.length < 2 || !COMPARES.test(searchForm(question.text))) return undefined;
  const statements = things.map((link) => {
    const about = aboutOne(question, link);
    return candidatesFor(about, candidates).find(
      (candidate) => isAbout(candidate, link.cards) && answers(candidate, about),
    );
  });
  const found = statements.filter((statement) => statement !== undefined);
  const apart = new Set(found.map(({ passage }) => passage)).size === found.length;
  if (found.length === 0 || !apart) return undefined;
  if (main && speaksOfAll(main, question, found)) return undefined;
  const compared = things.flatMap(({ cards }, i) => {
    const passage = statements[i]?.passage;
    const thing = passage?.card ?? cards[0];
    return thing ? [{ thing, passage }] : [];
  });
  const lacking = things
    .filter((_, i) => !statements[i])
    .map(({ cards, name }) => nameOf(cards[0], question.language) ?? name);
  return { statements: found, unanswered: lacking, compared };
}

/** The things named, where each name is another thing. */
function thingsOf({ links }: Question): Question["links"] {
  const ids = links.map(({ cards }) => cards.map(({ id }) => id).join());
  return links.filter((_, i) => ids.indexOf(ids[i] ?? "") === i);
}

/** The question as if it were about one of the things: the others' names taken out. */
function aboutOne(question: Question, link: Question["links"][number]): Question {
  const others = question.links.filter((other) => other !== link);
  return {
    ...question,
    // How many times one figure is the other stands in no sentence: the figures themselves do.
    asks: question.asks.filter(({ kind }) => kind !== "ratio" && kind !== "amount"),
    links: [link],
    query: question.query.map(({ text, weight }) => ({
      text: withoutNames(searchForm(text), others),
      weight,
    })),
  };
}

function isAbout({ passage: { card } }: Candidate, cards: readonly Entry[]): boolean {
  return cards.some(({ id, head }) => id === card.id || head.related.includes(card.id));
}

function speaksOfAll(main: Candidate, { links }: Question, each: readonly Candidate[]): boolean {
  const named = links.every(
    ({ name, cards }) => main.passage.form.includes(name) || bears(cards, main.passage.card),
  );
  if (each.length < links.length) return named;
  const mean = each.reduce((sum, { ownCoverage }) => sum + ownCoverage, 0) / each.length;
  return named && main.ownCoverage >= mean;
}
