import { meantBy, type StaffRequest, staffRequest } from "../desk/staff-request.ts";
import { OFFICE } from "../ledger/permissions.ts";
import { MOST_VERIFIED } from "../ledger/verify-ledger.ts";
import { japanDay } from "../text/days.ts";
import { matchFor } from "./matches.ts";
import { ACTIONS } from "./messages/action-ids.ts";
import { REGISTER } from "./messages/answer-message.ts";
import { lateMessage } from "./messages/late-message.ts";
import { button, type SlackMessage } from "./messages/message.ts";
import { noticeMessage } from "./messages/notice-message.ts";
import { verificationMessage } from "./messages/verification-message.ts";
import type { Person } from "./people.ts";
import { SAY } from "./wording.ts";
import type { Workplace } from "./workplace.ts";

interface Asked {
  readonly text: string;
  readonly person: Person;
  readonly conversation: string;
}

type Reply = (asked: Asked, at: Workplace) => Promise<SlackMessage>;

/** Whether somebody who may see the ledger asks for its figures beside what the documents say. */
export function wantsReport(text: string, { actor }: Person): boolean {
  return OFFICE.has(actor.role) && staffRequest(text)?.kind === "report";
}

/** What the ledger has for staff who ask it something in words; `undefined` where the documents are asked. */
export async function replyOfLedger(
  asked: Asked,
  at: Workplace,
): Promise<SlackMessage | undefined> {
  if (!OFFICE.has(asked.person.actor.role)) return undefined;
  const request = staffRequest(asked.text);
  // Figures stand below what the documents say of the indicators.
  if (!request || request.kind === "report") return undefined;
  // A number that no match has may be that of an instrument.
  if (request.kind === "match") return matchFor(request.id, asked.person, at);
  return REPLIES[request.kind](asked, at);
}

const REPLIES: Readonly<Record<Exclude<StaffRequest["kind"], "match" | "report">, Reply>> = {
  export: async ({ person: { language } }) => noticeMessage(SAY.exporting[language], language),
  withhold: async ({ person: { language } }) => noticeMessage(SAY.withheld[language], language),
  async late({ person: { actor, language } }, { backend, clock }) {
    const { matches } = await backend.desk().ledger.overdue(japanDay(clock()), actor);
    return lateMessage(matches, language);
  },
  async verify({ person: { language } }, { backend }) {
    const { ledger } = backend.desk();
    return (await ledger.count()) > MOST_VERIFIED
      ? noticeMessage(SAY.verifyElsewhere[language], language)
      : verificationMessage(await ledger.verifyApart(), language);
  },
  async proceed({ text, person: { language }, conversation }, { shown }) {
    const answer = shown.lastIn(conversation);
    const partner = meantBy(text, answer?.partners ?? []);
    if (answer?.answerId === undefined || !partner)
      return noticeMessage(SAY.whichPartner[language], language);
    return noticeMessage(SAY.registerFirst[language](partner.name), language, [
      button(REGISTER[language], ACTIONS.openNeedForm, [answer.answerId], {
        language,
        style: "primary",
      }),
    ]);
  },
};
