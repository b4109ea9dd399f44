import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SearchableText } from "../../../src/search/text-index.ts";
import { ROOT } from "../../support/root.ts";

/** As its makers ship it for Japanese, or as well as it can be set without changing its code. */
export type Setting = "stock" | "best";

/** An index over texts; results are places in those texts, best first. */
export interface Engine {
  search(query: string, limit: number): readonly number[] | Promise<readonly number[]>;
}

export interface EngineModule {
  createEngine(texts: readonly SearchableText[], setting: Setting): Engine | Promise<Engine>;
}

const PEERS = join(ROOT, "test/bench/peers");

// Loading one costs memory, so each is loaded only where it is measured.
const ENGINES: Readonly<Record<string, () => Promise<EngineModule>>> = {
  ours: () => import("./ours.ts"),
  minisearch: () => loadPeer("minisearch"),
  orama: () => loadPeer("orama"),
  flexsearch: () => loadPeer("flexsearch"),
  fts5: () => import("./fts5.ts"),
  lancedb: () => loadPeer("lancedb"),
  wink: () => loadPeer("wink"),
  langchain: () => loadPeer("langchain"),
};

export const ENGINE_NAMES: readonly string[] = Object.keys(ENGINES);

const OURS: readonly string[] = ["ours", "fts5"];

/** Whether an engine needs packages of its own, which are installed for the bench only. */
export function isPeer(name: string): boolean {
  return !OURS.includes(name);
}

/** Rejects where the engine is unknown or its package is not installed. */
export function loadEngine(name: string): Promise<EngineModule> {
  const load = ENGINES[name];
  if (load === undefined) throw new Error(`Expected an engine, got "${name}"`);
  return load();
}

// Peers are JavaScript outside the compiler's reach: their packages are installed for the bench
// only, and the checks must pass without. An address keeps the compiler from looking them up.
function loadPeer(name: string): Promise<EngineModule> {
  return import(pathToFileURL(join(PEERS, `${name}.mjs`)).href);
}
