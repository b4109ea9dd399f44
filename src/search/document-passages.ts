import type { Statement } from "../corpus/card.ts";
import { type Document, type Extract, pageAt, textOf, type Unit } from "../corpus/document.ts";
import type { DocumentHead, Entry } from "../corpus/entry.ts";
import type { Source } from "../corpus/source.ts";
import { areasIn } from "../text/areas.ts";
import { yearsIn } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import { once } from "./once.ts";
import type { Passage } from "./passage.ts";
import { type PassageList, remembering } from "./passage-list.ts";
import { extractsOf, type PlacedExtract, type Repeated } from "./repeated-extracts.ts";
import { type KnownSource, sourceOf } from "./sources.ts";

/** Longest excerpt in characters and in units. */
const MAX_EXCERPT = 150;
const MAX_UNITS = 5;

/** How many passages are kept that questions have looked at. */
const REMEMBERED = 2_000;

/**
 * The passages of documents, one an extract; an extract that nearly repeats an earlier one is not
 * searched for again, its place is kept with the first.
 */
export function documentsPassages(
  documents: readonly Document[],
  { sources, repeated }: { sources: ReadonlyMap<string, KnownSource>; repeated: Repeated },
): PassageList {
  const found = withoutRepeats(documents, repeated);
  const areas = new Map<string, readonly string[]>();
  const area = (number: number) => {
    const { document, extract } = originAt(found, number);
    const named = `${sourceOf(document, sources).title}\n${extract.heading}`;
    const known = areas.get(named) ?? areasIn(named);
    areas.set(named, known);
    return known;
  };
  const at = remembering(REMEMBERED, (number) => {
    const origin = originAt(found, number);
    const source = sourceOf(origin.document, sources);
    return extractPassage({ ...origin, source }, area(number));
  });
  return { size: found.length, at, area, kind: () => "document" };
}

interface Found extends PlacedExtract {
  /** Extracts that nearly repeat this one. */
  readonly repeats: PlacedExtract[];
}

function originAt(found: readonly Found[], number: number): Found {
  const origin = found[number];
  if (!origin) throw new RangeError(`Expected a passage below ${found.length}, got ${number}`);
  return origin;
}

function withoutRepeats(documents: readonly Document[], repeated: Repeated): readonly Found[] {
  const all: readonly Found[] = extractsOf(documents).map((found) => ({ ...found, repeats: [] }));
  for (const [again, original] of repeated) {
    originAt(all, original).repeats.push(originAt(all, again));
  }
  return all.filter((_, number) => !repeated.has(number));
}

function headOf(source: Source, area: readonly string[]): DocumentHead {
  return {
    kind: "document",
    name: source.title,
    nameEn: source.titleEn,
    aliases: [],
    keywords: [],
    status: "unknown",
    asOf: source.asOf,
    area,
    related: [],
  };
}

interface Origin extends Found {
  readonly source: Source;
}

function extractPassage(origin: Origin, area: readonly string[]): Passage {
  const { document, extract, place, source } = origin;
  const head = headOf(source, area);
  const whole = once(() => statementOf(extract.units, origin));
  const card: Entry = {
    id: `${document.path}#${place}`,
    path: document.path,
    head,
    get statements() {
      return [whole()];
    },
  };
  const context = once(() => searchForm(`${head.name}\n${extract.heading}`));
  const passage = passageOf(card, {
    statement: whole,
    context,
    whole: () => form(),
    span: spanOf(extract.units),
  });
  const form = once(() => searchForm(whole().text));
  const excerpts = once(() =>
    excerptsOf(extract.units).map((units) =>
      passageOf(card, {
        statement: once(() => statementOf(units, origin)),
        context,
        whole: form,
        span: spanOf(units),
      }),
    ),
  );
  return Object.defineProperty(passage, "excerpts", { get: excerpts, enumerable: true });
}

interface Parts {
  readonly statement: () => Statement;
  readonly context: () => string;
  readonly whole: () => string;
  readonly span: readonly [number, number];
}

function passageOf(card: Entry, { statement, context, whole, span }: Parts): Passage {
  const form = once(() => searchForm(statement().text));
  const years = once(() => yearsIn(statement().text));
  const cardYears = once(() => yearsIn(whole()));
  return {
    card,
    span,
    documentYears: yearsIn(card.head.asOf.text),
    get statement() {
      return statement();
    },
    get form() {
      return form();
    },
    get context() {
      return context();
    },
    get years() {
      return years();
    },
    get cardYears() {
      return cardYears();
    },
    get cardForm() {
      return whole();
    },
  };
}

function spanOf(units: readonly Unit[]): readonly [number, number] {
  return [units[0]?.start ?? 0, units.at(-1)?.end ?? 0];
}

/** Every run of neighbouring units that is short enough, without those whose figures are in doubt. */
function excerptsOf(units: readonly Unit[]): readonly (readonly Unit[])[] {
  return units.flatMap((_, from) => {
    const following = units.slice(from, from + MAX_UNITS);
    const doubtful = following.findIndex((unit) => unit.doubtful);
    const sound = upToHeading(doubtful < 0 ? following : following.slice(0, doubtful));
    const runs = sound.map((_, last) => sound.slice(0, last + 1));
    return runs.filter((run) => run.length === 1 || lengthOf(run) <= MAX_EXCERPT);
  });
}

/** What follows under another heading is about another thing. */
function upToHeading(units: readonly Unit[]): readonly Unit[] {
  const text = units.findIndex(({ heads }) => !heads);
  const next = units.findIndex(({ heads }, i) => text >= 0 && i > text && heads);
  return next < 0 ? units : units.slice(0, next);
}

function lengthOf(units: readonly Unit[]): number {
  return units.reduce((sum, { start, end, text }) => sum + (text?.length ?? end - start), 0);
}

function statementOf(
  units: readonly Unit[],
  { document, extract, source, repeats }: Origin,
): Statement {
  const start = units[0]?.start ?? 0;
  const end = units.at(-1)?.end ?? start;
  const { lineAt, pageAt } = placesIn(document, extract);
  const first = lineAt(start);
  const places = [
    linesText(first, first + newlines(document.text, start, end)),
    ...repeats.map(({ document: other, extract: { lines } }) => {
      const file = other.path === document.path ? "" : `${other.path} `;
      return `ほぼ同文 ${file}${linesText(...lines)}`;
    }),
  ];
  const text = units.find(({ heads }) => !heads)?.start ?? end;
  const own = extract.units.filter(({ heads, end: ended }) => heads && ended <= text).at(-1);
  const heading = own ? textOf(document, own) : extract.heading;
  const above =
    own && !extract.headings.some((known) => known.start === own.start) ? [own] : extract.headings;
  return {
    text: units.map((unit) => textOf(document, unit)).reduce(joinUnits, ""),
    quote: document.text.slice(start, end),
    heading,
    under: above
      .filter((heading) => heading.end <= start || heading.start >= end)
      .map((heading) => ({
        text: textOf(document, heading),
        quote: document.text.slice(heading.start, heading.end),
        locators: [
          {
            source: source.id,
            ...pageAt(heading.start),
            section: `${lineAt(heading.start)}行目`,
          },
        ],
      })),
    locators: [
      {
        source: source.id,
        ...pageAt(start),
        section: [heading, places.join("、")].filter(Boolean).join(" "),
      },
    ],
    line: first,
  };
}

/** The line of a place in the text, and its page where there are pages. */
function placesIn(document: Document, extract: Extract) {
  const { units, lines } = extract;
  const from = units[0]?.start ?? 0;
  return {
    lineAt: (offset: number) =>
      offset < from
        ? lines[0] - newlines(document.text, offset, from)
        : lines[0] + newlines(document.text, from, offset),
    pageAt: (offset: number) => {
      const page = pageAt(document, extract, offset);
      return page === undefined ? {} : { page };
    },
  };
}

function linesText(first: number, last: number): string {
  return first === last ? `${first}行目` : `${first}–${last}行目`;
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1))
    count++;
  return count;
}

function joinUnits(left: string, right: string): string {
  if (left === "") return right;
  return /[。！？]$/u.test(left) ? left + right : `${left} ${right}`;
}
