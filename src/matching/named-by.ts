import { isSaid } from "../search/passage-search.ts";
import { searchForm } from "../text/search-form.ts";
import type { Met } from "./meeting.ts";

/** Which name, keyword or area of a card, or heading on it, has what none of its statements says. */
export function namedBy({ concept, passage: { card, statement } }: Met): string | undefined {
  const { name, aliases, keywords, area, nameEn } = card.head;
  return [name, ...aliases, ...keywords, ...area, nameEn, statement.heading].find((text) =>
    isSaid(concept, searchForm(text), []),
  );
}
