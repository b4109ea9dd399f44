import { resolve } from "node:path";
import { UserError } from "../errors.ts";
import { readMoment } from "../jgrants/moment.ts";
import type { App } from "./app.ts";
import type { CommandContext } from "./command.ts";

/** What `ingest` takes for records of Jグランツ. */
export const JGRANTS_OPTIONS = {
  jgrants: { type: "string", multiple: true },
  "retrieved-at": { type: "string" },
} as const;

interface Values {
  readonly jgrants?: readonly string[] | undefined;
  readonly "retrieved-at"?: string | undefined;
}

/**
 * Takes in saved answers of the public API of Jグランツ, files or folders of them, and says what came
 * of it; nothing where none are given. Throws a `UserError` for a time that is none, and for answers
 * with a fault.
 */
export async function ingestJgrants(
  { cwd, language, print, report }: CommandContext,
  { jgrants: paths = [], "retrieved-at": written }: Values,
  app: Pick<App, "addSubsidies">,
): Promise<void> {
  const retrievedAt = written === undefined ? undefined : readMoment(written);
  if (written !== undefined && retrievedAt === undefined) throw noTime(written);
  if (paths.length === 0) return;
  const found = await app.addSubsidies(
    paths.map((path) => resolve(cwd, path)),
    retrievedAt,
  );
  if (found.datedByFile.length > 0) {
    report({
      ja: `注意: 取得日時の記載がないファイルが${found.datedByFile.length}件あります。ファイルの更新日時を取得日時としました。違うときは --retrieved-at で指定してください。`,
      en: `Warning: ${found.datedByFile.length} file(s) do not say when they were retrieved; the time of the file was taken. Give another with --retrieved-at.`,
    });
  }
  if (found.kept > 0) {
    report({
      ja: `注意: ${found.kept}件は、後に取得したものが取り込み済みのため、そのままにしました。`,
      en: `Warning: ${found.kept} were left as they are: a later answer was taken in before.`,
    });
  }
  const line = {
    ja: `Jグランツ(jGrants)からの出典: 補助金${found.schemes}件、公募回${found.rounds}件を取り込みました`,
    en: `Source: jGrants. Took in ${found.schemes} subsidies with ${found.rounds} rounds`,
  };
  await print(line[language]);
}

function noTime(written: string): UserError {
  return new UserError({
    ja: `--retrieved-at「${written}」は日時ではありません。例: --retrieved-at "2026-11-30 09:00"（日本時間）`,
    en: `--retrieved-at "${written}" is no time. For example: --retrieved-at "2026-11-30 09:00" (Japan time)`,
  });
}
