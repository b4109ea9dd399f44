import { join, relative, resolve } from "node:path";
import { createAssistant } from "./answers/assistant.ts";
import { type LoadedCorpus, loadCorpus } from "./app/load-corpus.ts";
import { deskWhenUsed } from "./app/open-desk.ts";
import { followRegister } from "./app/register-pool.ts";
import type { App, Size } from "./cli/app.ts";
import { addDocuments } from "./corpus/added-documents.ts";
import { japanDay } from "./ledger/days.ts";
import {
  type IndexedCorpus,
  readIndexed,
  type UpdateOptions,
  updateIndex,
} from "./search/corpus-index.ts";
import { followCorpus, mendingIndex } from "./search/follow-corpus.ts";
import { openIndexStore } from "./storage/index-store.ts";
import { makeFolder } from "./storage/make-folder.ts";
import { rememberedFolder, rememberFolder } from "./storage/remembered-folder.ts";

export interface AppOptions {
  readonly dataFolder: string;
  /** Indexed when the data folder remembers no corpus of its own. */
  readonly corpusFolder: string;
  /** How old the last look at the corpus folder may be when a question is answered. */
  readonly refreshMs: number;
  readonly onProgress: UpdateOptions["onProgress"];
  /** Told of faults that the app went around by itself. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
  /** The time of the day, for what is written into the ledger. */
  readonly clock: () => Date;
  /** Who may do everything in the ledger before it says who may. */
  readonly firstAdministrator: string;
}

/** Puts the assistant over one data folder together from its concrete parts. */
export function createApp(options: AppOptions): App {
  const folder = join(options.dataFolder, "index");
  const onDamage = (cause: unknown) =>
    options.onTrouble("the index was damaged and is built anew", cause);
  const store = openIndexStore(folder, onDamage);
  const mending = mendingIndex(store, onDamage);
  const addedFolder = join(options.dataFolder, "documents");
  const corpusFolder = () => corpusFolderOf(options);
  const update: App["update"] = async (corpus = corpusFolder()) => {
    // Remembered relative to the data folder: the two may be moved together.
    const remembered = relative(options.dataFolder, corpus) || ".";
    const { onProgress } = options;
    const result = await mending(() =>
      updateIndex(store, { folder: corpus, addedFolder, remembered, onProgress }),
    );
    rememberFolder(options.dataFolder, remembered);
    return result;
  };
  const desk = deskWhenUsed(options);
  const registerPool = followRegister({
    register: () => desk.look()?.register,
    folder: join(folder, "partners"),
    onTrouble: options.onTrouble,
  });
  const read = () =>
    loadCorpus(readIndexed(store), {
      ...options,
      corpusFolder: corpusFolder(),
      folder,
      registerPool,
    });
  const stillRead = (loaded?: LoadedCorpus) =>
    loaded !== undefined && loaded.corpus.revision === store.meta("revision") ? loaded : read();
  const current = followCorpus(options, {
    update,
    load: (loaded?: LoadedCorpus) =>
      mending(
        () => stillRead(loaded),
        async () => (await update()) && read(),
      ),
  });
  return {
    assistant: createAssistant(async () => (await current()).engine),
    async match(need, by) {
      const user = await desk.look()?.ledger.get("user", by.id, by);
      const viewer = { role: user?.role ?? by.role, today: japanDay(options.clock()) };
      return (await current()).match()(need, viewer);
    },
    desk: desk.use,
    corpusFolder,
    update,
    addDocuments: (paths) => addDocuments(paths, { folder: addedFolder, makeFolder }),
    size: async () => sizeOf((await current()).corpus),
    async sourceIds() {
      const { sources } = (await current()).corpus;
      return new Map(sources.flatMap(({ file, id }) => (file === undefined ? [] : [[file, id]])));
    },
    close() {
      desk.close();
      store.close();
    },
  };
}

function corpusFolderOf({ dataFolder, corpusFolder }: AppOptions): string {
  const remembered = rememberedFolder(dataFolder);
  return remembered === undefined ? corpusFolder : resolve(dataFolder, remembered);
}

function sizeOf({ cards, documents }: IndexedCorpus): Size {
  const statements = cards.reduce((sum, card) => sum + card.statements.length, 0);
  const extracts = documents.reduce((sum, document) => sum + document.extracts.length, 0);
  return { cards: cards.length, documents: documents.length, passages: statements + extracts };
}
