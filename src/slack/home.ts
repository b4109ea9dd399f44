import { OFFICE } from "../ledger/permissions.ts";
import { japanDay } from "../text/days.ts";
import { callSlack } from "./calls.ts";
import { homeView } from "./messages/home-view.ts";
import { suggestedPrompts } from "./messages/suggested-prompts.ts";
import type { Person } from "./people.ts";
import type { Workplace } from "./workplace.ts";

/** Home shows what waits for somebody; the direct messages what they could ask. */
export async function showHome(
  {
    user,
    channel,
    tab,
  }: { readonly user: string; readonly channel: string; readonly tab?: string | undefined },
  at: Workplace,
): Promise<void> {
  const person = await at.people.of(user);
  if (tab === "messages") return suggest(channel, person, at);
  const view = homeView(await homeOf(person, at));
  await callSlack(() => at.client.views.publish({ user_id: user, view }), at);
}

async function suggest(
  channel: string,
  { actor, language }: Person,
  { client, pause }: Workplace,
): Promise<void> {
  const prompts = [...suggestedPrompts(actor.role, language)] as never;
  await callSlack(
    () => client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts }),
    { pause },
  );
}

/** How much of each is shown at most. */
const MOST = 10;

async function homeOf({ actor, language }: Person, { backend, clock }: Workplace) {
  const { ledger } = backend.desk();
  const today = japanDay(clock());
  const isStaff = OFFICE.has(actor.role);
  const needs = await ledger.all("need", actor);
  const { matches } = await ledger.overdue(today, actor);
  const isMine = ({ coordinator }: { readonly coordinator: string }) => coordinator === actor.id;
  const mine = isStaff ? needs.filter(isMine) : needs;
  return {
    viewer: actor.role,
    language,
    needs: mine.filter(({ status }) => status === "open").slice(0, MOST),
    overdue: (isStaff ? matches.filter(isMine) : matches).slice(0, MOST),
    index: await backend.freshness(),
    indicators: isStaff ? await backend.indicators(actor, language) : [],
  };
}
