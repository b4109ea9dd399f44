import type { LedgerEvent } from "../../ledger/records.ts";
import { STATES, type State } from "../../ledger/states.ts";
import { japanDay } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import { cut } from "./shown-text.ts";

/** An event of a match with what its actor is called. */
export type PastEvent = Pick<LedgerEvent, "seq" | "at" | "action" | "payload" | "reason"> & {
  readonly by: string;
};

const LABELS = {
  ja: {
    event: "イベント",
    recorded: "記録",
    done: { "match.plan": "次にすることの変更", "match.correct": "訂正" },
    more: (count: number) => `これより前に${count}件あります。`,
  },
  en: {
    event: "Event",
    recorded: "recorded",
    done: { "match.plan": "next action changed", "match.correct": "corrected" },
    more: (count: number) => `${count} more before these.`,
  },
} as const;

const MOST_EVENTS = 6;
const MOST_REASON = 100;

/** The last events of a match, a line each, oldest first. */
export function historyLines(events: readonly PastEvent[], language: Language): readonly string[] {
  const labels = LABELS[language];
  const left = events.length - MOST_EVENTS;
  const lines = events.slice(-MOST_EVENTS).map((event) => {
    const { seq, at, by, reason } = event;
    const why = reason === undefined ? "" : `: ${cut(reason, MOST_REASON, language)}`;
    return `${labels.event} ${seq} ${japanDay(new Date(at))} ${whatIn(event, language)}（${by}）${why}`;
  });
  return left > 0 ? [labels.more(left), ...lines] : lines;
}

function whatIn({ action, payload }: PastEvent, language: Language): string {
  const { from, to, record } = payload;
  if (isState(from) && isState(to)) return `${STATES[from][language]} → ${STATES[to][language]}`;
  const { recorded, done } = LABELS[language];
  if (action === "match.suggest" && hasState(record))
    return `${recorded}: ${STATES[record.state][language]}`;
  return Object.entries(done).find(([code]) => code === action)?.[1] ?? action;
}

function isState(value: unknown): value is State {
  return typeof value === "string" && Object.hasOwn(STATES, value);
}

function hasState(record: unknown): record is { readonly state: State } {
  return (
    typeof record === "object" && record !== null && "state" in record && isState(record.state)
  );
}
