import { statSync } from "node:fs";
import { join } from "node:path";
import { createAssistant } from "./answers/assistant.ts";
import { discretionAbout } from "./app/discretion.ts";
import { documentsFolder } from "./app/document-changes.ts";
import { DOCUMENTS_SEEN, listDocuments, openDocuments } from "./app/documents.ts";
import { openDrafts } from "./app/drafts.ts";
import { followEngine } from "./app/engine.ts";
import { type CorpusOptions, followIndexedCorpus } from "./app/follow-indexed-corpus.ts";
import { followModel } from "./app/follow-model.ts";
import { followNames } from "./app/known-names.ts";
import { type FollowedMeaning, followMeaning } from "./app/meaning.ts";
import { type DeskWhenUsed, deskWhenUsed, ledgerFolder } from "./app/open-desk.ts";
import { passageIn } from "./app/passages.ts";
import { pdfReaderWhenUsed } from "./app/pdf-reader.ts";
import { followRegister } from "./app/register-pool.ts";
import { registeredPassage } from "./app/registered-passage.ts";
import type { App, Size } from "./cli/app.ts";
import { expiringBy } from "./corpus/standard-answer.ts";
import { createAnswering } from "./desk/answering.ts";
import { createNeedDesk } from "./desk/needs.ts";
import { createScheduler, type Scheduler } from "./desk/scheduler.ts";
import type { Freshness } from "./desk/surface.ts";
import type { ReadPdf } from "./documents/read-document-file.ts";
import type { Actor } from "./ledger/records.ts";
import type { Role } from "./ledger/vocabulary.ts";
import type { ChatModelSettings } from "./models/openai-chat-model.ts";
import type { EmbedderSettings } from "./models/openai-embedder.ts";
import { noteDailyHead } from "./reports/daily-head.ts";
import { createReport } from "./reports/ledger-report.ts";
import { indicatorText, reportAsText } from "./reports/report-as-text.ts";
import type { IndexedCorpus } from "./search/corpus-index.ts";
import { knownSources } from "./search/sources.ts";
import { addDays, japanDay } from "./text/days.ts";

export interface AppOptions extends Omit<CorpusOptions, "finishDocuments" | "meaning"> {
  /** Reads PDFs in the place of our own reader. */
  readonly readPdf?: ReadPdf;
  /** The time of the day, for what is written into the ledger and what is open today. */
  readonly clock: () => Date;
  /** Where the API of Jグランツ is; it is asked only where this is set. */
  readonly jgrantsApi?: string | undefined;
  /** Who may do everything in the ledger before it says who may. */
  readonly firstAdministrator: string;
  /** The language model that puts answers into words; none is asked where this is absent. */
  readonly model?: ChatModelSettings | undefined;
  /** The model that texts and questions are embedded with; search goes by words alone where this is absent. */
  readonly embedding?: EmbedderSettings | undefined;
  /** Told how many of the texts are embedded. */
  readonly onEmbedded: (done: number, total: number) => void;
}

type Index = ReturnType<typeof followIndexedCorpus>;

/** Puts the assistant over one data folder together from its concrete parts. */
export function createApp(options: AppOptions): App {
  const desk = deskWhenUsed(options);
  const today = () => japanDay(options.clock());
  const pdf = pdfReaderWhenUsed();
  const { shelf, ...documents } = openDocuments({ readPdf: pdf.read, ...options, desk });
  const finishDocuments = () => shelf.finish().then(() => drafted.finish());
  const names = followNames(desk.look);
  const meaning = meaningFor(options, names);
  const index: Index = indexWithRegister({ ...options, meaning, finishDocuments }, desk);
  const drafted = openDrafts({ ...options, index, names, desk });
  const roleOf = async (by: Actor) => (await desk.look()?.ledger.roleOf(by)) ?? by.role;
  const model = followModel(options.model, { ...options, names });
  const engines = followEngine({ current: index.current, model, meaning });
  const assistant = createAssistant(engines.engine);
  const match = matchFor(index, roleOf, today);
  const findSimilar = async () => (await index.current()).at("public").findSimilar();
  const discretion = discretionAbout(names);
  return {
    ...{ assistant, advise: discretion.advise },
    match: async (need, by) => model.wordReasons(await match(need, by)),
    answer: createAnswering({
      ...{ assistant, match, roleOf, ...answersLogged(index, desk, roleOf) },
      ...{ ...discretion, ...options },
    }),
    needs: createNeedDesk({
      ...{ match, findSimilar, ...needLedgers(desk), ...model },
      ...{ ...discretion, ...options },
    }),
    ...corpusOf(index, options.dataFolder, desk),
    ...answersPinned(index, today),
    ...reportsOf(desk, options.clock),
    desk: desk.use,
    scheduler: (sinks) => schedulerFor(options, desk, sinks),
    ...documents,
    warm: () => engines.warm().then(() => desk.look()?.ledger.warm()),
    hurry: engines.hurry,
    drafts: drafted.drafts,
    close() {
      for (const part of [engines, desk, index, pdf]) part.close();
    },
  };
}

function meaningFor(
  { embedding, onEmbedded, dataFolder, onTrouble, now }: AppOptions,
  names: () => Promise<readonly string[]>,
): FollowedMeaning | undefined {
  if (!embedding) return undefined;
  const folder = join(dataFolder, "index");
  const options = { folder, names, onTrouble, now, onProgress: onEmbedded };
  return followMeaning({ settings: embedding, ...options });
}

function matchFor(
  { current }: Index,
  roleOf: (by: Actor) => Promise<Role>,
  today: () => string,
): App["match"] {
  return async (need, by) => {
    const viewer = { role: await roleOf(by), today: today() };
    return (await current()).at(DOCUMENTS_SEEN[viewer.role]).match()(need, viewer);
  };
}

/** What is needed to log an answer, and to know what somebody may see of it. */
function answersLogged(
  { current }: Index,
  { use }: DeskWhenUsed,
  roleOf: (by: Actor) => Promise<Role>,
) {
  return {
    viewerOf: async (by: Actor) => DOCUMENTS_SEEN[await roleOf(by)],
    ledger: () => use().ledger,
    indexVersion: async () => (await current()).corpus.revision ?? "",
  };
}

/** The index, beside the partners of one's own register. */
function indexWithRegister(
  options: Parameters<typeof followIndexedCorpus>[0],
  { look }: DeskWhenUsed,
): Index {
  const { onTrouble } = options;
  return followIndexedCorpus(options, (folder) =>
    followRegister({ register: () => look()?.register, folder, onTrouble }),
  );
}

/** The corpus, and what is told of it as it is. */
function corpusOf(
  { current, corpusFolder, update }: Index,
  dataFolder: string,
  { look }: DeskWhenUsed,
): Pick<
  App,
  | "corpusFolder"
  | "update"
  | "passage"
  | "source"
  | "freshness"
  | "documents"
  | "cards"
  | "size"
  | "sourceIds"
> {
  const corpus = async () => (await current()).corpus;
  return {
    corpusFolder,
    update,
    passage: async (citation) =>
      registeredPassage(look()?.register, citation) ??
      passageIn({ corpus: corpusFolder(), documents: documentsFolder(dataFolder) }, citation),
    source: async (id) => sourceIn(await corpus(), id),
    freshness: async () => freshnessOf(await corpus(), dataFolder),
    documents: async () => listDocuments(await corpus()),
    cards: async () => (await corpus()).cards,
    size: async () => sizeOf(await corpus()),
    sourceIds: async () => sourceIdsOf(await corpus()),
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

function answersPinned({ current }: Index, today: () => string): Pick<App, "expiringAnswers"> {
  return {
    expiringAnswers: async (days) =>
      expiringBy((await current()).corpus.cards, addDays(today(), days)),
  };
}

function sourceIdsOf({ sources }: IndexedCorpus): ReadonlyMap<string, string> {
  return new Map(sources.flatMap(({ file, id }) => (file === undefined ? [] : [[file, id]])));
}

function needLedgers({ use, look }: DeskWhenUsed) {
  return { ledger: () => use().ledger, ledgerIfThere: () => look()?.ledger };
}

/** What a surface shows of the report. */
function reportsOf({ use }: DeskWhenUsed, clock: () => Date): Pick<App, "report" | "indicators"> {
  const reportFor = (by: Actor) => createReport(use().ledger, {}, { by, now: clock() });
  return {
    report: async (by, language) => reportAsText(await reportFor(by), language),
    indicators: async (by, language) =>
      (await reportFor(by)).indicators.map((each) => ({
        label: each[language],
        ...(each.value !== undefined && { value: indicatorText(each, language) }),
      })),
  };
}

/** The index is written anew whenever the corpus has changed. */
function freshnessOf({ cards, documents, revision }: IndexedCorpus, dataFolder: string): Freshness {
  const file = statSync(join(dataFolder, "index", "index.sqlite"), { throwIfNoEntry: false });
  return {
    cards: cards.length,
    documents: documents.length,
    ...(revision !== undefined && { revision }),
    ...(file && { updatedAt: file.mtime.toISOString() }),
  };
}

function sourceIn(corpus: IndexedCorpus, id: string) {
  const source = knownSources(corpus).get(id);
  return source && { title: source.title, publisher: source.publisher, asOf: source.asOf.text };
}

function sizeOf({ cards, documents }: IndexedCorpus): Size {
  const statements = cards.reduce((sum, card) => sum + card.statements.length, 0);
  const extracts = documents.reduce((sum, document) => sum + document.extracts.length, 0);
  return { cards: cards.length, documents: documents.length, passages: statements + extracts };
}
