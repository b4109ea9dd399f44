import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, extname, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { expectMayChange } from "../partners/partner-register.ts";
import type { Counts, ImportPlan } from "../partners/plan-import.ts";
import { planSheet, templateBytes } from "../partners/sheet.ts";
import { japanDay } from "../text/days.ts";
import type { Language } from "../text/language.ts";
import { actorNamed } from "./acting.ts";
import type { CommandContext } from "./command.ts";
import { onlookerOf } from "./onlooker.ts";

interface ImportValues {
  readonly data?: string | undefined;
  readonly as?: string | undefined;
  readonly json?: boolean | undefined;
  readonly "dry-run"?: boolean | undefined;
}

/** Imports a sheet of partners, or says row by row what is to be mended; nothing is half-imported. */
export async function importPartners(
  file: string,
  values: ImportValues,
  context: CommandContext,
): Promise<void> {
  const bytes = readBytes(resolve(context.cwd, file), file);
  const desk = await context.openDesk(values);
  try {
    const { register } = desk;
    // Even the problems of a sheet tell what the register has.
    expectMayChange((await onlookerOf(desk, values, context)).role);
    const revision = register.revision();
    const standing = { organisations: register.organisations(), seeds: register.seeds() };
    const today = japanDay(context.clock());
    const plan = await planSheet(bytes, basename(file), { standing, today });
    if (plan.problems.length > 0) throw await notImported(plan, values, context);
    const isChange = plan.organisations.length + plan.seeds.length > 0;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const head =
      values["dry-run"] || !isChange
        ? undefined
        : register.apply(
            plan,
            { file: basename(file), sha256, revision },
            actorNamed(values.as, context),
          );
    await context.print(
      values.json
        ? JSON.stringify({ counts: plan.counts, problems: [], event: head?.seq ?? null })
        : imported(plan, { isDry: values["dry-run"] ?? false, event: head?.seq }, context.language),
    );
  } finally {
    desk.close();
  }
}

const SHOWN_PROBLEMS = 20;

/** With `--json` every problem is a result; the message shows the first ones. */
async function notImported(
  { problems, counts }: ImportPlan,
  { json }: ImportValues,
  { print }: CommandContext,
): Promise<UserError> {
  if (json) await print(JSON.stringify({ counts, problems, event: null }));
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const more = problems.length - shown.length;
  const lines = (language: Language) =>
    shown.map(({ line, column, what }) =>
      language === "ja"
        ? `  ${line}行目 ${column}: ${what.ja}`
        : `  row ${line}, ${column}: ${what.en}`,
    );
  return new UserError({
    ja: [
      `直すところが${problems.length}か所あります。何も取り込んでいません。`,
      ...lines("ja"),
      ...(more > 0 ? [`  ほか${more}か所（--json ですべて表示）`] : []),
    ].join("\n"),
    en: [
      `${problems.length} things to mend; nothing was imported.`,
      ...lines("en"),
      ...(more > 0 ? [`  and ${more} more (all with --json)`] : []),
    ].join("\n"),
  });
}

function imported(
  { counts }: ImportPlan,
  { isDry, event }: { readonly isDry: boolean; readonly event: number | undefined },
  language: Language,
): string {
  const count = (of: Counts) =>
    language === "ja"
      ? `新規${of.new}件、変更${of.changed}件、変更なし${of.unchanged}件`
      : `${of.new} new, ${of.changed} changed, ${of.unchanged} unchanged`;
  const end = {
    ja: isDry
      ? "試しに読んだだけで、何も書き込んでいません（--dry-run）。"
      : event === undefined
        ? "変わったところはありません。"
        : `取り込みました（イベント ${event}）。`,
    en: isDry
      ? "A dry run: nothing was written."
      : event === undefined
        ? "Nothing has changed."
        : `Imported (event ${event}).`,
  }[language];
  const titles = { ja: ["機関", "シーズ"], en: ["Organisations", "Seeds"] }[language];
  return `${titles[0]}: ${count(counts.organisations)}\n${titles[1]}: ${count(counts.seeds)}\n${end}`;
}

/** Never over a file that is there: it may be somebody's list. */
export async function writeTemplate(out: string, context: CommandContext): Promise<void> {
  const format = { ".xlsx": "xlsx", ".csv": "csv" }[extname(out).toLowerCase()];
  if (format !== "xlsx" && format !== "csv") {
    throw new UserError({
      ja: "ひな形は .xlsx か .csv で書き出せます。",
      en: "A template ends in .xlsx or .csv.",
    });
  }
  const file = resolve(context.cwd, out);
  const bytes = await templateBytes(format);
  writeAside(file, bytes, out);
  await context.print(
    {
      ja: `ひな形を書き出しました: ${out}（例の行を消して使ってください）`,
      en: `The template is in ${out}; delete the example rows.`,
    }[context.language],
  );
}

function writeAside(file: string, bytes: Buffer, shown: string): void {
  try {
    writeFileSync(file, bytes, { flag: "wx" });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") {
      throw new UserError({
        ja: `「${shown}」はすでにあります。別の名前にしてください。`,
        en: `"${shown}" is there already. Choose another name.`,
      });
    }
    throw new UserError(
      {
        ja: `「${shown}」に書き込めません。フォルダーがあるか、書き込めるかを確かめてください。`,
        en: `Cannot write to "${shown}". Check that the folder is there and may be written to.`,
      },
      { cause },
    );
  }
}

function readBytes(file: string, shown: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new UserError(
      {
        ja: `「${shown}」を読めません。ファイルの場所を確かめてください。`,
        en: `Cannot read "${shown}". Check where the file is.`,
      },
      { cause },
    );
  }
}
