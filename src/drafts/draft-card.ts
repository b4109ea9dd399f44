import { stringify } from "yaml";
import type { Document } from "../corpus/document.ts";
import { hashOf } from "../corpus/hash-of.ts";
import { searchForm } from "../text/search-form.ts";
import type { DraftField, DraftKind, Proposal, Quote } from "./proposal.ts";

/** Lines that speak to whoever reads the draft; they go when it is accepted. */
const ASIDE = "#! ";

/** A draft as it is written: its name, which is that of the card, and the whole file. */
export interface DraftCard {
  readonly id: string;
  readonly text: string;
}

interface Field {
  readonly field: string;
  /** What a person is to fill in, where the document does not tell. */
  readonly hint: string;
  /** What the value is when nothing was read: the hint goes with it. */
  readonly otherwise?: unknown;
}

const COMMON: readonly Field[] = [
  { field: "asOf", hint: "資料の時点。例: 令和6年4月1日（2024-04-01） / the date of the document" },
  { field: "area", hint: "例: [岡山県] / prefectures, blocs or 全国" },
];

/** The fields that a card of a kind must have beside its name. */
const FIELDS: Readonly<Record<DraftKind, readonly Field[]>> = {
  scheme: [
    ...COMMON,
    { field: "provider", hint: "実施する機関 / who runs it" },
    { field: "schemeType", hint: "例: [subsidy] / its types" },
    { field: "supports", hint: "例: [rd, finance] / what it supports" },
    { field: "targets", hint: "例: [中小企業] / who may apply" },
  ],
  organisation: [
    ...COMMON,
    { field: "orgType", hint: "例: 公設試 / what kind of organisation it is" },
  ],
  seed: [
    ...COMMON,
    { field: "seedType", hint: "例: equipment / what kind of seed it is" },
    { field: "holder", hint: "持つ機関のカードの名前 / the name of the holder's card" },
  ],
};

/** The name under which a thing is drafted: the same for the same thing, whichever document tells of it. */
export function draftId(kind: DraftKind, name: string): string {
  return `${kind}-${hashOf(`${kind} ${searchForm(name).trim()}`).slice(0, 8)}`;
}

/** The source that statements from a document cite; its name in `sources.yaml` once one is accepted. */
export function sourceIdOf(name: string): string {
  const base = name.replace(/^.*\//u, "").replace(/\.[^.]*$/u, "");
  const slug = base
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "")
    .slice(0, 24);
  return [slug.replace(/-$/u, "") || "document", hashOf(name).slice(0, 6)].join("-");
}

/** The name that a proposal gives its thing. */
export function nameOf({ fields }: Proposal): string {
  return String(fields.find(({ field }) => field === "name")?.value ?? "");
}

/**
 * A checked proposal as a file that the card reader can read once a person has filled in what the
 * document does not tell: each field below its quote, sentences of the document as statements.
 * `idOf` gives the card of an organisation by its name, or its draft.
 */
export function draftCard(
  proposal: Proposal,
  document: Document & { readonly name: string },
  idOf: (organisation: string) => string | undefined,
): DraftCard {
  const { kind, fields } = proposal;
  const name = nameOf(proposal);
  const id = draftId(kind, name);
  const value = (field: string) => fields.find((each) => each.field === field);
  const head = [
    `${ASIDE}「${document.name}」から作った下書きです。確かめて直し、npm run ingest -- --accept ${id}（採用しないときは --reject ${id}）。`,
    `${ASIDE}A draft made of that document. Check and mend it, then --accept or --reject it; no answer uses it before.`,
    `kind: ${kind}`,
    ...lineOf(value("name")),
    `${ASIDE}nameEn: 英語の名に直してください / put its name in English`,
    ...yaml("nameEn", name),
    "status: unknown",
    ...FIELDS[kind].flatMap(({ field, hint }) => filled(field, hint, value(field), idOf)),
    ...lineOf(value("amounts")),
  ];
  return { id, text: `---\n${head.join("\n")}\n---\n\n${bodyOf(proposal, document.name)}` };
}

function filled(
  field: string,
  hint: string,
  read: DraftField | undefined,
  idOf: (organisation: string) => string | undefined,
): readonly string[] {
  if (read === undefined)
    return [
      `${ASIDE}${field}: 資料から読み取れません。書き足してください / not in the document: ${hint}`,
    ];
  if (field !== "holder") return lineOf(read);
  const holder = idOf(String(read.value));
  if (holder !== undefined) return lineOf({ ...read, value: holder });
  return [
    ...quoteLine(read),
    `${ASIDE}holder: 「${read.value}」のカードがありません / there is no card of it: ${hint}`,
  ];
}

function lineOf(read: DraftField | undefined): readonly string[] {
  return read === undefined ? [] : [...quoteLine(read), ...yaml(read.field, read.value)];
}

function quoteLine({ quote }: DraftField): readonly string[] {
  if (quote === undefined) return ["# 資料全体についての記載 / of the document as a whole"];
  return [
    `# 引用 / quote${quote.page === undefined ? "" : ` p.${quote.page}`}: ${oneLine(quote.text)}`,
  ];
}

function yaml(field: string, value: unknown): readonly string[] {
  return [stringify({ [field]: value }, { lineWidth: 0 }).trimEnd()];
}

function bodyOf({ statements }: Proposal, document: string): string {
  const source = sourceIdOf(document);
  const heading = (section: string | undefined) => section ?? "";
  const lines = statements.map((quote, i) => {
    const isNew = heading(quote.section) !== heading(statements[i - 1]?.section);
    const title = isNew && quote.section ? `## ${quote.section}\n` : "";
    return `${title}${oneLine(quote.text)} [${locatorOf(source, quote)}]\n`;
  });
  return lines.join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function locatorOf(source: string, { page, section = "" }: Quote): string {
  const place = section.replace(/[[\];\s]+/gu, " ").trim();
  return [source, page === undefined ? "" : `p.${page}`, place].filter(Boolean).join(" ");
}

/** The draft as a card: without what was said to whoever read it. */
export function withoutAsides(text: string): string {
  return text
    .split("\n")
    .filter((line) => !line.startsWith(ASIDE.trim()))
    .join("\n");
}
