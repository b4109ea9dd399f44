import type { GivenAnswer } from "../desk/answering.ts";
import { may, OFFICE } from "../ledger/permissions.ts";
import { languageOf } from "../text/language.ts";
import { refusalOf } from "./calls.ts";
import { awaitFeedback } from "./feedback-reminders.ts";
import type { ChannelSettings } from "./forms/channel-form.ts";
import type { Growing } from "./growing.ts";
import { type Incoming, plainOf } from "./incoming.ts";
import { type AnswerOptions, answerMessage } from "./messages/answer-message.ts";
import type { SlackMessage } from "./messages/message.ts";
import { adviceMessage, noticeMessage } from "./messages/notice-message.ts";
import { reportMessage } from "./messages/report-message.ts";
import type { Person } from "./people.ts";
import type { ThreadPlace } from "./place.ts";
import { channelSettings } from "./settings.ts";
import { replyOfLedger, wantsReport } from "./staff-requests.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** Answers what somebody wrote, once, where they wrote it; does nothing where it is not meant to. */
export async function answerMessageOf(incoming: Incoming, at: Workplace): Promise<void> {
  if (!isForUs(incoming, at)) return;
  const key = `message:${incoming.channel}:${incoming.ts}`;
  const place = placeOf(incoming);
  if (!at.inbox.claim(key, { channel: place.channel, thread: place.thread })) return;
  try {
    await dealWith(incoming, key, at);
  } finally {
    at.inbox.finish(key);
  }
}

/** Whether the assistant is spoken to: directly, by name, in a thread it is in, or as the channel has it. */
function isForUs(incoming: Incoming, at: Workplace): boolean {
  const { channel, thread, isDirect, isMention, isForOthers, isShared } = incoming;
  if (isDirect || isMention) return true;
  const { answersTo } = channelSettings(at.inbox, channel);
  if (isForOthers || answersTo === "mention") return false;
  // People of other organisations are answered where they ask.
  if (answersTo === "every" && !isShared) return true;
  return thread !== undefined && at.inbox.hasJoined(`${channel}:${thread}`);
}

function placeOf({ channel, thread, ts }: Incoming): ThreadPlace {
  return { channel, thread: thread ?? ts };
}

async function dealWith(incoming: Incoming, key: string, at: Workplace): Promise<void> {
  const { outbox, people, inbox, log } = at;
  const place = placeOf(incoming);
  const showing = showTask(incoming, place, at);
  const person = await people.of(incoming.user);
  inbox.join(`${place.channel}:${place.thread}`);
  const { growing, hasStatus } = await showing;
  const replying = { key, place, person, growing };
  try {
    await reply(incoming, replying, at);
  } catch (error) {
    log("a question could not be answered", error);
    await sayInstead(incoming, replying, error, at);
  } finally {
    if (hasStatus) await outbox.status(place, "");
  }
}

/** The first sign that somebody is at work: a stream in direct messages, else a status. */
async function showTask(
  { isDirect, user, team, text }: Incoming,
  place: ThreadPlace,
  { outbox }: Workplace,
): Promise<{ readonly growing?: Growing; readonly hasStatus: boolean }> {
  const task = SAY.searching[languageOf(text)];
  const growing = isDirect ? outbox.stream(place, { user, team }) : undefined;
  if (await growing?.start(task)) return { ...(growing && { growing }), hasStatus: false };
  await outbox.status(place, task);
  return { ...(growing && { growing }), hasStatus: true };
}

interface Replying {
  readonly key: string;
  readonly place: ThreadPlace;
  readonly person: Person;
  readonly growing?: Growing | undefined;
}

async function reply(incoming: Incoming, replying: Replying, at: Workplace): Promise<void> {
  const { place, person, growing, key } = replying;
  const { outbox } = at;
  const aside = await insteadOfReply(incoming, person, at);
  if (aside) {
    await outbox.whisper(place, incoming.user, aside);
    return;
  }
  const question = await questionIn(incoming, person, at);
  if (question === "") {
    const hello = noticeMessage(SAY.hello[person.language], person.language);
    await (growing ? growing.finish(hello, key) : outbox.post(place, hello, key));
    return;
  }
  const conversation = conversationOf(incoming);
  const ofLedger = await replyOfLedger({ text: question, person, conversation }, at);
  if (ofLedger) {
    await (growing
      ? growing.finish(ofLedger, key)
      : outbox.whisper(place, incoming.user, ofLedger));
    return;
  }
  await answerQuestion(question, incoming, replying, at);
}

/** What somebody is told, and nobody else, where no answer may be given: who may not ask, and a secret. */
async function insteadOfReply(
  { isDirect, channel, text }: Incoming,
  person: Person,
  { backend, inbox }: Workplace,
): Promise<SlackMessage | undefined> {
  const { actor, language } = person;
  if (isDirect) return undefined;
  if (channelSettings(inbox, channel).askers === "staff" && !OFFICE.has(actor.role)) {
    return noticeMessage(SAY.guestsNotAnswered[language], language);
  }
  const advice = await backend.advise(text, language);
  return advice && adviceMessage(advice, person);
}

async function answerQuestion(
  question: string,
  incoming: Incoming,
  replying: Replying,
  at: Workplace,
): Promise<void> {
  const { place, person, growing, key } = replying;
  const { isDirect, user, channel } = incoming;
  const { backend, outbox } = at;
  const thread = conversationOf(incoming);
  const answer = await backend.answer({
    question,
    thread,
    by: person.actor,
    isPublic: !isDirect,
    onSentence: growing?.say,
  });
  at.shown.keep(answer, thread);
  awaitFeedback(answer, { place, language: person.language, isDirect }, at);
  try {
    const { visibility } = channelSettings(at.inbox, channel);
    await show(answer, { ...replying, user, visibility }, at);
  } catch (error) {
    at.awaiting.forget(answer.answerId);
    throw error;
  }
  // The documents tell which indicators there are; the ledger has the figures.
  if (isDirect && wantsReport(question, person)) {
    const report = await backend.report(person.actor, person.language);
    await outbox.post(place, reportMessage(report, { language: person.language }), `${key}:report`);
  }
}

async function show(
  answer: GivenAnswer,
  {
    place,
    person,
    growing,
    key,
    user,
    visibility,
  }: Replying & Pick<Incoming, "user"> & Pick<ChannelSettings, "visibility">,
  { outbox }: Workplace,
): Promise<void> {
  if (growing) await growing.finish(answerMessage(answer, optionsFor(answer, person)), key);
  else if (visibility === "asker") {
    await outbox.whisper(place, user, answerMessage(answer, optionsFor(answer, person, "share")));
  } else await outbox.post(place, answerMessage(answer, optionsFor(answer, person)), key);
}

/** Questions of one thread are one conversation; so are direct messages that stand in no thread. */
function conversationOf({ channel, thread, ts, isDirect }: Incoming): string {
  if (isDirect && thread === undefined) return `slack:${channel}`;
  return `slack:${channel}:${thread ?? ts}`;
}

/** Buttons below an answer for who asked. */
export function optionsFor(
  { answerId }: GivenAnswer,
  { language, actor }: Person,
  ...more: readonly "share"[]
): AnswerOptions {
  const consult = actor.role === "guest" ? [] : (["consult"] as const);
  const register = may(actor.role, "need") ? (["register"] as const) : [];
  return {
    language,
    ...(answerId !== undefined && { answerId }),
    buttons: ["feedback", "outdated", ...consult, ...register, ...more],
  };
}

/** How many messages of a thread before the question tell what it is about. */
const MOST_BEFORE = 3;

/**
 * The question, with what was said before it in the thread in mind. A bare mention asks what the last
 * message before it asks.
 */
async function questionIn(incoming: Incoming, { actor }: Person, at: Workplace): Promise<string> {
  const before = await saidBefore(incoming, at);
  if (incoming.text === "") return before.at(-1) ?? "";
  const thread = conversationOf(incoming);
  // As the question itself will be asked, so that both are one conversation.
  const asking = {
    thread,
    by: actor,
    isPublic: !incoming.isDirect,
    isLogged: false,
    isKeptInside: true,
  };
  for (const question of before) await at.backend.answer({ question, ...asking });
  return incoming.text;
}

/** What people wrote in the thread before, where this process has not followed it. */
async function saidBefore(
  { channel, thread, ts, text }: Incoming,
  { client, inbox, botUserId, log }: Workplace,
): Promise<readonly string[]> {
  if (thread === undefined || (text !== "" && isFollowed(thread, inbox))) return [];
  try {
    const { messages = [] } = await client.conversations.replies({
      channel,
      ts: thread,
      latest: ts,
      limit: 50,
    });
    return messages
      .filter((each) => each.ts !== ts && each.bot_id === undefined && each.user !== botUserId)
      .map((each) => plainOf((each.text ?? "").replaceAll(`<@${botUserId}>`, " ")))
      .filter((each) => each !== "")
      .slice(-MOST_BEFORE);
  } catch (error) {
    log("what was said in a thread could not be read", error);
    return [];
  }
}

const followed = new WeakMap<object, Set<string>>();

/** Whether this process has seen the thread since it started; from now on it has. */
function isFollowed(thread: string, inbox: object): boolean {
  const threads = followed.get(inbox) ?? new Set<string>();
  followed.set(inbox, threads);
  const isKnown = threads.has(thread);
  threads.add(thread);
  return isKnown;
}

/** No answer is no silence: one sentence, where it can be said. */
async function sayInstead(
  { user }: Incoming,
  { key, place, person, growing }: Replying,
  error: unknown,
  { outbox, log }: Workplace,
): Promise<void> {
  const message = noticeMessage(SAY.trouble[person.language], person.language);
  try {
    if (growing) await growing.finish(message, `${key}:trouble`);
    else if (CLOSED.has(refusalOf(error) ?? "")) await outbox.tell(user, message, `${key}:trouble`);
    else await outbox.post(place, message, `${key}:trouble`);
  } catch (again) {
    log("nor could that be said", again);
  }
}

/** Where nothing can be posted the person is told directly. */
const CLOSED: ReadonlySet<string> = new Set([
  "not_in_channel",
  "channel_not_found",
  "is_archived",
  "restricted_action",
  "thread_not_found",
]);

/** Tells those whose questions a stop left unanswered to send them again. */
export async function apologise(at: Workplace, before: Date): Promise<void> {
  for (const { channel, thread } of at.inbox.takeUnfinished(before)) {
    const message = noticeMessage(`${SAY.interrupted.ja} / ${SAY.interrupted.en}`, "ja");
    try {
      await at.outbox.post({ channel, thread }, message, `interrupted:${channel}:${thread}`);
    } catch (error) {
      at.log("an interrupted question could not be told of", error);
    }
  }
}
