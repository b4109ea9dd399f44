import type { SlashCommand } from "@slack/bolt";
import { OFFICE } from "../ledger/permissions.ts";
import type { Actor } from "../ledger/records.ts";
import { isLive } from "../ledger/transitions.ts";
import { MOST_VERIFIED } from "../ledger/verify-ledger.ts";
import { japanDay } from "../text/days.ts";
import { costOf } from "./cards.ts";
import { configure } from "./config.ts";
import { plainOf } from "./incoming.ts";
import { matchFor } from "./matches.ts";
import { answerMessage } from "./messages/answer-message.ts";
import { helpMessage } from "./messages/help-message.ts";
import type { SlackMessage } from "./messages/message.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { reportMessage } from "./messages/report-message.ts";
import { statusMessage } from "./messages/status-message.ts";
import { suggestionsMessage } from "./messages/suggestions-message.ts";
import { openNeedForm } from "./needs.ts";
import type { Person } from "./people.ts";
import { optionsFor } from "./questions.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

/** A slash command, with what somebody wrote behind its name. */
interface Called {
  readonly rest: string;
  readonly user: string;
  readonly channel: string;
  readonly trigger: string;
  readonly person: Person;
  /** Shows something to who called alone. */
  readonly reply: (message: SlackMessage) => Promise<void>;
}

const COMMANDS: Readonly<Record<string, (called: Called, at: Workplace) => Promise<void>>> = {
  help,
  ask,
  need,
  match,
  status,
  report,
  config,
};

/** `/musubi NAME …`; without a name, or with one that is none, its help. What it says only the caller sees. */
export async function runCommand(
  { text, user_id, channel_id, trigger_id }: SlashCommand,
  respond: (message: SlackMessage) => Promise<unknown>,
  at: Workplace,
): Promise<void> {
  const [name = "", ...words] = plainOf(text).trim().split(/\s+/u);
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const called: Called = {
    rest: words.join(" "),
    user: user_id,
    channel: channel_id,
    trigger: trigger_id,
    person: await at.people.of(user_id),
    reply: async (message) => {
      await respond(message);
    },
  };
  await (run ?? help)(called, at);
}

async function help({ person: { actor, language }, reply }: Called): Promise<void> {
  await reply(helpMessage(actor.role, language));
}

async function ask({ rest, channel, person, reply }: Called, at: Workplace): Promise<void> {
  if (rest === "") return reply(noticeMessage(SAY.hello[person.language], person.language));
  const isDirect = channel.startsWith("D");
  // What may be shared in the channel holds no more than what anybody may see.
  const answer = await at.backend.answer({ question: rest, by: person.actor, isPublic: !isDirect });
  at.shown.keep(answer);
  await reply(
    answerMessage(answer, optionsFor(answer, person, ...(isDirect ? [] : ["share" as const]))),
  );
}

async function need({ rest, user, trigger }: Called, at: Workplace): Promise<void> {
  await openNeedForm({ trigger, user, text: rest }, at);
}

/** A number shows that match; anything else is a need, for which partners are suggested. */
async function match({ rest, person, reply }: Called, at: Workplace): Promise<void> {
  const { actor, language } = person;
  if (rest === "") return reply(noticeMessage(SAY.hello[language], language));
  if (/^m-\d+$/iu.test(rest)) {
    const shown = await matchFor(rest.toUpperCase(), person, at);
    return reply(shown ?? noticeMessage(SAY.noRecord[language], language));
  }
  const suggestions = await at.backend.match(rest, actor);
  const similar = await at.backend.needs.similar(rest, actor);
  await reply(
    suggestionsMessage(
      { ...suggestions, similar },
      { language, cost: costOf(suggestions, person) },
    ),
  );
}

async function status({ person, reply }: Called, at: Workplace): Promise<void> {
  const { actor, language } = person;
  const index = await at.backend.freshness();
  const forStaff = OFFICE.has(actor.role) && {
    ...(await countsOf(actor, at)),
    expiring: await at.backend.expiringAnswers(EXPIRING_DAYS),
  };
  await reply(statusMessage({ index, ...forStaff }, language));
}

/** How long before its last day a standard answer is listed. */
const EXPIRING_DAYS = 30;

async function countsOf(actor: Actor, { backend, clock }: Workplace) {
  const { ledger } = backend.desk();
  const [needs, matches] = await Promise.all([
    ledger.all("need", actor),
    ledger.all("match", actor),
  ]);
  const count = await ledger.count();
  return {
    ledger: {
      head: await ledger.head(),
      count,
      ...(count <= MOST_VERIFIED && { isSound: (await ledger.verifyApart()).isSound }),
      openNeeds: needs.filter(({ status: state }) => state === "open").length,
      liveMatches: matches.filter(({ state }) => isLive(state)).length,
      overdue: (await ledger.overdue(japanDay(clock()), actor)).matches.length,
    },
  };
}

/** The report; and where the pages for staff are elsewhere, a way in that is the caller's alone. */
async function report(
  { user, person: { actor, language }, reply }: Called,
  at: Workplace,
): Promise<void> {
  const lines = await at.backend.report(actor, language);
  await reply(reportMessage(lines, { language, link: at.linkFor(user) }));
}

async function config({ rest, ...called }: Called, at: Workplace): Promise<void> {
  const { reply, person } = called;
  const told = await configure({ what: rest, ...called }, at);
  if (told !== undefined) await reply(noticeMessage(told, person.language));
}
