import { join } from "node:path";
import type { Card } from "../corpus/card.ts";
import type { Document } from "../corpus/document.ts";
import { hashOf } from "../corpus/hash-of.ts";
import { searchForm } from "../text/search-form.ts";
import { type DraftCard, draftCard, draftId, nameOf } from "./draft-card.ts";
import { fileOf, textAt } from "./draft-files.ts";
import type { Manifest } from "./manifest.ts";
import type { Proposal } from "./proposal.ts";

/** A document that was added under a name. */
export type NamedDocument = Document & { readonly name: string };

/** What is to become of the drafts of a document. */
export interface DraftPlan {
  /** Files by name, relative to the corpus folder. */
  readonly writes: ReadonlyMap<string, string>;
  readonly removes: readonly string[];
  readonly written: readonly string[];
  readonly kept: readonly string[];
  /** What is known of all drafts afterwards. */
  readonly drafts: Manifest["drafts"];
}

interface Place {
  readonly folder: string;
  readonly known: Manifest;
  readonly document: NamedDocument;
  /** Whether all was found that there is: only then something can be gone. */
  readonly isWhole: boolean;
}

/** The drafts of things that have no card yet. */
export function draftsOf(
  proposals: readonly Proposal[],
  document: NamedDocument,
  cards: readonly Card[],
): readonly DraftCard[] {
  const ids = new Map(
    cards.flatMap(({ id, head: { name, aliases } }) =>
      [name, ...aliases].map((each) => [searchForm(each).trim(), id] as const),
    ),
  );
  const isNew = (proposal: Proposal) => !ids.has(searchForm(nameOf(proposal)).trim());
  const fresh = proposals.filter(isNew);
  const drafted = new Set(
    fresh.filter(({ kind }) => kind === "organisation").map((each) => searchForm(nameOf(each))),
  );
  const idOf = (organisation: string) =>
    ids.get(searchForm(organisation).trim()) ??
    (drafted.has(searchForm(organisation)) ? draftId("organisation", organisation) : undefined);
  return fresh.map((proposal) => draftCard(proposal, document, idOf));
}

/**
 * What is to be written and taken away so that the drafts of a document are these: nothing over what
 * somebody has changed, what was decided on, and what another document gave rise to.
 */
export async function planDrafts(made: readonly DraftCard[], place: Place): Promise<DraftPlan> {
  const drafts = { ...place.known.drafts };
  const writes = new Map<string, string>();
  const written: string[] = [];
  const kept: string[] = [];
  for (const { id, text } of made) {
    const next = await stepOf(id, text, place);
    if (next === "keep") kept.push(id);
    if (next !== "write") continue;
    written.push(id);
    writes.set(fileOf(id), text);
    drafts[id] = { document: place.document.name, written: hashOf(text), state: "proposed" };
  }
  const gone = place.isWhole ? await goneFrom(made, place) : [];
  for (const id of gone) delete drafts[id];
  return { drafts, writes, written, kept, removes: gone.map(fileOf) };
}

/** Whether a draft is written, left because somebody has changed it, or is none to be made. */
async function stepOf(
  id: string,
  text: string,
  { folder, known, document }: Place,
): Promise<"write" | "keep" | "leave"> {
  const before = known.drafts[id];
  if (before !== undefined && isDecided(before, document)) return "leave";
  if (before?.written === hashOf(text)) return "leave";
  const there = await textAt(join(folder, fileOf(id)));
  // Somebody has deleted or renamed it.
  if (before !== undefined && there === undefined) return "leave";
  return there === undefined || hashOf(there) === before?.written ? "write" : "keep";
}

function isDecided(before: Manifest["drafts"][string], { name }: NamedDocument): boolean {
  return before.state !== "proposed" || before.document !== name;
}

/** Drafts of a document that it does not give rise to any more, and that nobody has changed. */
async function goneFrom(
  made: readonly DraftCard[],
  { folder, known, document }: Place,
): Promise<readonly string[]> {
  const ids = new Set(made.map(({ id }) => id));
  const gone: string[] = [];
  for (const [id, { document: of, state, written }] of Object.entries(known.drafts)) {
    if (of !== document.name || state !== "proposed" || ids.has(id)) continue;
    const there = await textAt(join(folder, fileOf(id)));
    if (there !== undefined && hashOf(there) === written) gone.push(id);
  }
  return gone;
}
