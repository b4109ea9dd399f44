import { createAssistant } from "./answers/assistant.ts";
import { discretionAbout } from "./app/discretion.ts";
import { type CorpusOptions, followIndexedCorpus } from "./app/follow-indexed-corpus.ts";
import { followNames } from "./app/known-names.ts";
import { type DeskWhenUsed, deskWhenUsed, ledgerFolder } from "./app/open-desk.ts";
import { followRegister } from "./app/register-pool.ts";
import type { App, Size } from "./cli/app.ts";
import { createAnswering } from "./desk/answering.ts";
import { createNeedDesk } from "./desk/needs.ts";
import { createScheduler, type Scheduler } from "./desk/scheduler.ts";
import { noteDailyHead } from "./reports/daily-head.ts";
import type { IndexedCorpus } from "./search/corpus-index.ts";
import { japanDay } from "./text/days.ts";

export interface AppOptions extends CorpusOptions {
  /** The time of the day, for what is written into the ledger. */
  readonly clock: () => Date;
  /** Who may do everything in the ledger before it says who may. */
  readonly firstAdministrator: string;
}

/** Puts the assistant over one data folder together from its concrete parts. */
export function createApp(options: AppOptions): App {
  const desk = deskWhenUsed(options);
  const index = followIndexedCorpus(options, (folder) =>
    followRegister({ register: () => desk.look()?.register, folder, onTrouble: options.onTrouble }),
  );
  const { corpusFolder, update, addDocuments } = index;
  const assistant = createAssistant(async () => (await index.current()).engine);
  const match: App["match"] = async (need, by) => {
    const role = (await desk.look()?.ledger.roleOf(by)) ?? by.role;
    const viewer = { role, today: japanDay(options.clock()) };
    return (await index.current()).match()(need, viewer);
  };
  const discretion = discretionAbout(followNames(desk.look));
  return {
    assistant,
    match,
    advise: discretion.advise,
    answer: createAnswering({
      assistant,
      match,
      ledger: () => desk.use().ledger,
      indexVersion: async () => (await index.current()).corpus.revision ?? "",
      ...discretion,
      ...options,
    }),
    needs: createNeedDesk({
      match,
      ledger: () => desk.use().ledger,
      ledgerIfThere: () => desk.look()?.ledger,
      findSimilar: async () => (await index.current()).findSimilar(),
      ...discretion,
      ...options,
    }),
    desk: desk.use,
    scheduler: (sinks) => schedulerFor(options, desk, sinks),
    corpusFolder,
    update,
    addDocuments,
    size: async () => sizeOf((await index.current()).corpus),
    sourceIds: async () => sourceIdsOf((await index.current()).corpus),
    close() {
      desk.close();
      index.close();
    },
  };
}

function schedulerFor(
  { dataFolder, clock }: AppOptions,
  desk: DeskWhenUsed,
  sinks: Parameters<App["scheduler"]>[0],
): Scheduler {
  return createScheduler({
    ledger: () => desk.look()?.ledger,
    noteHead: () => noteDailyHead(desk.use().ledger, ledgerFolder(dataFolder), clock()),
    clock,
    ...sinks,
  });
}

function sourceIdsOf({ sources }: IndexedCorpus): ReadonlyMap<string, string> {
  return new Map(sources.flatMap(({ file, id }) => (file === undefined ? [] : [[file, id]])));
}

function sizeOf({ cards, documents }: IndexedCorpus): Size {
  const statements = cards.reduce((sum, card) => sum + card.statements.length, 0);
  const extracts = documents.reduce((sum, document) => sum + document.extracts.length, 0);
  return { cards: cards.length, documents: documents.length, passages: statements + extracts };
}
