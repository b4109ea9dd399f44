import type { Citation } from "../answers/answer.ts";
import type { GivenAnswer } from "../desk/answering.ts";
import { ASSISTANT } from "../ledger/assistant.ts";
import type { LoggedAnswer } from "../ledger/records.ts";
import type { Language } from "../text/language.ts";
import { messageView, waitingView } from "./forms/form-view.ts";
import { answerMessage } from "./messages/answer-message.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { passageView } from "./messages/passage-view.ts";
import type { Pressed } from "./pressed.ts";
import { optionsFor } from "./questions.ts";
import { changeWindow, showWindow } from "./windows.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** 「原文を見る」: the passage in a window, with the quote marked. */
export async function showSource(
  { ids: [answerId = "", n = ""], person, trigger }: Pressed,
  at: Workplace,
): Promise<void> {
  const { language } = person;
  // The window first: Slack lets it be opened for three seconds only.
  const window = await showWindow(trigger, waitingView(TITLE[language], language), at);
  const citation = await citationOf(answerId, Number(n), at);
  const passage = citation && (await at.backend.passage(citation));
  const found =
    citation && passage
      ? passageView({ citation, ...passage }, language)
      : messageView(TITLE[language], SAY[citation ? "moved" : "gone"][language], language);
  await changeWindow(window, found, at);
}

const TITLE: Readonly<Record<Language, string>> = { ja: "原文", en: "Source" };

/** A citation of an answer that was given lately, or that the log has. */
async function citationOf(
  answerId: string,
  n: number,
  { shown, backend }: Workplace,
): Promise<Citation | undefined> {
  const given = shown.get(answerId);
  if (given) return given.citations.find((each) => each.n === n);
  const { ledger } = backend.desk();
  const logged = await ledger.get("answer", answerId, ASSISTANT);
  const citation = logged?.citations[n - 1];
  return citation && fromLog(citation, n, backend);
}

async function fromLog(
  { source, path, quote, locator = {}, quoteOf = "card" }: LoggedAnswer["citations"][number],
  n: number,
  backend: Workplace["backend"],
): Promise<Citation | undefined> {
  const named = await backend.source(source);
  if (path === undefined || quote === undefined || !named) return undefined;
  return { n, source, ...named, path, locator, quote, quoteOf };
}

/** 「共有する」: an answer that only the asker saw, for all in the channel. */
export async function shareAnswer(
  { ids: [answerId = ""], place, person, user }: Pressed,
  at: Workplace,
): Promise<void> {
  const answer = await publicAnswer(answerId, at);
  const { language } = person;
  if (!answer) return at.outbox.whisper(place, user, noticeMessage(SAY.gone[language], language));
  await at.outbox.post(
    place,
    answerMessage(answer, optionsFor(answer, person)),
    `share:${answerId}`,
  );
  await at.outbox.whisper(place, user, noticeMessage(SAY.shared[language], language));
}

/** The answer that was given, or the same once more: what was logged in the open may be said in the open. */
async function publicAnswer(
  id: string,
  { shown, backend }: Workplace,
): Promise<GivenAnswer | undefined> {
  const given = shown.get(id);
  if (given) return given;
  const logged = await backend.desk().ledger.get("answer", id, ASSISTANT);
  if (logged?.question === undefined) return undefined;
  const again = await backend.assistant.answer(logged.question, undefined, { isKeptInside: true });
  return { ...again, answerId: id, partners: [] };
}
