import { join, relative, resolve } from "node:path";
import type { App } from "../cli/app.ts";
import { expiredAnswers } from "../corpus/standard-answer.ts";
import {
  type IndexedCorpus,
  type IndexUpdate,
  indexReader,
  type UpdateOptions,
  updateIndex,
} from "../search/corpus-index.ts";
import { followCorpus, mendingIndex } from "../search/follow-corpus.ts";
import { openIndexStore } from "../storage/index-store.ts";
import { rememberedFolder, rememberFolder } from "../storage/remembered-folder.ts";
import { japanDay } from "../text/days.ts";
import { documentsFolder } from "./document-changes.ts";
import { type LoadCorpusOptions, type LoadedLevels, loadLevels } from "./load-corpus.ts";

export interface CorpusOptions {
  readonly dataFolder: string;
  /** Indexed when the data folder remembers no corpus of its own. */
  readonly corpusFolder: string;
  /** How old the last look at the corpus folder may be when a question is answered. */
  readonly refreshMs: number;
  readonly onProgress: UpdateOptions["onProgress"];
  /** Search by meaning, where there is a model for it. */
  readonly meaning?: LoadCorpusOptions["meaning"];
  /** Ends a change of the documents that was interrupted. */
  readonly finishDocuments: () => Promise<void>;
  /** Told of faults that the app went around by itself. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** The time of the day, for what is open and what still holds. */
  readonly clock: () => Date;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

interface FollowedCorpus extends Pick<App, "corpusFolder" | "update" | "close"> {
  /** What answers are made from, as the corpus folder is now. */
  current(): Promise<LoadedLevels>;
}

/** The index of a data folder, kept in step with its corpus folder. `poolIn` finds one's own partners; it may keep files in the folder it is given. */
export function followIndexedCorpus(
  options: CorpusOptions,
  poolIn: (folder: string) => LoadCorpusOptions["registerPool"],
): FollowedCorpus {
  const folder = join(options.dataFolder, "index");
  const store = openIndexStore(folder, onDamage);
  const mending = mendingIndex(store, onDamage);
  const addedFolder = documentsFolder(options.dataFolder);
  const corpusFolder = () => corpusFolderOf(options);
  const registerPool = poolIn(join(folder, "partners"));
  const places = { folder, registerPool };
  const indexed = indexReader(store);
  const read = () => loadLevels(indexed(), { ...options, ...places, corpusFolder: corpusFolder() });
  const stillRead = (loaded?: LoadedLevels) =>
    loaded !== undefined && loaded.corpus === indexed() ? loaded : read();
  const current = followCorpus(options, {
    update: bringUpToDate,
    load: (loaded?: LoadedLevels) =>
      mending(
        () => stillRead(loaded),
        async () => (await bringUpToDate()) && read(),
      ),
  });
  return {
    current,
    corpusFolder,
    // Whoever asks for it is told of them each time, whatever has changed.
    update: async (corpus) =>
      withExpired(await bringUpToDate(corpus), indexed(), japanDay(options.clock())),
    close: () => store.close(),
  };

  function onDamage(cause: unknown): void {
    options.onTrouble("the index was damaged and is built anew", cause);
  }

  async function bringUpToDate(corpus = corpusFolder()) {
    // Remembered relative to the data folder: the two may be moved together.
    const remembered = relative(options.dataFolder, corpus) || ".";
    const { onProgress } = options;
    await options.finishDocuments();
    const result = await mending(() =>
      updateIndex(store, { folder: corpus, addedFolder, remembered, onProgress }),
    );
    rememberFolder(options.dataFolder, remembered);
    return result;
  }
}

function withExpired(
  update: IndexUpdate,
  { cards }: Pick<IndexedCorpus, "cards">,
  today: string,
): IndexUpdate {
  const expired = expiredAnswers(cards, today);
  return { ...update, warnings: [...update.warnings, ...expired] };
}

function corpusFolderOf({ dataFolder, corpusFolder }: CorpusOptions): string {
  const remembered = rememberedFolder(dataFolder);
  return remembered === undefined ? corpusFolder : resolve(dataFolder, remembered);
}
