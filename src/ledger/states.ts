import type { Bilingual } from "../errors.ts";
import type { Role } from "./vocabulary.ts";

interface StateInfo extends Bilingual {
  /** Steps of Vitagora's seven that the state belongs to: [first, last]. */
  readonly vitagora?: readonly [number, number];
  /** No way leads on from here but reopening. */
  readonly isEnd?: true;
}

const state = (ja: string, en: string, rest: Partial<StateInfo> = {}): StateInfo => ({
  ja,
  en,
  ...rest,
});

/** How far a match has come. The order of the first twelve is the way of a match that goes well. */
export const STATES = {
  draft: state("下書き", "draft"),
  suggested: state("候補提示", "suggested", { vitagora: [2, 2] }),
  screened: state("コーディネーター確認", "screened by a coordinator", { vitagora: [2, 2] }),
  consent_pending: state("双方意向確認", "asking both sides", { vitagora: [2, 2] }),
  introduced: state("紹介済", "introduced", { vitagora: [2, 2] }),
  meeting: state("面談・技術相談", "meeting", { vitagora: [3, 3] }),
  engineering: state("企画・体制構築", "planning and team", { vitagora: [3, 3] }),
  funding_application: state("公的支援申請", "applying for support", { vitagora: [4, 6] }),
  executing: state("実施", "under way", { vitagora: [7, 7] }),
  prototype: state("実用化", "put to use (prototype)", { vitagora: [7, 7] }),
  commercialised: state("事業化", "commercialised (product)", { isEnd: true }),
  deal: state("商談成立", "deal closed", { isEnd: true }),
  on_hold: state("保留", "on hold"),
  closed: state("不成立", "closed without success", { isEnd: true }),
  withdrawn: state("取下げ", "withdrawn", { isEnd: true }),
  expired: state("期限切れ", "expired", { isEnd: true }),
} as const satisfies Readonly<Record<string, StateInfo>>;
export type State = keyof typeof STATES;

/** What must be there before a match may go this way. */
export type Guard = "both-consents" | "none-withdrawn" | "close-reason" | "reason";

export interface Transition {
  readonly from: State;
  readonly to: State;
  readonly by: readonly Role[];
  readonly guards: readonly Guard[];
}

const STAFF: readonly Role[] = ["coordinator", "administrator"];
/** The assistant proposes; every step beyond is a person's. */
const ANYONE: readonly Role[] = [...STAFF, "firm", "assistant"];

const step = (
  from: State,
  to: State,
  { by = STAFF, guards = [] }: Partial<Pick<Transition, "by" | "guards">> = {},
): Transition => ({ from, to, by, guards });

const FORWARD: readonly Transition[] = [
  step("draft", "suggested", { by: ANYONE }),
  step("suggested", "screened"),
  step("screened", "consent_pending"),
  step("consent_pending", "introduced", { guards: ["both-consents"] }),
  // A consent that ran out was used; one that was taken back says no.
  step("introduced", "meeting", { guards: ["none-withdrawn"] }),
  step("meeting", "engineering"),
  step("meeting", "executing"),
  step("meeting", "deal"),
  step("engineering", "funding_application"),
  step("engineering", "executing"),
  step("funding_application", "executing"),
  step("executing", "prototype"),
  step("executing", "commercialised"),
  step("executing", "deal"),
  step("prototype", "commercialised"),
  step("prototype", "deal"),
];

const LIVE = [...new Set(FORWARD.map(({ from }) => from))];

/**
 * Every way that a match may go; a way that is not here is refused. Out of 保留 a match goes back to
 * the state it was held in, and no other (`heldFrom` of the record); what was closed is reopened to
 * コーディネーター確認, where consents are asked for anew.
 */
export const TRANSITIONS: readonly Transition[] = [
  ...FORWARD,
  ...LIVE.flatMap((from) => [
    step(from, "on_hold", { guards: ["reason"] }),
    // Who was shown to the other side may have withdrawn while the match was held.
    step("on_hold", from, from === "introduced" ? { guards: ["both-consents"] } : {}),
    step(from, "closed", { guards: ["close-reason"] }),
    step(from, "withdrawn", { by: [...STAFF, "firm"], guards: ["close-reason"] }),
    step(from, "expired", { by: [...STAFF, "assistant"], guards: ["reason"] }),
  ]),
  step("on_hold", "closed", { guards: ["close-reason"] }),
  step("on_hold", "withdrawn", { by: [...STAFF, "firm"], guards: ["close-reason"] }),
  step("on_hold", "expired", { by: [...STAFF, "assistant"], guards: ["reason"] }),
  ...(["closed", "withdrawn", "expired"] as const).map((from) =>
    step(from, "screened", { guards: ["reason"] }),
  ),
];
