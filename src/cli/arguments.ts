import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Bilingual, UserError } from "../errors.ts";
import { areasIn } from "../text/areas.ts";

/**
 * Reads options and free words from a command line. Anything unknown or incomplete is a `UserError`
 * that shows how the command is used.
 */
type Options = NonNullable<ParseArgsConfig["options"]>;

export function readArguments<const T extends Options>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(
      {
        ja: `コマンドの指定を読めません: ${optionNamed(reason)}\n使い方: ${usage}`,
        en: `The command line cannot be read: ${reason}\nUsage: ${usage}`,
      },
      { cause },
    );
  }
}

/** A complaint about what is missing or too much, with the usage below it. */
export function misuse(complaint: Bilingual, usage: string): UserError {
  return new UserError({
    ja: `${complaint.ja}\n使い方: ${usage}`,
    en: `${complaint.en}\nUsage: ${usage}`,
  });
}

/** A prefecture or a bloc in its full form, as records have it: 岡山 is 岡山県. */
export function regionOf(given: string | undefined, usage: string): string | undefined {
  if (given === undefined) return undefined;
  const [area, ...more] = areasIn(given);
  if (area !== undefined && more.length === 0) return area;
  throw misuse(
    {
      ja: `--region の「${given}」は地域として読めません。岡山県 のように都道府県を一つ書いてください。`,
      en: `--region "${given}" is no region; write one prefecture, such as 岡山県 or Okayama.`,
    },
    usage,
  );
}

function optionNamed(reason: string): string {
  const option = /'(-[^'\s]*)/u.exec(reason)?.[1];
  if (!option) return reason;
  return /argument missing/u.test(reason)
    ? `オプション ${option} には値が必要です`
    : `オプション ${option} は使えません`;
}
