import type { OpenLedger } from "../../src/ledger/open-ledger.ts";
import { createRecordStore } from "../../src/ledger/record-store.ts";
import type { Entities, Match, Need } from "../../src/ledger/records.ts";
import { STATES, type State } from "../../src/ledger/states.ts";
import { isLive } from "../../src/ledger/transitions.ts";
import { addDays } from "../../src/text/days.ts";
import { seeded } from "../support/scale.ts";

const REGIONS = ["岡山県", "広島県", "鳥取県", "島根県", "山口県"];
const STAFF = ["sato", "suzuki", "tanaka", "ito"];
const WAY: readonly State[] = ["suggested", "screened", "consent_pending"];
const LATER: readonly State[] = ["on_hold", "closed", "withdrawn", "expired"];
const SCHEMES = ["okayama-techno-plaza", "okayama-startup-research", "jst-satellite"];

/**
 * Fills an empty ledger with so many matches, a need for every five, and their moves. In one
 * transaction: through the front door a hundred thousand matches would wait for the disk half an hour.
 */
export function fillLedger({ database }: OpenLedger, count: number): void {
  const random = seeded(20_260_401);
  const records = createRecordStore(database.db);
  const needs = Array.from({ length: Math.ceil(count / 5) }, (_, i) =>
    needNumbered(i + 1, { region: pick(REGIONS, random), createdAt: dayOf(i / (count / 5)) }),
  );
  database.write((append) => {
    const save = <K extends "need" | "match">(kind: K, record: Entities[K], action: string) => {
      const by = { actor: "sato", role: "coordinator" } as const;
      append({ ...by, action, kind, entity: record.id, payload: { record } });
      records.put(kind, record);
    };
    for (const need of needs) save("need", need, "need.create");
    for (let i = 0; i < count; i++) {
      const match = matchNumbered(i + 1, pick(needs, random), random);
      save("match", match, "match.suggest");
      for (const step of movesOf(match, random)) save("match", step, "match.move");
    }
  });
}

function pick<T>(all: readonly T[], random: () => number): T {
  const found = all[Math.floor(random() * all.length)];
  if (found === undefined) throw new Error("Expected something to pick from");
  return found;
}

/** A time within two and a half years. */
function dayOf(share: number): string {
  return `${addDays("2024-04-01", Math.floor(share * 900))}T03:00:00.000Z`;
}

function movesOf(match: Match, random: () => number): readonly Match[] {
  const steps = Math.floor(random() * 3);
  const way = [...WAY.slice(1, 1 + steps), ...(random() < 0.4 ? [pick(LATER, random)] : [])];
  return way.map((state, step) => {
    const at = `${addDays(match.createdAt.slice(0, 10), 7 * (step + 1))}T03:00:00.000Z`;
    return moved(match, state, { at, from: way[step - 1] ?? "suggested" });
  });
}

function moved(
  match: Match,
  state: State,
  { at, from }: { readonly at: string; readonly from: State },
): Match {
  return {
    ...match,
    ...(state === "on_hold" && { heldFrom: from }),
    ...(state === "closed" || state === "withdrawn" ? { closeReason: "timing" as const } : {}),
    state,
    updatedAt: at,
    stateSince: at,
    nextActionDue: addDays(at.slice(0, 10), isLive(state) ? 600 : 7),
    nextAction: STATES[state].ja,
  };
}

function needNumbered(
  number: number,
  { region, createdAt }: { readonly region: string; readonly createdAt: string },
): Need {
  return {
    id: `N-${String(number).padStart(4, "0")}`,
    type: "analysis",
    summary: `耐火物の高温クリープを測りたい（部材${number}）`,
    profile: {
      technologies: ["高温クリープ"],
      materials: ["耐火物"],
      industry: "窯業",
      places: [region],
    },
    confidentiality: "public",
    anonymity: "field",
    region,
    status: "open",
    coordinator: "sato",
    expiresOn: "2027-12-31",
    createdBy: "sato",
    createdAt,
  };
}

function matchNumbered(number: number, need: Need, random: () => number): Match {
  const scheme = pick(SCHEMES, random);
  return {
    id: `M-${String(number).padStart(4, "0")}`,
    need: need.id,
    partner: { id: `partner-${number % 97}`, name: `連携先${number % 97}`, origin: "card" },
    state: "suggested",
    proposedBy: "assistant",
    score: Math.round(random() * 1000) / 1000,
    parts: [{ part: "content", score: 0.5, need: "評価", seed: "評価の装置がある。" }],
    reasons: ["「評価」に対して: 評価の装置がある。"],
    gaps: ["温度域が不明"],
    schemes: [{ id: scheme, name: scheme, status: "historic", asOf: "2004", use: "used" }],
    evidence: [
      { source: "okayama-2004", path: "a.md", locator: { page: 9 }, quote: "評価の装置がある。" },
    ],
    coordinator: pick(STAFF, random),
    nextAction: "候補を確認する",
    nextActionDue: "2026-12-31",
    createdAt: need.createdAt,
    updatedAt: need.createdAt,
    stateSince: need.createdAt,
  };
}
