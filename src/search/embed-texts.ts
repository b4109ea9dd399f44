import type { EmbeddingKind, EmbeddingStore } from "../storage/embedding-store.ts";

/** What texts are embedded with: vectors of the length 1, within so many milliseconds. */
export interface Embedder {
  readonly model: string;
  embed(texts: readonly string[], withinMs: number): Promise<readonly Float32Array[]>;
}

interface Options {
  readonly embedder: Embedder;
  readonly store: EmbeddingStore;
  readonly onProgress: (done: number, total: number) => void;
  /** Waits between two requests: the server has others to serve. */
  readonly pause: () => Promise<unknown>;
  /** Ends the work between two requests. */
  readonly signal: AbortSignal;
}

/** Texts of one request. */
const BATCH = 64;
const REQUEST_MS = 60_000;

/**
 * Embeds the texts, given by their hashes, that have no vector of the model yet, and makes that kind
 * the one that search goes by. What was embedded before a fault or a stop is not embedded again; until
 * all are the kind before goes on serving.
 */
export async function embedTexts(
  texts: ReadonlyMap<string, string>,
  { embedder, store, onProgress, pause, signal }: Options,
): Promise<void> {
  if (texts.size === 0) return;
  const kind = await kindOf(embedder);
  const known = store.vectors(kind);
  const missing = [...texts].filter(([hash]) => !known.has(hash));
  for (let at = 0; at < missing.length && !signal.aborted; at += BATCH) {
    if (at > 0) await pause();
    const batch = missing.slice(at, at + BATCH);
    const vectors = await embedder.embed(
      batch.map(([, text]) => text),
      REQUEST_MS,
    );
    if (signal.aborted) return;
    store.add(kind, new Map(batch.map(([hash], i) => [hash, sameLength(vectors[i], kind)])));
    onProgress(texts.size - missing.length + at + batch.length, texts.size);
  }
  if (!signal.aborted) store.serve(kind, new Set(texts.keys()));
}

/** A server may give vectors of another length under the same name: one text tells. */
async function kindOf(embedder: Embedder): Promise<EmbeddingKind> {
  const [vector] = await embedder.embed(["地域"], REQUEST_MS);
  return { model: embedder.model, dimensions: vector?.length ?? 0 };
}

function sameLength(vector: Float32Array | undefined, { dimensions }: EmbeddingKind): Float32Array {
  if (vector?.length !== dimensions)
    throw new Error(`Expected vectors of ${dimensions} numbers, got ${vector?.length}`);
  return vector;
}
