import type { OpenLedger } from "../../ledger/open-ledger.ts";
import type { Actor } from "../../ledger/records.ts";
import type { Reminder } from "../../ledger/reminders.ts";
import { ROLES } from "../../ledger/vocabulary.ts";
import { handOverSummary } from "../../reports/case-summary.ts";
import { codeOf } from "../arguments.ts";
import { byOf, type Call, needed, only, tell, withLedger } from "./call.ts";
import { consultationLines } from "./consultations.ts";

/** `handover`: passes all live cases of one coordinator on to another. */
export async function handover(call: Call): Promise<void> {
  const { context, values } = call;
  const from = needed(call, "from", { ja: "これまでの担当", en: "present coordinator" });
  const to = needed(call, "to", { ja: "新しい担当", en: "new coordinator" });
  const reason = needed(call, "reason", { ja: "引き継ぐ理由", en: "reason" });
  await withLedger(call, async (ledger) => {
    const by = byOf(call);
    const passed = await ledger.handOver(from, to, reason, by);
    if (values.json) {
      await context.print(JSON.stringify(passed));
      return;
    }
    const { language } = context;
    await context.print(
      { ja: `${from} から ${to} へ引き継ぎました。`, en: `Passed on from ${from} to ${to}.` }[
        language
      ],
    );
    const about = { by, now: context.clock(), language };
    for (const line of await handOverSummary(ledger, passed, about)) await context.print(line);
    for (const { line } of consultationLines(passed.consultations, {}, language)) {
      await context.print(line);
    }
  });
}

/** `user`: who somebody is: name, role, and the organisation of a firm's user. */
export async function user(call: Call): Promise<void> {
  const { values, usage } = call;
  const id = only(call, { ja: "利用者のIDを書いてください。", en: "Give the user's id." });
  const role = codeOf(ROLES, needed(call, "role", { ja: "役割", en: "role" }), {
    option: "--role",
    usage,
  });
  const who = {
    id,
    role,
    name: needed(call, "name", { ja: "名前", en: "name" }),
    ...(values.organisation !== undefined && { organisation: values.organisation }),
  };
  await withLedger(
    call,
    async (ledger) =>
      tell(call, await ledger.setUser(who, byOf(call)), (record, event) => ({
        ja: `${record.id} を「${ROLES[role].ja}」として登録しました（イベント ${event}）。`,
        en: `${record.id} is registered as ${ROLES[role].en} (event ${event}).`,
      })),
    { makes: true },
  );
}

/** `reminders`: what is due and was not told yet; what is printed is never printed again. */
export async function reminders(call: Call): Promise<void> {
  const { context, values } = call;
  const { language } = context;
  await withLedger(call, async (ledger) => {
    const told = await claimed(ledger, byOf(call), context.clock());
    for (const reminder of told) {
      const { coordinator, due, id, text } = reminder;
      const line = `${due}  ${coordinator}  ${id}  ${text[language]}`;
      await context.print(values.json ? JSON.stringify(reminder) : line);
    }
    if (told.length > 0 || values.json) return;
    await context.print(
      { ja: "知らせることはありません。", en: "There is nothing to tell." }[language],
    );
  });
}

/** Those that this process is to tell, and no other. */
async function claimed(ledger: OpenLedger, by: Actor, now: Date): Promise<readonly Reminder[]> {
  await ledger.expireNeeds(by);
  const mine: Reminder[] = [];
  for (const reminder of await ledger.dueReminders(now)) {
    if (await ledger.claimReminder(reminder.key, by)) mine.push(reminder);
  }
  return mine;
}
