import { CONSENT_FIELDS } from "../../ledger/partner-view.ts";
import { misuse } from "../arguments.ts";
import { byOf, type Call, dayOf, NEEDS_ID, needed, only, tell, withLedger } from "./call.ts";

/** `consent`: records a side's consent, or withdraws one. */
export async function consent(call: Call): Promise<void> {
  const [first, ...rest] = call.positionals;
  await (first === "withdraw" ? withdraw({ ...call, positionals: rest }) : grant(call));
}

async function withdraw(call: Call): Promise<void> {
  const id = only(call, {
    ja: "撤回する同意の番号（C-0001 など）を書いてください。",
    en: "Give the number of the consent, such as C-0001.",
  }).toUpperCase();
  const reason = needed(call, "reason", { ja: "撤回の理由", en: "reason" });
  await withLedger(call, async (ledger) =>
    tell(call, await ledger.withdrawConsent(id, reason, byOf(call)), (record, event) => ({
      ja: `同意 ${record.id} を撤回しました（イベント ${event}）。`,
      en: `Consent ${record.id} is withdrawn (event ${event}).`,
    })),
  );
}

async function grant(call: Call): Promise<void> {
  const match = only(call, NEEDS_ID).toUpperCase();
  const consented = {
    match,
    side: sideGiven(call),
    grantedBy: needed(call, "by", { ja: "同意した人", en: "person who consents" }),
    fields: wordsOf(call.values.fields) ?? Object.keys(CONSENT_FIELDS),
    recipients: wordsOf(call.values.to) ?? [
      needed(call, "to", { ja: "見せてよい相手", en: "recipients" }),
    ],
    purpose: needed(call, "purpose", { ja: "目的", en: "purpose" }),
    method: call.values.method ?? "口頭",
    until: dayOf(call, "until") ?? needed(call, "until", { ja: "期限", en: "last day" }),
  };
  await withLedger(call, async (ledger) =>
    tell(call, await ledger.grantConsent(consented, byOf(call)), (record, event) => ({
      ja: `同意 ${record.id} を記録しました（${record.match}、${record.side === "need" ? "ニーズ側" : "相手側"}、${record.until}まで、イベント ${event}）。`,
      en: `Consent ${record.id} is recorded (${record.match}, ${record.side}, until ${record.until}, event ${event}).`,
    })),
  );
}

function sideGiven(call: Call): "need" | "partner" {
  const side = needed(call, "side", {
    ja: "どちら側か（need か partner）",
    en: "side (need or partner)",
  });
  if (side === "need" || side === "partner") return side;
  throw misuse(
    {
      ja: "--side は need（ニーズ側）か partner（相手側）です。",
      en: "--side is need or partner.",
    },
    call.usage,
  );
}

function wordsOf(text: string | undefined): readonly string[] | undefined {
  const words = (text ?? "").split(/[,、]/u).map((word) => word.trim());
  const told = words.filter((word) => word !== "");
  return told.length === 0 ? undefined : told;
}
