import { expect } from "vitest";
import type { Move, Result } from "../../../src/ledger/ledger.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import type { Actor, Match } from "../../../src/ledger/records.ts";
import type { State } from "../../../src/ledger/states.ts";
import { isLive, waysOf } from "../../../src/ledger/transitions.ts";
import type { CloseReason } from "../../../src/ledger/vocabulary.ts";
import { japanDay } from "../../../src/text/days.ts";
import { ADMIN } from "./ledger.ts";

/** Something that somebody tries. */
export type Try =
  | {
      readonly kind: "jump";
      readonly by: Actor;
      readonly match: string;
      readonly from: State;
      readonly to: State;
      readonly reason: string | undefined;
      readonly closeReason: CloseReason | undefined;
    }
  | { readonly kind: "onward"; readonly by: Actor; readonly match: string; readonly way: number }
  | {
      readonly kind: "grant";
      readonly by: Actor;
      readonly match: string;
      readonly side: "need" | "partner";
      readonly days: number;
    }
  | { readonly kind: "withdraw"; readonly by: Actor; readonly nth: number }
  | { readonly kind: "wait"; readonly days: number }
  | { readonly kind: "hand over" | "close need" | "expire needs"; readonly by: Actor }
  | {
      readonly kind: "correct";
      readonly by: Actor;
      readonly match: string;
      readonly field: string;
    };

/** A consent as a person with a list beside them knows it. */
interface Noted {
  readonly id: string;
  readonly match: string;
  readonly side: "need" | "partner";
  readonly until: string;
  isOver: boolean;
}

type Tries = { readonly [T in Try as T["kind"]]: (each: T) => Promise<boolean> };

/**
 * A ledger with a clock and, beside it, a list of the consents that was kept by hand: whenever a match
 * comes to 紹介済, both have to be on the list.
 */
export function openWorld(folder: string) {
  let time = Date.parse("2026-04-01T03:00:00Z");
  let introductions = 0;
  const ledger = openLedger({ folder, now: () => new Date(time) });
  const noted: Noted[] = [];
  const dayIn = (days: number) => japanDay(new Date(time + days * 86_400_000));
  const stateOf = async (id: string): Promise<Match> => {
    const found = await ledger.get("match", id, ADMIN);
    if (!found) throw new Error(`${id} is not there`);
    return found;
  };
  const move = async (each: Move, by: Actor) => {
    const result = await ledger.move(each, by);
    if (result.kind === "refused") return false;
    const ofMatch = noted.filter((consent) => consent.match === each.match);
    if (!isLive(each.from)) for (const consent of ofMatch) consent.isOver = true;
    if (each.to !== "introduced") return true;
    introductions += 1;
    const live = ofMatch.filter(({ isOver, until }) => !isOver && until >= dayIn(0));
    expect(new Set(live.map(({ side }) => side)).size).toBe(2);
    return true;
  };
  const tries: Tries = {
    jump: ({ kind: _, by, reason, closeReason, ...rest }) =>
      move(
        {
          ...rest,
          ...(reason === undefined ? {} : { reason }),
          ...(closeReason === undefined ? {} : { closeReason }),
        },
        by,
      ),
    onward: async ({ by, match, way }) => {
      const { state, heldFrom } = await stateOf(match);
      const ways = waysOf({ state, ...(heldFrom === undefined ? {} : { heldFrom }) });
      const to = ways[way % (ways.length || 1)]?.to;
      if (!to) return false;
      return move({ match, from: state, to, reason: "理由", closeReason: "timing" }, by);
    },
    grant: async ({ by, match, side, days }) => {
      const until = dayIn(days);
      const recipients = [(await ledger.get("match", match, ADMIN))?.partner.id ?? ""];
      const how = { grantedBy: `${side}本人`, recipients, purpose: "面談", method: "メール" };
      const result = await ledger.grantConsent(
        { ...how, match, side, until, fields: ["organisation"] },
        by,
      );
      if (result.kind === "refused") return false;
      noted.push({ id: result.record.id, match, side, until, isOver: false });
      return true;
    },
    withdraw: async ({ by, nth }) => {
      const consent = noted[nth];
      if (!consent || !isDone(await ledger.withdrawConsent(consent.id, "撤回", by))) return false;
      consent.isOver = true;
      return true;
    },
    wait: async ({ days }) => {
      time += days * 86_400_000;
      return false;
    },
    "hand over": ({ by }) => succeeds(ledger.handOver("sato", "suzuki", "異動", by)),
    "close need": async ({ by }) => isDone(await ledger.closeNeed("N-0001", "no-need", "", by)),
    "expire needs": ({ by }) => succeeds(ledger.expireNeeds(by)),
    correct: async ({ by, match, field }) => {
      const changes = { [field]: field === "gaps" ? [] : "introduced" };
      return isDone(
        await ledger.correct({ kind: "match", id: match, changes, reason: "訂正" }, by),
      );
    },
  };
  return {
    ledger,
    introductions: () => introductions,
    /** False where it was refused. */
    attempt(each: Try): Promise<boolean> {
      // The table has for each kind what takes that kind.
      const attempt = tries[each.kind] as (each: Try) => Promise<boolean>;
      return attempt(each);
    },
  };
}

function isDone(result: Result<"need" | "match" | "consent">): boolean {
  return result.kind === "done";
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
