import type { Move } from "./ledger.ts";
import type { Consent, Match } from "./records.ts";
import { Refusal } from "./refusal.ts";
import { type Guard, STATES, type State, TRANSITIONS, type Transition } from "./states.ts";
import { CLOSE_REASONS, type CloseReason, type Role } from "./vocabulary.ts";

/** Whether a match can still come to something without being reopened. */
export function isLive(state: State): boolean {
  return !("isEnd" in STATES[state]);
}

const BEFORE: ReadonlySet<State> = new Set(["draft", "suggested", "screened", "consent_pending"]);
const FAILED: ReadonlySet<State> = new Set(["closed", "withdrawn", "expired"]);

/** Whether both sides know of each other: 紹介済 and all that follows, held or not. */
export function isIntroduced({ state, heldFrom }: Pick<Match, "state" | "heldFrom">): boolean {
  const place = state === "on_hold" ? (heldFrom ?? "draft") : state;
  return !BEFORE.has(place) && !FAILED.has(place) && place !== "on_hold";
}

/** Whether a consent holds on a day in Japan: not withdrawn, and not past its last day. */
export function isConsentLive(consent: Consent, day: string): boolean {
  return consent.withdrawnAt === undefined && consent.until >= day;
}

/** The sides of a match that have consented and still do, on a day in Japan. */
export function consenting(
  consents: readonly Consent[],
  day: string,
): ReadonlySet<Consent["side"]> {
  return new Set(consents.filter((each) => isConsentLive(each, day)).map(({ side }) => side));
}

/** The states that a match may go to from here. */
export function waysOf({
  state,
  heldFrom,
}: Pick<Match, "state" | "heldFrom">): readonly Transition[] {
  return TRANSITIONS.filter(
    ({ from, to }) => from === state && (from !== "on_hold" || FAILED.has(to) || to === heldFrom),
  );
}

/** Refuses a move that the table of transitions or one of its guards does not allow. */
export function expectWay({
  match,
  move,
  role,
  consents,
  today,
}: {
  readonly match: Match;
  readonly move: Move;
  readonly role: Role;
  readonly consents: readonly Consent[];
  readonly today: string;
}): void {
  const ways = waysOf(match);
  const way = ways.find(({ to }) => to === move.to);
  if (!way) throw noWay(match.state, move.to, ways);
  if (!way.by.includes(role)) {
    throw new Refusal(
      `「${STATES[move.to].ja}」へ進めるのは担当者（コーディネーター）です。`,
      `Only a coordinator may take a match to "${STATES[move.to].en}".`,
    );
  }
  for (const guard of way.guards) GUARDS[guard](move, consents, today);
}

const GUARDS: Readonly<
  Record<Guard, (move: Move, consents: readonly Consent[], today: string) => void>
> = {
  reason: ({ reason }) => expectReason(reason),
  "close-reason": ({ closeReason, reason }) => expectCloseReason(closeReason, reason),
  "both-consents": (_, consents, today) => {
    const live = consenting(consents, today);
    if (live.size < 2) throw noConsent(!live.has("need"), !live.has("partner"));
  },
  "none-withdrawn": (_, consents) => {
    const last = new Map(consents.map((each) => [each.side, each]));
    const isWithdrawn = (side: Consent["side"]) => last.get(side)?.withdrawnAt !== undefined;
    if (isWithdrawn("need") || isWithdrawn("partner")) {
      throw noConsent(isWithdrawn("need"), isWithdrawn("partner"));
    }
  },
};

/** Refuses a closing without a reason of the vocabulary, and その他 without words. */
export function expectCloseReason(code: CloseReason | undefined, words: string | undefined): void {
  if (code === undefined || !Object.hasOwn(CLOSE_REASONS, code)) {
    const list = Object.values(CLOSE_REASONS);
    throw new Refusal(
      `終える理由を選んでください：${list.map(({ ja }) => ja).join("、")}。`,
      `Choose why it ends: ${list.map(({ en }) => en).join("; ")}.`,
    );
  }
  if (code === "other") expectReason(words);
}

function expectReason(reason: string | undefined): void {
  if (reason !== undefined && reason.trim() !== "") return;
  throw new Refusal("理由を書いてください。", "Give the reason.");
}

function noWay(from: State, to: State, ways: readonly Transition[]): Refusal {
  const names = ways.map((way) => STATES[way.to]);
  return new Refusal(
    `「${STATES[from].ja}」から「${STATES[to].ja}」へは進めません。進めるのは${names.map(({ ja }) => `「${ja}」`).join("")}です。`,
    `A match cannot go from "${STATES[from].en}" to "${STATES[to].en}", only to: ${names.map(({ en }) => en).join("; ")}.`,
  );
}

function noConsent(needSide: boolean, partnerSide: boolean): Refusal {
  const sides = [
    ...(needSide ? [{ ja: "ニーズ側", en: "the side with the need" }] : []),
    ...(partnerSide ? [{ ja: "相手側", en: "the partner" }] : []),
  ];
  return new Refusal(
    `有効な同意がありません（${sides.map(({ ja }) => ja).join("・")}）。双方の同意を記録してから進めてください。`,
    `There is no live consent of ${sides.map(({ en }) => en).join(" and of ")}. Record both consents first.`,
  );
}
