import { type DropReason, faultOf } from "../claims/check-claim.ts";
import { CLAIMS_SCHEMA, readClaims } from "../claims/read-claims.ts";
import { type ChatModel, ModelFault, type Usage } from "../models/chat-model.ts";
import type { Passage } from "../search/passage.ts";
import { givesOrder } from "../text/orders.ts";
import type { Answer, ModelTrouble } from "./answer.ts";
import { answerInWords, type BorneSentence } from "./answer-from.ts";
import { asksForOpenCalls } from "./asks-for-today.ts";
import { candidatesFor, createCandidates } from "./candidates.ts";
import { headingsOf, MAX_TEXT, quoteOf, rendering } from "./compose-answer.ts";
import { type EngineDependencies, type Reply, standing, timings } from "./embedded-engine.ts";
import { asksSeveral } from "./find-statements.ts";
import type { Turn } from "./follow-up.ts";
import { type ModelPrompt, promptMessages, type ShownPassage } from "./model-prompt.ts";
import { rewriteQuestion } from "./rewrite-question.ts";

/** What may leave the house of a text, and what comes back into its place. */
interface Mask {
  hide(text: string): string;
  hideSaid(text: string): string | undefined;
  restore(text: string): string;
}

export interface ModelEngineDependencies extends EngineDependencies {
  readonly chat: ChatModel;
  readonly embedded: (text: string, last?: Turn) => Reply;
  readonly prompt: ModelPrompt;
  /** A mask for one question. */
  readonly createMask: () => Promise<Mask>;
  /** Whether a passage may be shown to the model; none is asked about one that may not. */
  readonly mayLeave: (passage: Passage) => boolean;
  /** Told of each fault of the model that was gone around. */
  readonly onFault?: ((fault: ModelFault) => void) | undefined;
  /** Ends what is being asked when nobody waits for answers any more. */
  readonly signal?: AbortSignal | undefined;
}

/** How the model did with a question. */
export interface ModelReport {
  /** Why its words are not shown, where they are not; `not_asked` where there was nothing to ask it. */
  readonly fault?: ModelTrouble | "not_asked";
  readonly kept: number;
  /** The reasons of the claims that were dropped. */
  readonly dropped: readonly DropReason[];
  /** What each request has cost. */
  readonly usage: readonly Usage[];
}

/** That the model is asked, each sentence as soon as it is confirmed, and in the end the whole reply, which replaces them. */
export type AnswerEvent =
  | { readonly kind: "waiting" }
  | { readonly kind: "sentence"; readonly text: string }
  | Done;

interface Done {
  readonly kind: "done";
  readonly reply: Reply;
  readonly report: ModelReport;
}

interface Exchange {
  readonly turn: Turn;
  /** As they are shown to the model, in the order of their numbers. */
  readonly passages: readonly Passage[];
  readonly texts: readonly string[];
  readonly kept: KeptSentence[];
  readonly dropped: DropReason[];
}

interface KeptSentence extends BorneSentence {
  /** The heading that is said before it, if it has one. */
  readonly lead: string;
}

/**
 * Answers with the sentences of a language model, each of them borne by a passage that the embedded
 * engine found. Where that has no plain answer, the model is not asked; where the model fails, or
 * does not speak of the passage that answers best and of each part of the question, the embedded answer stands in, with a notice.
 */
export function createModelEngine(dependencies: ModelEngineDependencies) {
  return async function* answer(text: string, last?: Turn): AsyncGenerator<AnswerEvent> {
    const started = dependencies.now();
    const usage: Usage[] = [];
    const plain = dependencies.embedded(text, last);
    const reread = yield* rereadFollowUp(plain, { text, last, usage }, dependencies);
    const asking = { text: reread?.question ?? text, last, usage, started };
    const { reply, report } = yield* asWorded(reread?.reply ?? plain, asking, dependencies);
    const shown = reread ? readAs(reply, text, reread.question, dependencies) : reply;
    yield { kind: "done", reply: shown, report };
  };
}

/** The answer in the words of the model where they serve, else as it is. */
async function* asWorded(
  embedded: Reply,
  asking: Asking & { readonly started: number },
  dependencies: ModelEngineDependencies,
): AsyncGenerator<AnswerEvent, Pick<Done, "reply" | "report">> {
  const { usage, started } = asking;
  const exchange = exchangeOn(embedded, dependencies);
  if (!exchange)
    return { reply: embedded, report: { fault: "not_asked", kept: 0, dropped: [], usage } };
  const failed = yield* asked(exchange, asking, dependencies);
  const { kept, dropped } = exchange;
  const fault = failed ?? (bearsAll(exchange) ? undefined : "too_little");
  const report = { kept: kept.length, dropped, usage, ...(fault && { fault }) };
  const reply = fault
    ? standingIn(embedded, fault, dependencies)
    : inWords(embedded, exchange, started, dependencies);
  return { reply, report };
}

interface Asking {
  readonly text: string;
  readonly last: Turn | undefined;
  /** What requests have cost; added to by each. */
  readonly usage: Usage[];
}

/** A follow-up that nothing was found for, read as the model puts it; nothing unless that finds something. */
async function* rereadFollowUp(
  { answer }: Reply,
  { text, last, usage }: Asking,
  dependencies: ModelEngineDependencies,
): AsyncGenerator<AnswerEvent, { readonly question: string; readonly reply: Reply } | undefined> {
  if (!last || (answer.kind !== "not_found" && answer.kind !== "clarify")) return undefined;
  if (!last.cited.every(dependencies.mayLeave)) return undefined;
  yield { kind: "waiting" };
  const question = await rewriteQuestion(text, last, {
    ...dependencies,
    mask: await dependencies.createMask(),
    onUsage: (each) => usage.push(each),
  });
  if (question === undefined) return undefined;
  const reply = dependencies.embedded(question);
  return reply.answer.kind === "answered" ? { question, reply } : undefined;
}

/** An answer to a question that was read as another: the reader is told. */
function readAs(
  { answer, turn }: Reply,
  typed: string,
  meant: string,
  { wording }: ModelEngineDependencies,
): Reply {
  const say = wording(turn?.question.language ?? "ja");
  const notices = [say("corrected", { typed, meant }), ...answer.notices];
  return { answer: { ...answer, question: typed, notices }, turn };
}

/** Asks the model as far as it may be asked; what went wrong, if anything did. */
async function* asked(
  exchange: Exchange,
  { text, last, usage }: Asking,
  dependencies: ModelEngineDependencies,
): AsyncGenerator<AnswerEvent, ModelReport["fault"]> {
  const mask = await dependencies.createMask();
  const question = mask.hideSaid(text);
  if (question === undefined) return "not_asked";
  yield { kind: "waiting" };
  try {
    yield* sentencesOf(exchange, { question, last, mask, usage }, dependencies);
    return undefined;
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error;
    // Nobody waits any more: that is no fault of the model.
    if (!dependencies.signal?.aborted) dependencies.onFault?.(error);
    return error.reason;
  }
}

/** Whether something is said on the passage that answers best; on each, where they answer several things. */
function bearsAll({ kept, turn: { question, cited } }: Exchange): boolean {
  const wanted = asksSeveral(question) ? cited : cited.slice(0, 1);
  return wanted.every((each) => kept.some(({ passage }) => passage === each));
}

/** Most passages that a model is shown. */
const MOST_PASSAGES = 8;

/** What a model can be asked about; nothing where the answer is none, or a table or list of conditions. */
function exchangeOn(
  { answer, turn }: Reply,
  { search, names, cards, quotes, clock, mayLeave }: ModelEngineDependencies,
): Exchange | undefined {
  if (answer.kind !== "answered" || answer.table || answer.criteria.length > 0) return undefined;
  if (!turn || turn.cited.length === 0 || !turn.cited.every(mayLeave)) return undefined;
  // What is open is listed with its deadlines, and how many more there are.
  if (asksForOpenCalls(turn.question)) return undefined;
  const candidates = createCandidates({
    search,
    names,
    cards,
    stands: standing(quotes),
    time: clock?.(),
  });
  // Nothing of other cards and documents: what a model obeys it can then not give away.
  const cited = new Set(turn.cited.map(({ card }) => card));
  const near = candidatesFor(turn.question, candidates)
    .map(({ passage }) => passage)
    .filter(({ card, statement }) => cited.has(card) && !givesOrder(statement.text));
  const passages = [...new Set([...turn.cited, ...near])].slice(0, MOST_PASSAGES);
  const texts = passages.map((passage) => rendering(passage, turn.question.language));
  return { turn, passages, texts, kept: [], dropped: [] };
}

interface Sending {
  readonly question: string;
  readonly last: Turn | undefined;
  readonly mask: Mask;
  readonly usage: Usage[];
}

/** Asks the model, and yields each sentence that its passage bears as far as there is room. */
async function* sentencesOf(
  exchange: Exchange,
  { question, last, mask, usage }: Sending,
  { chat, prompt, signal }: ModelEngineDependencies,
): AsyncGenerator<AnswerEvent> {
  const { passages, texts, turn } = exchange;
  const { language } = turn.question;
  const thread = last && mask.hideSaid(last.question.text);
  const shown = passages.map((passage, i) => shownAs(i + 1, passage, texts[i] ?? "", mask));
  const messages = promptMessages(prompt, language, { question, thread, passages: shown });
  const pieces = chat.complete(messages, {
    schema: CLAIMS_SCHEMA,
    signal,
    onUsage: (each) => usage.push(each),
  });
  for await (const masked of readClaims(pieces)) {
    const claim = {
      ...masked,
      text: mask.restore(masked.text).trim(),
      quote: mask.restore(masked.quote),
    };
    const reason = faultOf(claim, texts, language);
    if (reason) exchange.dropped.push(reason);
    const kept = reason ? undefined : keep(exchange, claim);
    if (kept) yield { kind: "sentence", text: kept.lead + claim.text };
  }
}

function shownAs(n: number, passage: Passage, text: string, mask: Mask): ShownPassage {
  const { name, kind, status, asOf, area } = passage.card.head;
  const [heading] = headingsOf(passage);
  return {
    n,
    text: mask.hide(text),
    ...(heading && { heading: mask.hide(heading.text) }),
    title: mask.hide(name),
    kind,
    status,
    asOf: asOf.text,
    area,
  };
}

/** Room that the numbers of the citations of a sentence take. */
const MARKS = 8;

/** What becomes of a claim that is new and that there is room for. */
function keep(
  { kept, passages }: Exchange,
  claim: { readonly text: string; readonly passage: number },
): KeptSentence | undefined {
  const passage = passages[claim.passage - 1];
  const text = closed(claim.text);
  if (!passage || kept.some((other) => other.text === text)) return undefined;
  const sentence = { text, passage, lead: leadOf(passage, kept) };
  const room = [...kept, sentence].reduce((sum, each) => sum + roomOf(each), 0);
  if (kept.length > 0 && room > MAX_TEXT) return undefined;
  kept.push(sentence);
  return sentence;
}

function roomOf({ text, lead }: KeptSentence): number {
  return [...lead, ...text].length + (lead === "" ? MARKS : 2 * MARKS);
}

/** The heading of an excerpt, where no sentence before it has said that. */
function leadOf(passage: Passage, kept: readonly KeptSentence[]): string {
  const said = kept.flatMap(({ passage: { statement } }) => [
    { quote: quoteOf(statement) },
    ...headingsOf({ statement }),
  ]);
  return headingsOf(passage, said)
    .map(({ text }) => `${text}： `)
    .join("");
}

function closed(sentence: string): string {
  if (/[。．！？!?.]$/u.test(sentence)) return sentence;
  return /[a-z)]$/iu.test(sentence) ? `${sentence}.` : `${sentence}。`;
}

function inWords(
  embedded: Reply,
  { turn, kept }: Exchange,
  started: number,
  dependencies: ModelEngineDependencies,
): Reply {
  const { wording, quotes, sources, now, clock } = dependencies;
  const { question } = turn;
  const say = wording(question.language);
  const answer = answerInWords(question, kept, { sources, say, time: clock?.() });
  const citations = answer.citations.map((citation) => ({
    ...citation,
    quote: quotes.asWritten(citation.path, citation.quote) ?? citation.quote,
  }));
  const { question: asked, conflicts, timings: own } = embedded.answer;
  const spent: Answer["timings"] = timings(started, started + own.retrieveMs, now());
  return {
    answer: { ...answer, question: asked, citations, conflicts, timings: spent },
    turn: { question, cited: [...new Set(kept.map(({ passage }) => passage))] },
  };
}

/** The embedded answer, and that the model was of no help where it was asked. */
function standingIn(
  embedded: Reply,
  fault: NonNullable<ModelReport["fault"]>,
  { wording }: ModelEngineDependencies,
): Reply {
  if (fault === "not_asked") return embedded;
  const language = embedded.turn?.question.language ?? "ja";
  const notices = [wording(language)("modelFailed"), ...embedded.answer.notices];
  return { ...embedded, answer: { ...embedded.answer, notices } };
}
