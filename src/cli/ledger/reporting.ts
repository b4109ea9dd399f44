import { join, resolve } from "node:path";
import { UserError } from "../../errors.ts";
import { may } from "../../ledger/permissions.ts";
import { backupLedger, restoreLedger } from "../../reports/backup-ledger.ts";
import { exportLedger } from "../../reports/export-ledger.ts";
import { EXPORTS, type ExportKind } from "../../reports/export-tables.ts";
import { createReport } from "../../reports/ledger-report.ts";
import { reportAsJson } from "../../reports/report-as-json.ts";
import { reportAsText } from "../../reports/report-as-text.ts";
import { misuse } from "../arguments.ts";
import {
  byOf,
  type Call,
  hasLedger,
  needed,
  only,
  periodGiven,
  regionGiven,
  withLedger,
} from "./call.ts";

/** `report`: the indicators, how far matches came, what is overdue. */
export async function report(call: Call): Promise<void> {
  const { context, values } = call;
  const query = {
    period: periodGiven(call),
    region: regionGiven(call),
    coordinator: values.coordinator,
  };
  await withLedger(call, async (ledger) => {
    const found = await createReport(ledger, query, { by: byOf(call), now: context.clock() });
    if (values.json) {
      await context.print(JSON.stringify(reportAsJson(found, context.language)));
      return;
    }
    for (const line of reportAsText(found, context.language)) await context.print(line);
  });
}

const FORMATS = ["csv", "xlsx", "jsonl"] as const;

/** `export`: records as a file, with the head of the ledger beside it. */
export async function exportRecords(call: Call): Promise<void> {
  const { context, values, positionals, usage } = call;
  const [kind = "matches", ...more] = positionals;
  if (!isExport(kind) || more.length > 0) {
    const known = Object.keys(EXPORTS).join(", ");
    throw misuse({ ja: `書き出せるもの: ${known}`, en: `There are exports of ${known}.` }, usage);
  }
  const out = needed(call, "out", { ja: "書き出すファイル", en: "file to write" });
  const ending = /\.(\w+)$/u.exec(out)?.[1]?.toLowerCase();
  const format = FORMATS.find((each) => each === (values.format ?? ending ?? "csv"));
  if (format === undefined) {
    throw misuse(
      {
        ja: `--format は ${FORMATS.join("、")} のどれかです。`,
        en: `--format is one of ${FORMATS.join(", ")}.`,
      },
      usage,
    );
  }
  const file = resolve(context.cwd, out);
  await withLedger(call, async (ledger) => {
    const filter = {
      period: periodGiven(call),
      region: regionGiven(call),
      coordinator: values.coordinator,
    };
    const options = { kind, format, file, filter };
    const { rows, sha256, head, sidecar } = await exportLedger(ledger, options, byOf(call));
    await context.print(
      values.json
        ? JSON.stringify({ file, rows, sha256, head, sidecar })
        : {
            ja: `${rows}件を書き出しました: ${out}（イベント ${head.seq}）\n  台帳の先頭 ${head.seq}:${head.hash}\n  SHA-256 ${sha256}`,
            en: `${rows} rows are in ${out} (event ${head.seq}).\n  head ${head.seq}:${head.hash}\n  SHA-256 ${sha256}`,
          }[context.language],
    );
  });
}

function isExport(kind: string): kind is ExportKind {
  return Object.hasOwn(EXPORTS, kind);
}

/** `backup`: the database in one verified file, without the keys of what is secret. */
export async function backup(call: Call): Promise<void> {
  const { context, values } = call;
  const out = needed(call, "out", { ja: "バックアップのファイル", en: "file of the backup" });
  const file = resolve(context.cwd, out);
  await withLedger(call, async (ledger) => {
    const { head, sha256 } = await backupLedger(ledger, { file, now: context.clock }, byOf(call));
    await context.print(
      values.json
        ? JSON.stringify({ file, head, sha256 })
        : {
            ja: `バックアップを確かめて保存しました: ${out}\n  先頭 ${head.seq}:${head.hash}\n  SHA-256 ${sha256}\n  秘密の鍵（ledger/keys）は入っていません。別に保管してください。`,
            en: `The backup is verified and in ${out}.\n  head ${head.seq}:${head.hash}\n  SHA-256 ${sha256}\n  The keys of what is secret (ledger/keys) are not in it; keep them elsewhere.`,
          }[context.language],
    );
  });
}

/** `restore`: a backup in the place of the ledger; what stood there is kept. */
export async function restore(call: Call): Promise<void> {
  const { context, values } = call;
  const given = only(call, {
    ja: "戻すバックアップのファイルを一つ書いてください。",
    en: "Give the file of the backup.",
  });
  const folder = context.ledgerFolder(values);
  await expectMayRestore(call);
  const { head, before } = restoreLedger({
    file: resolve(context.cwd, given),
    folder,
    now: context.clock,
  });
  const event = await withLedger(call, (ledger) =>
    ledger.note(
      {
        action: "restore",
        kind: "backup",
        // Which backup it was, its head tells; where it lay may name anything.
        entity: "ledger.sqlite",
        payload: { head: { seq: head.seq, hash: head.hash } },
      },
      byOf(call),
    ),
  );
  await context.print(
    values.json
      ? JSON.stringify({ head, before: before ?? null, event: event.seq })
      : {
          ja: `台帳を戻しました（${join(folder, "ledger.sqlite")}、バックアップの先頭 ${head.seq}:${head.hash}、イベント ${event.seq}）。${before === undefined ? "" : `\n  それまでの台帳: ${before}`}`,
          en: `The ledger is restored (${join(folder, "ledger.sqlite")}, head of the backup ${head.seq}:${head.hash}, event ${event.seq}).${before === undefined ? "" : `\n  what stood there before: ${before}`}`,
        }[context.language],
  );
}

/** Asks the ledger that stands there, where it can still be read, who it is that restores. */
async function expectMayRestore(call: Call): Promise<void> {
  if (!hasLedger(call)) return;
  const by = byOf(call);
  const role = await withLedger(call, (ledger) => ledger.roleOf(by)).catch((error: unknown) => {
    // A damaged ledger knows nobody any more; whoever may run commands may mend it.
    if (error instanceof UserError) return undefined;
    throw error;
  });
  if (role === undefined || may(role, "handover")) return;
  throw new UserError({
    ja: "台帳を戻せるのは、コーディネーターと管理者だけです。",
    en: "Only coordinators and administrators may restore the ledger.",
  });
}
