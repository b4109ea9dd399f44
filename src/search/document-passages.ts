import type { Statement } from "../corpus/card.ts";
import type { Document, Extract, Unit } from "../corpus/document.ts";
import type { DocumentHead, Entry } from "../corpus/entry.ts";
import { foldDuplicates } from "../corpus/near-duplicates.ts";
import type { Source } from "../corpus/source.ts";
import { areasIn } from "../text/areas.ts";
import { yearsIn } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import type { Passage } from "./passage.ts";
import { type KnownSource, sourceOf } from "./sources.ts";

/** Longest excerpt in characters and in units. */
const MAX_EXCERPT = 150;
const MAX_UNITS = 5;

/**
 * The passages of documents, one an extract; an extract that nearly repeats an earlier one is not
 * searched for again, its place is kept with the first. What is costly about a passage is made when
 * it is first looked at: of twenty thousand a question looks at a few dozen.
 */
export function documentsPassages(
  documents: readonly Document[],
  sources: ReadonlyMap<string, KnownSource>,
): readonly Passage[] {
  const all = documents.flatMap((document) =>
    document.extracts.map((extract, i) => ({ document, extract, id: `${document.path}#${i + 1}` })),
  );
  const originals = foldDuplicates(
    all.map(({ extract }) => ({
      sketch: extract.sketch,
      text: () => extract.units.map(({ text }) => text).join(" "),
    })),
  );
  const repeats = new Map<number, Extract[]>();
  for (const [i, { extract }] of all.entries()) {
    const original = originals[i] ?? i;
    if (original !== i) repeats.set(original, [...(repeats.get(original) ?? []), extract]);
  }
  return all.flatMap(({ document, extract, id }, i) => {
    const source = sourceOf(document, sources);
    if (originals[i] !== i || !source) return [];
    const entry = { id, path: document.path, head: headOf(source, extract) };
    return [extractPassage(entry, extract, { document, source, repeats: repeats.get(i) ?? [] })];
  });
}

function headOf(source: Source, { heading }: Extract): DocumentHead {
  return {
    kind: "document",
    name: source.title,
    nameEn: source.titleEn,
    aliases: [],
    keywords: [],
    status: "unknown",
    asOf: source.asOf,
    area: [...new Set([...areasIn(source.title), ...areasIn(heading)])],
    related: [],
  };
}

interface Origin {
  readonly document: Document;
  readonly source: Source;
  /** Extracts that nearly repeat this one. */
  readonly repeats: readonly Extract[];
}

function extractPassage(
  entry: Omit<Entry, "statements">,
  extract: Extract,
  origin: Origin,
): Passage {
  const whole = once(() => statementOf(extract.units, extract, origin));
  const card: Entry = {
    ...entry,
    get statements() {
      return [whole()];
    },
  };
  const context = once(() => searchForm(`${entry.head.name}\n${extract.heading}`));
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
        statement: once(() => statementOf(units, extract, origin)),
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
  return {
    card,
    span,
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
  const excerpts: (readonly Unit[])[] = [];
  for (let from = 0; from < units.length; from++) {
    let length = 0;
    for (let to = from; to < units.length && to < from + MAX_UNITS; to++) {
      const unit = units[to];
      length += unit?.text.length ?? 0;
      if (!unit || unit.doubtful || (to > from && length > MAX_EXCERPT)) break;
      excerpts.push(units.slice(from, to + 1));
    }
  }
  return excerpts;
}

function statementOf(
  units: readonly Unit[],
  extract: Extract,
  { document, source, repeats }: Origin,
): Statement {
  const start = units[0]?.start ?? 0;
  const end = units.at(-1)?.end ?? start;
  const first = extract.lines[0] + newlines(document.text, extract.units[0]?.start ?? 0, start);
  const places = [
    linesText(first, first + newlines(document.text, start, end)),
    ...repeats.map(({ lines }) => `ほぼ同文 ${linesText(...lines)}`),
  ];
  return {
    text: units.map(({ text }) => text).reduce(joinUnits, ""),
    quote: document.text.slice(start, end),
    heading: extract.heading,
    locators: [
      {
        source: source.id,
        section: [extract.heading, places.join("、")].filter(Boolean).join(" "),
      },
    ],
    line: first,
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

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
