import type { Move } from "../../ledger/ledger.ts";
import type { OpenLedger } from "../../ledger/open-ledger.ts";
import type { Match } from "../../ledger/records.ts";
import { STATES, type State } from "../../ledger/states.ts";
import { CLOSE_REASONS } from "../../ledger/vocabulary.ts";
import { vitagoraLines } from "../../reports/case-summary.ts";
import type { Language } from "../../text/language.ts";
import { codeOf, misuse } from "../arguments.ts";
import { byOf, type Call, dayOf, needed, only, tell, withLedger } from "./call.ts";
import { outcomeOf } from "./outcome.ts";
import { kindNumbered, stateNamed } from "./reading.ts";

/** `move`: takes a match to another state, as a person has decided. */
export async function move(call: Call): Promise<void> {
  const id = only(call, NEEDS_MATCH).toUpperCase();
  if (kindNumbered(id) !== "match") throw misuse(NEEDS_MATCH, call.usage);
  await withLedger(call, async (ledger) => {
    const by = byOf(call);
    const wish = moveGiven(call, id, (await ledger.get("match", id, by))?.state);
    const result = await ledger.move(wish, by);
    await tell(call, result, (match, event) => ({
      ja: told(wish, match, event, "ja"),
      en: told(wish, match, event, "en"),
    }));
    if (wish.to === "closed" && !call.values.json) await listOthers(call, ledger, id);
  });
}

const NEEDS_MATCH = {
  ja: "進めるマッチングの番号（M-0001 など）を一つ書いてください。ニーズ（N-…）を終えるのは close です。",
  en: "Give the number of one match, such as M-0001. A need (N-…) is ended by close.",
};

/** What was asked for; who names no state to come from has seen the present one. */
function moveGiven(
  { values, usage, ...call }: Call,
  match: string,
  present: State | undefined,
): Move {
  const given = { values, usage, ...call };
  const to = stateNamed(needed(given, "to", { ja: "行き先の段階", en: "state" }), usage, "--to");
  const from =
    values.from === undefined ? (present ?? to) : stateNamed(values.from, usage, "--from");
  const why = values["close-reason"];
  const due = dayOf(given, "due");
  return {
    match,
    from,
    to,
    ...optional("reason", values.reason),
    ...optional(
      "closeReason",
      why && codeOf(CLOSE_REASONS, why, { option: "--close-reason", usage }),
    ),
    ...optional("outcome", values.outcome && outcomeOf(values.outcome, usage)),
    ...optional("nextAction", values.next),
    ...optional("nextActionDue", due),
  };
}

function optional<K extends string, T>(
  key: K,
  value: T | "" | undefined,
): { readonly [N in K]?: T } {
  // A computed key is typed as any string.
  return (value === undefined || value === "" ? {} : { [key]: value }) as { readonly [N in K]?: T };
}

function told({ from }: Move, match: Match, event: number, language: Language): string {
  const { id, state, nextAction, nextActionDue } = match;
  const [was, is] = [STATES[from][language], STATES[state][language]];
  const lines =
    language === "ja"
      ? [
          `${id}: ${was} → ${is}（イベント ${event}）`,
          `  次の行動: ${nextAction}、期限 ${nextActionDue}`,
        ]
      : [`${id}: ${was} → ${is} (event ${event})`, `  next: ${nextAction}, due ${nextActionDue}`];
  return [...lines, ...vitagoraLines(state, language)].join("\n");
}

/** After an end without success: who else was suggested for the need. */
async function listOthers(
  { context, ...call }: Call,
  ledger: OpenLedger,
  ended: string,
): Promise<void> {
  const by = byOf({ context, ...call });
  const { language } = context;
  const match = await ledger.get("match", ended, by);
  const others = (await ledger.all("match", by)).filter(
    ({ need, id }) => need === match?.need && id !== ended,
  );
  const title = { ja: "  ほかの候補:", en: "  Other candidates:" }[language];
  const none = {
    ja: "  ほかの候補は記録されていません。npm run match で探せます。",
    en: "  No other candidate is recorded; npm run match looks for some.",
  }[language];
  await context.print(others.length === 0 ? none : title);
  for (const { id, partner, state, gaps } of others) {
    const lacking = gaps.length === 0 ? "" : `  ${gaps.join(" / ")}`;
    await context.print(`    ${id} ${partner.name}（${STATES[state][language]}）${lacking}`);
  }
}
