import type { Statement } from "../corpus/card.ts";
import type { Entry } from "../corpus/entry.ts";
import type { Source } from "../corpus/source.ts";
import { yearsIn } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";
import type { SearchableText } from "./text-index.ts";

/** A statement as it is searched for and answered with. */
export interface Passage {
  readonly card: Entry;
  readonly statement: Statement;
  /** Search form of what the statement itself says. */
  readonly form: string;
  /** Search form of what stands around it: the card's names, keywords, area and the heading. */
  readonly context: string;
  /** Years that the statement names, in either calendar. */
  readonly years: readonly number[];
  /** Years that any statement of its card names, or the text around an excerpt. */
  readonly cardYears: readonly number[];
  /** Years of the documents that it stands in or rests on. */
  readonly documentYears: readonly number[];
  /** Search form of everything that the card says. */
  readonly cardForm: string;
  /** Of an excerpt of a document: where it stands in the text. */
  readonly span?: readonly [number, number];
  /** Of an extract of a document: the parts of it that may be quoted, one sentence or a few each. */
  readonly excerpts?: readonly Passage[];
}

/** What a kind of card is called by people who ask for one. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  scheme: "制度 事業 支援 補助 助成",
  programme: "計画 事業 プログラム",
  organisation: "機関 組織 団体",
  seed: "シーズ 技術",
  "seed:equipment": "機器 装置 設備",
  case: "事例",
  process: "進め方 流れ",
  region: "地域 エリア",
  indicator: "指標 目標 統計",
  conflict: "食い違い 矛盾",
};

/** The passages of a card, in the order of its statements. */
export function passagesOf(
  card: Entry,
  sources: ReadonlyMap<string, Source> = new Map(),
): readonly Passage[] {
  const { name, nameEn, aliases, keywords, area } = card.head;
  const names = searchForm([name, nameEn, ...aliases, ...keywords, ...area].join("\n"));
  const forms = card.statements.map(({ text, en = "" }) => searchForm(`${text}\n${en}`));
  const cardForm = forms.join("\n");
  const years = card.statements.map(({ text }) => yearsIn(text));
  const cardYears = [...new Set(years.flat())];
  return card.statements.map((statement, i) => ({
    card,
    statement,
    form: forms[i] ?? "",
    context: `${names}\n${searchForm(statement.heading)}`,
    years: years[i] ?? [],
    cardYears,
    documentYears: documentYearsOf(statement, sources),
    cardForm,
  }));
}

function documentYearsOf(
  { locators }: Statement,
  sources: ReadonlyMap<string, Source>,
): readonly number[] {
  const dates = locators.map(({ source }) => sources.get(source)?.asOf.text ?? "");
  return [...new Set(dates.flatMap(yearsIn))];
}

/** What a passage is found by: its sentence, the names of its card, what surrounds it. */
export function searchableText({ card: { head }, statement }: Passage): SearchableText {
  const kind = head.kind === "seed" ? `seed:${head.seedType}` : head.kind;
  const kindWords = KIND_WORDS[kind] ?? KIND_WORDS[head.kind] ?? "";
  // 「2003年の資料では」 asks for a document of that year; a card's date stands in its sentences.
  const dated = head.kind === "document" ? head.asOf.text : "";
  return {
    title: [head.name, head.nameEn, ...head.aliases].join("\n"),
    heading: [statement.heading, ...head.keywords, ...head.area, kindWords, dated].join("\n"),
    body: `${statement.text}\n${statement.en ?? ""}`,
  };
}
