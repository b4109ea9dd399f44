import { onTestFinished } from "vitest";
import type { NewMatch, Result } from "../../../src/ledger/ledger.ts";
import { type OpenLedger, openLedger } from "../../../src/ledger/open-ledger.ts";
import type { Actor, Entities } from "../../../src/ledger/records.ts";
import { type State, TRANSITIONS } from "../../../src/ledger/states.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { need } from "./need.ts";

export const ADMIN: Actor = { id: "yamada", role: "administrator" };
export const COORDINATOR: Actor = { id: "sato", role: "coordinator" };
export const AUDITOR: Actor = { id: "kansa", role: "auditor" };
export const ASSISTANT: Actor = { id: "musubi", role: "assistant" };
export const GUEST: Actor = { id: "dare", role: "guest" };

/** A ledger in an empty folder, and a clock that the test sets. */
export function testLedger({
  folder = tempFolder(),
  start = "2026-04-01T00:00:00Z",
  firstAdministrator,
}: {
  readonly folder?: string;
  readonly start?: string;
  readonly firstAdministrator?: string;
} = {}) {
  let time = Date.parse(start);
  const now = () => new Date(time);
  const ledger: OpenLedger = openLedger({ folder, now, firstAdministrator });
  onTestFinished(() => ledger.close());
  return {
    folder,
    ledger,
    now,
    passDays(days: number) {
      time += days * 86_400_000;
    },
  };
}

export const match = (rest: Partial<NewMatch> = {}): NewMatch => ({
  need: "N-0001",
  partner: { id: "ceramics", name: "岡山セラミックス技術振興財団", origin: "card" },
  state: "suggested",
  proposedBy: "coordinator",
  score: 0.8,
  parts: [{ part: "technology", score: 0.8, need: "高温クリープ", seed: "熱間クリープ" }],
  reasons: ["熱間クリープ試験炉がある"],
  gaps: ["温度域が不明"],
  schemes: [],
  evidence: [
    {
      source: "okayama-2004",
      path: "a.md",
      locator: { page: 8 },
      quote: "熱間クリープ・荷重軟化試験炉",
    },
  ],
  coordinator: COORDINATOR.id,
  nextAction: "",
  nextActionDue: "",
  ...rest,
});

export const consent = (side: "need" | "partner", rest = {}) => ({
  match: "M-0001",
  side,
  grantedBy: `${side}-person`,
  fields: ["organisation"],
  recipients: ["岡山セラミックス技術振興財団"],
  purpose: "技術相談",
  method: "メール",
  until: "2026-12-31",
  ...rest,
});

/** The record of what was done; throws with the reason when it was refused. */
export function done<K extends keyof Entities>(result: Result<K>): Entities[K] {
  if (result.kind === "done") return result.record;
  throw new Error(result.why.en);
}

/** Why something was refused; throws when it was done. */
export function refused<K extends keyof Entities>(result: Result<K>): string {
  if (result.kind === "refused") return result.why.ja;
  throw new Error(`done, but should have been refused: ${JSON.stringify(result.record)}`);
}

/** A need and a match for it, moved on to a state by the shortest way. */
export async function matchIn(ledger: OpenLedger, state: State, by: Actor = COORDINATOR) {
  const { id } = done(await ledger.registerNeed(need(), by));
  let current = done(await ledger.recordMatch(match({ need: id, state: "draft" }), by));
  for (const to of wayTo(state)) {
    if (to === "introduced") await consents(ledger, current.id, by);
    current = done(
      await ledger.move(
        { match: current.id, from: current.state, to, reason: "理由", closeReason: "timing" },
        by,
      ),
    );
  }
  return current;
}

export async function consents(ledger: OpenLedger, id: string, by: Actor = COORDINATOR) {
  const about = { match: id, recipients: [(await ledger.get("match", id, by))?.partner.id] };
  return [
    done(await ledger.grantConsent(consent("need", about), by)),
    done(await ledger.grantConsent(consent("partner", about), by)),
  ] as const;
}

function wayTo(goal: State): readonly State[] {
  const ways: State[][] = [["draft"]];
  const seen = new Set<State>(["draft"]);
  for (const way of ways) {
    const last = way.at(-1);
    if (last === goal) return way.slice(1);
    for (const { from, to } of TRANSITIONS) {
      if (from !== last || from === "on_hold" || seen.has(to)) continue;
      seen.add(to);
      ways.push([...way, to]);
    }
  }
  throw new Error(`no way leads to ${goal}`);
}
