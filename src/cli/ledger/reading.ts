import { UserError } from "../../errors.ts";
import type { OpenLedger } from "../../ledger/open-ledger.ts";
import type { Actor, Match } from "../../ledger/records.ts";
import { STATES, type State } from "../../ledger/states.ts";
import { NEED_TYPES } from "../../ledger/vocabulary.ts";
import { caseSummary } from "../../reports/case-summary.ts";
import { japanDay, japanTime } from "../../text/days.ts";
import { codeOf, misuse } from "../arguments.ts";
import { byOf, type Call, hasLedger, NEEDS_ID, only, regionGiven, withLedger } from "./call.ts";
import { consultationLines } from "./consultations.ts";

/** `verify`: whether anything was changed behind the ledger's back; a fault is exit code 1. */
export async function verify(call: Call): Promise<void> {
  const { context, values } = call;
  const expected = headGiven(call);
  if (!hasLedger(call)) {
    await context.print(
      values.json
        ? JSON.stringify({ isSound: true, count: 0, faults: [] })
        : { ja: "台帳はまだありません（イベント0件）。", en: "There is no ledger yet (0 events)." }[
            context.language
          ],
    );
    return;
  }
  const found = await withLedger(call, (ledger) => ledger.verify(expected));
  const { isSound, count, first, head, faults } = found;
  if (values.json) await context.print(JSON.stringify(found));
  else if (isSound) {
    const ends = [first && `first ${first.seq}:${first.hash}`, `last ${head.seq}:${head.hash}`];
    await context.print(
      {
        ja: `台帳は改ざんされていません。イベント${count}件、不一致なし。\n  ${ends.filter(Boolean).join("\n  ")}`,
        en: `The ledger is as it was written: ${count} events, nothing amiss.\n  ${ends.filter(Boolean).join("\n  ")}`,
      }[context.language],
    );
  }
  if (isSound) return;
  const lines = (language: "ja" | "en") =>
    faults.map(({ seq, record, what }) => `  ${record ?? `seq ${seq ?? "-"}`}: ${what[language]}`);
  throw new UserError({
    ja: `台帳に合わないところがあります（イベント${count}件）。\n${lines("ja").join("\n")}\n管理者に知らせ、npm run ledger -- restore で信頼できるバックアップに戻すことを検討してください。`,
    en: `The ledger does not hold (${count} events).\n${lines("en").join("\n")}\nTell the administrator, and think of restoring a backup that you trust (npm run ledger -- restore).`,
  });
}

function headGiven({ values: { head }, usage }: Call) {
  if (head === undefined) return undefined;
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/u.exec(head.trim()) ?? [];
  if (seq && hash) return { seq: Number(seq), hash };
  throw misuse(
    {
      ja: `--head は 番号:ハッシュ（64桁）で書いてください。控えは毎日の一行か書き出しの .head.json にあります。`,
      en: "--head is NUMBER:HASH (64 digits), as the daily line or an export's .head.json has it.",
    },
    usage,
  );
}

const LISTS = ["matches", "needs", "overdue", "surveys", "answers", "consultations"] as const;

/** `list`: records that the user may see, a line each. */
export async function list(call: Call): Promise<void> {
  const { context, values, positionals, usage } = call;
  const [given = "matches"] = positionals;
  const what = LISTS.find((name) => name === given);
  if (what === undefined || positionals.length > 1) {
    throw misuse(
      {
        ja: `一覧にできるもの: ${LISTS.join("、")}`,
        en: `There are lists of ${LISTS.join(", ")}.`,
      },
      usage,
    );
  }
  const lines = await linesOf(call, values.overdue ? "overdue" : what);
  for (const { record, line } of lines) {
    await context.print(values.json ? JSON.stringify(record) : line);
  }
  if (lines.length > 0 || values.json) return;
  await context.print(
    { ja: "該当するものはありません。", en: "There are none." }[context.language],
  );
}

interface Line {
  readonly record: object;
  readonly line: string;
}

function linesOf(call: Call, what: (typeof LISTS)[number]): Promise<readonly Line[]> {
  return withLedger(call, async (ledger) => {
    const by = byOf(call);
    const { language } = call.context;
    const isWanted = wanted(call);
    const today = japanDay(call.context.clock());
    switch (what) {
      case "needs":
        return (await ledger.all("need", by)).filter(isWanted).map((need) => ({
          record: need,
          line: `${need.id}  ${NEED_TYPES[need.type][language]}  ${need.status}  ${need.coordinator}  ${need.summary}`,
        }));
      case "surveys":
        return (await ledger.all("survey", by)).map((survey) => ({
          record: survey,
          line: `${survey.id}  ${survey.match}  ${survey.months}か月  ${survey.dueOn}  ${survey.answeredAt === undefined ? "未回答" : "回答済み"}`,
        }));
      case "answers":
        return (await ledger.all("answer", by)).map((answer) => ({
          record: answer,
          line: `${answer.id}  ${japanTime(answer.at)}  ${answer.kind}  ${answer.question ?? "（非公開）"}`,
        }));
      case "consultations":
        return consultationLines(await ledger.all("consultation", by), call.values, language);
      case "overdue":
        return matchLines(call, ledger, (await ledger.overdue(today, by)).matches);
      case "matches":
        return matchLines(call, ledger, await ledger.all("match", by));
    }
  });
}

async function matchLines(
  call: Call,
  ledger: OpenLedger,
  found: readonly Match[],
): Promise<readonly Line[]> {
  const isWanted = wanted(call);
  // The region of a match is that of its need.
  const needs = await ledger.all("need", byOf(call));
  const regions = new Map(needs.map(({ id, region }) => [id, region]));
  return found
    .filter((match) => isWanted({ ...match, region: regions.get(match.need) }))
    .map((match) => ({
      record: match,
      line: `${match.id}  ${match.need}  ${match.partner.name}  ${STATES[match.state][call.context.language]}  ${match.coordinator}  ${match.nextAction}（${match.nextActionDue}）`,
    }));
}

function wanted(call: Call) {
  const { values, usage } = call;
  const state = values.state === undefined ? undefined : stateNamed(values.state, usage, "--state");
  const region = regionGiven(call);
  return (each: {
    readonly coordinator: string;
    readonly state?: State;
    readonly region?: string | undefined;
  }) =>
    (state === undefined || each.state === state) &&
    (values.coordinator === undefined || each.coordinator === values.coordinator) &&
    (region === undefined || each.region === region);
}

export function stateNamed(given: string, usage: string, option: string): State {
  return codeOf(STATES, given, { option, usage });
}

/** `show`: a record with its history; a match in words. */
export async function show(call: Call): Promise<void> {
  const { context, values } = call;
  const id = only(call, NEEDS_ID).toUpperCase();
  const lines = await withLedger(call, async (ledger) => {
    const by = byOf(call);
    const { language } = context;
    const now = context.clock();
    const summary = values.json ? undefined : await caseSummary(ledger, id, { by, now, language });
    return summary ?? (await recordLines(call, ledger, id));
  });
  for (const line of lines) await context.print(line);
}

async function recordLines(call: Call, ledger: OpenLedger, id: string): Promise<readonly string[]> {
  const record = await recordNumbered(ledger, id, byOf(call));
  if (record === undefined) {
    throw new UserError({
      ja: `「${id}」という記録はありません。番号を確かめてください（npm run ledger -- list）。`,
      en: `There is no record "${id}". Check its number (npm run ledger -- list).`,
    });
  }
  const history = await ledger.events(id);
  if (call.values.json) return [JSON.stringify({ record, events: history })];
  return [
    JSON.stringify(record, undefined, 2),
    ...history.map(({ seq, at, actor, action, reason }) =>
      `  ${seq}  ${japanTime(at)}  ${actor}  ${action}  ${reason ?? ""}`.trimEnd(),
    ),
  ];
}

const KINDS = {
  N: "need",
  M: "match",
  C: "consent",
  R: "activity",
  S: "survey",
  V: "review",
  A: "answer",
  F: "feedback",
  Q: "consultation",
} as const;
export type Numbered = (typeof KINDS)[keyof typeof KINDS];

/** What a number is a number of; `undefined` for what is none. */
export function kindNumbered(id: string): Numbered | undefined {
  const letter = /^([A-Z])-\d+$/u.exec(id)?.[1];
  return letter !== undefined && Object.hasOwn(KINDS, letter)
    ? KINDS[letter as keyof typeof KINDS]
    : undefined;
}

async function recordNumbered(
  ledger: OpenLedger,
  id: string,
  by: Actor,
): Promise<object | undefined> {
  const kind = kindNumbered(id);
  return kind === undefined ? undefined : ledger.get(kind, id, by);
}

/** `events`: the chain, or what was written about one record. */
export async function events(call: Call): Promise<void> {
  const { context, values, positionals } = call;
  await withLedger(call, async (ledger) => {
    const by = byOf(call);
    await expectStaff(ledger, by);
    for (const event of await ledger.events(positionals[0])) {
      const { seq, at, actor, action, entity, reason, hash } = event;
      await context.print(
        values.json
          ? JSON.stringify(event)
          : `${seq}  ${japanTime(at)}  ${actor}  ${action}  ${entity}  ${reason ?? ""}  ${hash.slice(0, 12)}…`,
      );
    }
  });
}

async function expectStaff(ledger: OpenLedger, by: Actor): Promise<void> {
  const role = await ledger.roleOf(by);
  if (role !== "firm" && role !== "guest") return;
  throw new UserError({
    ja: "イベントの一覧は、コーディネーター、監査職員、管理者だけが見られます。",
    en: "The events are for coordinators, auditors and administrators.",
  });
}
