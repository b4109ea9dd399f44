import { expectRole } from "../../ledger/permissions.ts";
import { orUserError } from "../../ledger/refusal.ts";
import {
  ACTIVITY_KINDS,
  CLOSE_REASONS,
  FEEDBACK_CATEGORIES,
  FINDING_CODES,
} from "../../ledger/vocabulary.ts";
import { japanDay } from "../../text/days.ts";
import { codeOf, misuse } from "../arguments.ts";
import {
  byOf,
  type Call,
  dayOf,
  NEEDS_ID,
  needed,
  only,
  regionGiven,
  tell,
  withLedger,
} from "./call.ts";
import { expectNoSecret } from "./no-secrets.ts";
import { outcomeOf } from "./outcome.ts";
import { kindNumbered } from "./reading.ts";

/** `correct`: a new event that says what the record should have said; the old value stays in the chain. */
export async function correct(call: Call): Promise<void> {
  const id = only(call, NEEDS_ID).toUpperCase();
  const kind = kindNumbered(id);
  const reason = needed(call, "reason", { ja: "訂正の理由", en: "reason" });
  if (kind === undefined) throw misuse(NEEDS_ID, call.usage);
  const changes = Object.fromEntries((call.values.set ?? []).map((each) => assignment(each, call)));
  if (Object.keys(changes).length === 0) {
    throw misuse(
      {
        ja: "直す項目を --set 項目=値 で書いてください。",
        en: "Say what to correct with --set field=value.",
      },
      call.usage,
    );
  }
  await withLedger(call, async (ledger) =>
    tell(
      call,
      await ledger.correct({ kind, id, changes, reason }, byOf(call)),
      (record, event) => ({
        ja: `${record.id} を訂正しました（イベント ${event}）。前の内容は履歴に残っています。`,
        en: `${record.id} is corrected (event ${event}). What it said before stays in its history.`,
      }),
    ),
  );
}

function assignment(given: string, { usage }: Call): readonly [string, unknown] {
  const at = given.indexOf("=");
  if (at <= 0) {
    throw misuse(
      {
        ja: `--set「${given}」は 項目=値 の形で書いてください。`,
        en: `--set "${given}" is no field=value.`,
      },
      usage,
    );
  }
  const [field, text] = [given.slice(0, at).trim(), given.slice(at + 1)];
  try {
    return [field, JSON.parse(text)];
  } catch {
    // Anything that is no JSON is a text.
    return [field, text];
  }
}

/** `erase`: destroys the key of what the vault keeps for a need or an answer. */
export async function erase(call: Call): Promise<void> {
  const id = only(call, NEEDS_ID).toUpperCase();
  const kind = kindNumbered(id);
  if (kind !== "need" && kind !== "answer") {
    throw misuse(
      {
        ja: "消せるのはニーズ（N-…）と回答（A-…）の秘密です。",
        en: "What is secret of a need (N-…) or an answer (A-…) can be erased.",
      },
      call.usage,
    );
  }
  const reason = needed(call, "reason", { ja: "消去の理由", en: "reason" });
  await withLedger(call, async (ledger) =>
    tell(call, await ledger.erase(kind, id, reason, byOf(call)), (record, event) => ({
      ja: `${record.id} の秘密を消去しました（イベント ${event}）。鍵を破棄したので、バックアップからも読めません。`,
      en: `What was secret of ${record.id} is erased (event ${event}); its key is destroyed, so no backup can tell it.`,
    })),
  );
}

/** `review`: an auditor's finding about a record. */
export async function review(call: Call): Promise<void> {
  const target = only(call, NEEDS_ID).toUpperCase();
  const finding = codeOf(FINDING_CODES, needed(call, "finding", { ja: "所見", en: "finding" }), {
    option: "--finding",
    usage: call.usage,
  });
  await withLedger(call, async (ledger) =>
    tell(
      call,
      await ledger.review({ target, finding, comment: call.values.comment ?? "" }, byOf(call)),
      (record, event) => ({
        ja: `所見 ${record.id}（${FINDING_CODES[finding].ja}）を ${target} に記録しました（イベント ${event}）。`,
        en: `Finding ${record.id} (${FINDING_CODES[finding].en}) is recorded about ${target} (event ${event}).`,
      }),
    ),
  );
}

/** `feedback`: what somebody thinks of an answer or a record. */
export async function feedback(call: Call): Promise<void> {
  const target = only(call, NEEDS_ID).toUpperCase();
  const category = codeOf(
    FEEDBACK_CATEGORIES,
    needed(call, "category", { ja: "評価", en: "category" }),
    { option: "--category", usage: call.usage },
  );
  const { comment = "" } = call.values;
  await withLedger(call, async (ledger) => {
    const by = byOf(call);
    await expectNoSecret(ledger, comment, by);
    const given = await ledger.giveFeedback({ target, category, comment }, by);
    await tell(call, given, (record, event) => ({
      ja: `評価 ${record.id} を記録しました（イベント ${event}）。`,
      en: `Feedback ${record.id} is recorded (event ${event}).`,
    }));
  });
}

/** `activity`: what a coordinator did: 相談, 訪問, 面談. */
export async function activity(call: Call): Promise<void> {
  const { values, usage, context } = call;
  const kind = codeOf(ACTIVITY_KINDS, needed(call, "kind", { ja: "活動の種類", en: "kind" }), {
    option: "--kind",
    usage,
  });
  const region = regionGiven(call);
  const report = {
    kind,
    on: dayOf(call, "on") ?? japanDay(context.clock()),
    note: needed(call, "note", { ja: "内容", en: "note" }),
    ...(values.match !== undefined && { match: values.match.toUpperCase() }),
    ...(region !== undefined && { region }),
  };
  await withLedger(
    call,
    async (ledger) =>
      tell(call, await ledger.reportActivity(report, byOf(call)), (record, event) => ({
        ja: `活動 ${record.id}（${ACTIVITY_KINDS[kind].ja}）を記録しました（イベント ${event}）。`,
        en: `Activity ${record.id} is recorded (event ${event}).`,
      })),
    { makes: true },
  );
}

/** `survey`: the answer to a survey about the outcome. */
export async function survey(call: Call): Promise<void> {
  const { values, usage } = call;
  const id = only(call, NEEDS_ID).toUpperCase();
  const answer = {
    ...(values.satisfaction !== undefined && { satisfaction: Number(values.satisfaction) }),
    ...(values.outcome !== undefined && { outcome: outcomeOf(values.outcome, usage) }),
  };
  await withLedger(call, async (ledger) =>
    tell(call, await ledger.answerSurvey(id, answer, byOf(call)), (record, event) => ({
      ja: `アンケート ${record.id} の回答を記録しました（イベント ${event}）。`,
      en: `The answer to survey ${record.id} is recorded (event ${event}).`,
    })),
  );
}

/** `close`: ends a need, and its matches that never came to an introduction. */
export async function closeNeed(call: Call): Promise<void> {
  const id = only(call, NEEDS_ID).toUpperCase();
  const why = needed(call, "close-reason", { ja: "終える理由", en: "reason" });
  const reason = codeOf(CLOSE_REASONS, why, { option: "--close-reason", usage: call.usage });
  await withLedger(call, async (ledger) =>
    tell(
      call,
      await ledger.closeNeed(id, reason, call.values.reason ?? "", byOf(call)),
      (record, event) => ({
        ja: `${record.id} を終えました（${CLOSE_REASONS[reason].ja}、イベント ${event}）。紹介前のマッチングも終わりました。`,
        en: `${record.id} is closed (${CLOSE_REASONS[reason].en}, event ${event}), with its matches before an introduction.`,
      }),
    ),
  );
}

/** `plan`: what is to be done next about a match, and by when. */
export async function plan(call: Call): Promise<void> {
  const id = only(call, NEEDS_ID).toUpperCase();
  const next = {
    action: needed(call, "next", { ja: "次の行動", en: "next action" }),
    due: dayOf(call, "due") ?? needed(call, "due", { ja: "期限", en: "day on which it is due" }),
  };
  await withLedger(call, async (ledger) =>
    tell(call, await ledger.planNext(id, next, byOf(call)), (record, event) => ({
      ja: `${record.id} の次の行動: ${record.nextAction}、期限 ${record.nextActionDue}（イベント ${event}）`,
      en: `Next about ${record.id}: ${record.nextAction}, due ${record.nextActionDue} (event ${event})`,
    })),
  );
}

/** `secret`: what the vault keeps of a need or an answer; the look is an event. */
export async function secret(call: Call): Promise<void> {
  const id = only(call, NEEDS_ID).toUpperCase();
  const kind = kindNumbered(id);
  if (kind !== "need" && kind !== "answer") {
    throw misuse(
      {
        ja: "秘密があるのはニーズ（N-…）と回答（A-…）だけです。",
        en: "Only needs (N-…) and answers (A-…) have secrets.",
      },
      call.usage,
    );
  }
  const { context, values } = call;
  await withLedger(call, async (ledger) => {
    const role = await ledger.roleOf(byOf(call));
    orUserError(() => expectRole(role, "secret"));
    const kept = await ledger.openSecret(kind, id, byOf(call));
    if (values.json) {
      await context.print(JSON.stringify(kept ?? null));
      return;
    }
    const { language } = context;
    const lines = [kept?.organisation, kept?.text].filter((line) => line !== undefined);
    const none = {
      ja: "秘密はありません（消去されたか、鍵がここにありません）。",
      en: "There is nothing secret: erased, or the key is not here.",
    }[language];
    const looked = { ja: "閲覧は台帳に記録しました。", en: "This look is in the ledger." }[
      language
    ];
    for (const line of lines.length === 0 ? [none] : [...lines, looked]) await context.print(line);
  });
}
