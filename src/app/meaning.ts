import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { createMask } from "../discretion/mask.ts";
import { type CircuitBreaker, createCircuitBreaker } from "../models/circuit-breaker.ts";
import type { Embedder, EmbedderSettings } from "../models/openai-embedder.ts";
import type { IndexedCorpus } from "../search/corpus-index.ts";
import { embedTexts } from "../search/embed-texts.ts";
import type { Meaning } from "../search/fuse.ts";
import { createMeaningIndex } from "../search/meaning-index.ts";
import { once } from "../search/once.ts";
import type { Passage } from "../search/passage.ts";
import type { PassageList } from "../search/passage-list.ts";
import { type EmbeddingStore, openEmbeddingStore } from "../storage/embedding-store.ts";
import { publicPassages } from "./public-passages.ts";

interface Options {
  readonly settings: EmbedderSettings;
  /** Folder of the index. */
  readonly folder: string;
  /** The names that must not leave the house. */
  readonly names: () => Promise<readonly string[]>;
  readonly onProgress: (done: number, total: number) => void;
  /** Told of faults that were gone around: search by words goes on. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

/** Search by meaning, as far as texts are embedded. */
export interface FollowedMeaning {
  /** What of these passages is near in meaning. */
  over(passages: PassageList, corpus: IndexedCorpus): Meaning;
  /** Embeds a question, so that what is near to it is known; in vain where that cannot be done in time. */
  prepare(question: string): Promise<void>;
  /** From now on texts are embedded when they are loaded, in the background. */
  begin(): void;
  close(): void;
}

/** After so many faults in a row the server is left alone for so long. */
const BREAKER = { faults: 2, restMs: 30_000 };
/** How long an answer waits for the embedding of its question. */
const QUESTION_MS = 1_000;
/** Between two requests in the background. */
const PAUSE_MS = 200;
const QUESTIONS_REMEMBERED = 200;

export function followMeaning(options: Options): FollowedMeaning {
  const { settings, folder, now, onTrouble } = options;
  const store = openEmbeddingStore(folder, (cause) =>
    onTrouble("the embeddings were damaged and are made anew", cause),
  );
  const closing = new AbortController();
  const tried = trying(createCircuitBreaker({ ...BREAKER, now }), closing.signal, onTrouble);
  const embedderOf = rememberedEmbedders(settings);
  const questions = new LRUCache<string, Float32Array>({ max: QUESTIONS_REMEMBERED });
  const names = followedNames(options.names);
  const background = createBackground(
    { ...options, names: names.look, store, embedderOf, tried },
    closing.signal,
  );
  return {
    over(passages, corpus) {
      const mayLeave = publicPassages(corpus);
      const textsHiding = rememberedFor((hidden: readonly string[]) =>
        textsOf(passages, mayLeave, hidden),
      );
      const texts = () => textsHiding(names.known());
      const index = followIndex({ store, texts, folder, onTrouble }, background.version);
      background.keepUpWith(texts);
      return {
        nearest(question) {
          background.keepUpWith(texts);
          const vector = questions.get(question);
          return vector && index()?.(vector);
        },
      };
    },
    prepare: (question) =>
      tried("the question could not be embedded", async () => {
        const serving = store.serving();
        if (!serving || questions.has(question)) return;
        const hidden = createMask({ names: await names.look() }).hideSaid(question);
        if (hidden === undefined) return;
        const [vector] = await (await embedderOf(serving.model)).embed([hidden], QUESTION_MS);
        if (vector?.length === serving.dimensions) questions.set(question, vector);
      }),
    begin: background.begin,
    close() {
      closing.abort();
      store.close();
    },
  };
}

/** The names that must not leave the house as they were looked up last. */
function followedNames(look: Options["names"]) {
  let known: readonly string[] = [];
  return {
    known: () => known,
    async look() {
      const found = await look();
      // The same names are the same list: texts are hidden anew only for others.
      if (found.join("\n") !== known.join("\n")) known = found;
      return known;
    },
  };
}

/** What is made of something, as long as that stays the same. */
function rememberedFor<Of, Made>(make: (of: Of) => Made): (of: Of) => Made {
  let last: { readonly of: Of; readonly made: Made } | undefined;
  return (of) => {
    if (last?.of !== of) last = { of, made: make(of) };
    return last.made;
  };
}

type Tried = (what: string, work: () => Promise<void>) => Promise<void>;

/** Does work that may fail: it is told, and answers go on without it. */
function trying(
  breaker: CircuitBreaker,
  closing: AbortSignal,
  onTrouble: Options["onTrouble"],
): Tried {
  return async (what, work) => {
    if (!breaker.allows()) return;
    try {
      await work();
      breaker.succeeded();
    } catch (error) {
      if (closing.aborted) return;
      breaker.failed();
      onTrouble(what, error);
    }
  };
}

/** Nothing that speaks with a model is loaded before it is needed; the model before may still be asked for. */
function rememberedEmbedders(settings: EmbedderSettings): (model: string) => Promise<Embedder> {
  const load = async (model: string) =>
    (await import("../models/openai-embedder.ts")).createEmbedder({ ...settings, model });
  const known = new Map<string, Promise<Embedder>>();
  return (model) => {
    const embedder = known.get(model) ?? load(model);
    known.set(model, embedder);
    return embedder;
  };
}

interface Texts {
  /** The hash of the text of each passage; nothing where it may not leave the house. */
  readonly hashes: readonly (string | undefined)[];
  readonly byHash: ReadonlyMap<string, string>;
  /** Tells these texts from others. */
  readonly digest: string;
}

function textsOf(
  passages: PassageList,
  mayLeave: (passage: Pick<Passage, "card">) => boolean,
  names: readonly string[],
): Texts {
  const byHash = new Map<string, string>();
  const hashes = Array.from({ length: passages.size }, (_, number) => {
    const passage = passages.at(number);
    if (!mayLeave(passage)) return undefined;
    const { card, statement } = passage;
    const said = [card.head.name, statement.heading, statement.text].filter(Boolean).join("\n");
    const text = createMask({ names }).hide(said);
    const hash = sha256(text);
    byHash.set(hash, text);
    return hash;
  });
  return { hashes, byHash, digest: sha256([...byHash.keys()].sort().join("\n")) };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

/** Embeds what is not embedded yet, one corpus at a time. */
function createBackground(
  {
    settings,
    names,
    onProgress,
    store,
    embedderOf,
    tried,
  }: Options & {
    readonly store: EmbeddingStore;
    readonly embedderOf: (model: string) => Promise<Embedder>;
    readonly tried: Tried;
  },
  signal: AbortSignal,
) {
  let hasBegun = false;
  let version = 0;
  let isUnderWay = false;
  let done: string | undefined;
  const embed = (textsNow: () => Texts) =>
    tried("not all texts could be embedded; that goes on later", async () => {
      const embedder = await embedderOf(settings.model);
      // Nothing is sent before it is known what must be hidden in it.
      await names();
      const texts = textsNow();
      const rest = () => pause(PAUSE_MS, undefined, { ref: false, signal });
      await embedTexts(texts.byHash, { embedder, store, onProgress, pause: rest, signal });
      done = texts.digest;
      version += 1;
    });
  return {
    /** Counts the times that all was embedded. */
    version: () => version,
    begin() {
      hasBegun = true;
    },
    keepUpWith(texts: () => Texts) {
      if (!hasBegun || isUnderWay) return;
      if (done !== undefined && done === texts().digest) return;
      isUnderWay = true;
      void embed(texts).finally(() => {
        isUnderWay = false;
      });
    },
  };
}

/** The index over what is embedded of some texts, made anew when more of them are. */
function followIndex(
  {
    store,
    texts,
    folder,
    onTrouble,
  }: Pick<Options, "folder" | "onTrouble"> & {
    readonly store: EmbeddingStore;
    readonly texts: () => Texts;
  },
  version: () => number,
) {
  type Index = ReturnType<typeof createMeaningIndex>;
  let last: { readonly version: number; readonly index: Index | undefined } | undefined;
  return (): Index | undefined => {
    if (last?.version === version()) return last.index;
    const serving = store.serving();
    const index =
      serving &&
      createMeaningIndex({
        hashes: texts().hashes,
        vectors: store.vectors(serving),
        dimensions: serving.dimensions,
        folder,
        onTrouble,
      });
    last = { version: version(), index };
    return index;
  };
}
