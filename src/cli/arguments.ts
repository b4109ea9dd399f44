import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Bilingual, UserError } from "../errors.ts";

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

function optionNamed(reason: string): string {
  const option = /'(-[^'\s]*)/u.exec(reason)?.[1];
  if (!option) return reason;
  return /argument missing/u.test(reason)
    ? `オプション ${option} には値が必要です`
    : `オプション ${option} は使えません`;
}
