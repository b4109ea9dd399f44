import type { Fragment } from "./fragment.ts";

/** A page as lines and cells. */
export interface FragmentPage {
  readonly number: number;
  readonly fragments: readonly Fragment[];
}

/** Heads and numbers stand within this share of the page's height from its edges. */
const EDGE = 0.12;
/** What stands in one place so often is a running head. */
const MIN_REPEATS = 3;
const MAX_HEAD = 60;
const PAGE_NUMBER =
  /^[-–—―ー\s(（]*(?:p\.?|page)?\s*(\d{1,4})(?:\s*\/\s*\d{1,4})?\s*(?:ページ|頁)?[-–—―ー\s)）]*$/iu;

/** The pages without their numbers, and with a running head only where it stands first. */
export function withoutRunningHeads(pages: readonly FragmentPage[]): readonly FragmentPage[] {
  const heads = repeatedHeads(pages);
  const lead = numberingLead(pages);
  const seen = new Set<string>();
  return pages.map(({ number, fragments }) => ({
    number,
    fragments: fragments.filter((fragment) => {
      if (!isAtEdge(fragment)) return true;
      const printed = pageNumber(fragment);
      if (printed !== undefined && printed - number === lead) return false;
      const key = keyOf(fragment);
      const isRepeat = seen.has(key);
      seen.add(key);
      return !(isRepeat && heads.has(key));
    }),
  }));
}

function isAtEdge({ fromTop, text }: Fragment): boolean {
  return (fromTop < EDGE || fromTop > 1 - EDGE) && text.length <= MAX_HEAD;
}

function keyOf({ text, fromTop }: Fragment): string {
  return `${Math.round(fromTop * 50)} ${text.replace(/\s/gu, "")}`;
}

function repeatedHeads(pages: readonly FragmentPage[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { fragments } of pages) {
    const keys = new Set(fragments.filter(isAtEdge).map(keyOf));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([key, count]) => (count >= MIN_REPEATS ? [key] : [])));
}

function pageNumber({ text }: Fragment): number | undefined {
  const digits = PAGE_NUMBER.exec(text.normalize("NFKC"))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * By how much printed numbers are ahead of the count of pages, when they run along for half of the
 * pages. On a single page only a number with dashes beside it, or its own, at the foot is one.
 */
function numberingLead(pages: readonly FragmentPage[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { number, fragments } of pages) {
    const printed = fragments.filter(isAtEdge).map(pageNumber);
    const leads = printed.flatMap((value) => (value === undefined ? [] : [value - number]));
    for (const lead of new Set(leads)) counts.set(lead, (counts.get(lead) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best) return undefined;
  const [lead, count] = best;
  if (pages.length === 1) return lead === 0 ? lead : undefined;
  return count >= 2 && count >= pages.length / 2 ? lead : undefined;
}
