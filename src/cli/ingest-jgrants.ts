import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { SubsidyImport } from "../jgrants/import-subsidies.ts";
import { readMoment } from "../jgrants/moment.ts";
import { actorNamed } from "./acting.ts";
import type { App } from "./app.ts";
import type { CommandContext } from "./command.ts";

/** What `ingest` takes for records of Jグランツ. */
export const JGRANTS_OPTIONS = {
  jgrants: { type: "string", multiple: true },
  "jgrants-keyword": { type: "string" },
  "retrieved-at": { type: "string" },
} as const;

interface Values {
  readonly jgrants?: readonly string[] | undefined;
  readonly "jgrants-keyword"?: string | undefined;
  readonly as?: string | undefined;
  readonly "retrieved-at"?: string | undefined;
}

/**
 * Takes in answers of the public API of Jグランツ, saved as files or in folders, or asked for by a
 * keyword, and says what came of it; nothing where none are wanted. Throws a `UserError` for a time
 * that is none, and for answers with a fault.
 */
export async function ingestJgrants(
  context: CommandContext,
  values: Values,
  app: Pick<App, "addSubsidies">,
): Promise<void> {
  const { "retrieved-at": written, jgrants: paths = [], "jgrants-keyword": keyword } = values;
  const retrievedAt = written === undefined ? undefined : readMoment(written);
  if (written !== undefined && retrievedAt === undefined) throw noTime(written);
  const by = actorNamed(values.as, context);
  const saved = paths.map((path) => resolve(context.cwd, path));
  if (saved.length > 0)
    await tell(await app.addSubsidies({ paths: saved, retrievedAt }, by), context);
  if (keyword !== undefined) await tell(await app.addSubsidies({ keyword }, by), context);
}

async function tell(
  { schemes, rounds, kept, datedByFile, withoutDetails }: SubsidyImport,
  { language, print, report }: CommandContext,
): Promise<void> {
  if (datedByFile.length > 0) {
    report({
      ja: `注意: 取得日時の記載がないファイルが${datedByFile.length}件あります。ファイルの更新日時を取得日時としましたが、確かではないため、受付中とは答えません。取得した日時を --retrieved-at で指定してください。`,
      en: `Warning: ${datedByFile.length} file(s) do not say when they were retrieved; the time of the file was taken, which is no proof, so nothing is said to be open. Give the time with --retrieved-at.`,
    });
  }
  if (kept > 0) {
    report({
      ja: `注意: ${kept}件は、後に取得したものが取り込み済みのため、そのままにしました。`,
      en: `Warning: ${kept} were left as they are: a later answer was taken in before.`,
    });
  }
  if (withoutDetails > 0) {
    report({
      ja: `注意: ${withoutDetails}件は、一覧にある項目だけです（一度に問い合わせる詳細の数に限りがあります）。検索語を絞ってください。`,
      en: `Warning: ${withoutDetails} have what the list tells only (a run asks for so many details). Narrow the keyword down.`,
    });
  }
  const line = {
    ja: `Jグランツ(jGrants)からの出典: 補助金${schemes}件、公募回${rounds}件を取り込みました`,
    en: `Source: jGrants. Took in ${schemes} subsidies with ${rounds} rounds`,
  };
  await print(line[language]);
}

function noTime(written: string): UserError {
  return new UserError({
    ja: `--retrieved-at「${written}」は日時ではありません。例: --retrieved-at "2026-11-30 09:00"（日本時間）`,
    en: `--retrieved-at "${written}" is no time. For example: --retrieved-at "2026-11-30 09:00" (Japan time)`,
  });
}
