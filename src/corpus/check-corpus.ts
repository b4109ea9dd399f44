import type { Card, Problem } from "./card.ts";
import type { Locator } from "./locator.ts";
import type { Source } from "./source.ts";
import { isStandardAnswer, sharedQuestions } from "./standard-answer.ts";

/** What only the whole corpus can tell. */
export interface CorpusCheck {
  /** Two cards of one name, a locator to a source or page that does not exist. */
  readonly problems: readonly Problem[];
  /** A related card that is not there, a question with two standard answers: the rest still stands. */
  readonly warnings: readonly Problem[];
}

export function checkCorpus(cards: readonly Card[], sources: readonly Source[]): CorpusCheck {
  const pathById = new Map<string, string>();
  const sourceById = new Map(sources.map((source) => [source.id, source]));
  const problems: Problem[] = [];
  for (const { id, path } of cards) {
    const other = pathById.get(id);
    if (other) {
      const expected = `${other} と別の名前 / another name than ${other}`;
      problems.push({ path, line: 1, field: "ファイル名", expected, came: id });
    }
    pathById.set(id, path);
  }
  return {
    problems: [
      ...problems,
      ...cards.flatMap((card) => checkLocators(card, sourceById)),
      ...namedLikeSources(cards, sourceById),
    ],
    warnings: [
      ...cards.flatMap((card) => checkReferences(card, pathById)),
      ...sharedQuestions(cards),
    ],
  };
}

/** A standard answer is cited under its own name, which must not be that of a document. */
function namedLikeSources(
  cards: readonly Card[],
  sourceById: ReadonlyMap<string, Source>,
): readonly Problem[] {
  const expected = "資料にない名前 / a name that no source has";
  return cards
    .filter((card) => isStandardAnswer(card) && sourceById.has(card.id))
    .map(({ id, path }) => ({ path, line: 1, field: "ファイル名", expected, came: id }));
}

function checkReferences(
  { path, head }: Card,
  pathById: ReadonlyMap<string, string>,
): readonly Problem[] {
  const holder = head.kind === "seed" ? [{ field: "holder", id: head.holder }] : [];
  const related = head.related.map((id, i) => ({ field: `related.${i}`, id }));
  return [...related, ...holder]
    .filter(({ id }) => !pathById.has(id))
    .map(({ field, id }) => {
      const expected = "あるカードの名前 / the name of a card that exists";
      return { path, line: 1, field, expected, came: id };
    });
}

function checkLocators(
  { path, statements }: Card,
  sourceById: ReadonlyMap<string, Source>,
): readonly Problem[] {
  return statements.flatMap(({ locators, line }) =>
    locators.flatMap((locator) => {
      const expected = expectedOf(locator, sourceById.get(locator.source));
      const { source, page, lastPage } = locator;
      const pages = lastPage === undefined ? page : `${page}-${lastPage}`;
      const came = page === undefined ? source : `${source} p.${pages}`;
      return expected ? [{ path, line, field: "出典", expected, came }] : [];
    }),
  );
}

function expectedOf(locator: Locator, source: Source | undefined): string | undefined {
  if (!source) return "sources.yaml にある資料 / a source listed in sources.yaml";
  const last = locator.lastPage ?? locator.page;
  if (last === undefined) return undefined;
  const pages = source.pages ?? 0;
  const first = locator.page ?? last;
  if (first > last) {
    return `小さいページから大きいページへ / the lower page first: p.${last}-${first}`;
  }
  return first >= 1 && last <= pages
    ? undefined
    : `1から${pages}までのページ / a page from 1 to ${pages}`;
}
