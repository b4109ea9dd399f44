import type { Bilingual } from "../errors.ts";
import { addDays } from "../text/days.ts";
import type { State } from "./states.ts";

interface NextAction extends Bilingual {
  /** Days until it is due. */
  readonly days: number;
}

const next = (days: number, ja: string, en: string): NextAction => ({ days, ja, en });

/** What is usually to be done in a state and within how many days. Records hold the Japanese text. */
export const NEXT_ACTIONS: Readonly<Record<State, NextAction>> = {
  draft: next(7, "候補を確かめて提示する", "check the candidate and present it"),
  suggested: next(7, "候補を確認する", "look at the candidate"),
  screened: next(7, "双方の意向を確認する", "ask both sides"),
  consent_pending: next(14, "双方の同意を得る", "get both consents"),
  introduced: next(14, "面談の日程を決める", "fix a day for the meeting"),
  meeting: next(30, "面談の結果を確かめる", "ask how the meeting went"),
  engineering: next(60, "企画と体制をまとめる", "settle the plan and the team"),
  funding_application: next(90, "申請の結果を確かめる", "ask how the application went"),
  executing: next(90, "進み具合を確かめる", "ask how it is going"),
  prototype: next(180, "事業化の見通しを確かめる", "ask about commercialisation"),
  commercialised: next(90, "成果を聞き取る", "ask about the results"),
  deal: next(90, "成果を聞き取る", "ask about the results"),
  on_hold: next(30, "保留の理由が解けたか確かめる", "see whether it can go on"),
  closed: next(7, "次点の候補を確かめる", "look at the next candidate"),
  withdrawn: next(7, "取下げを相手方に伝える", "tell the other side of the withdrawal"),
  expired: next(14, "続けるかどうか尋ねる", "ask whether to go on"),
};

/** After a consent was withdrawn: once both know each other, the other side has to be told. */
export const AFTER_WITHDRAWAL = {
  introduced: next(
    3,
    "同意の撤回を相手方に伝える",
    "tell the other side that consent was withdrawn",
  ),
  before: next(7, "同意を取り直すか決める", "decide whether to ask for consent again"),
};

/** The two fields of a match that say what is to be done. `today` and the due day are days in Japan. */
export function plan(action: NextAction, today: string) {
  return { nextAction: action.ja, nextActionDue: addDays(today, action.days) };
}
