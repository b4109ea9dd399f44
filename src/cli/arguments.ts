import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Bilingual, UserError } from "../errors.ts";
import type { Labels } from "../ledger/vocabulary.ts";
import { areasIn } from "../text/areas.ts";
import { isDay } from "../text/days.ts";

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

/** A code of a vocabulary by the code, by what people read for it, or by how that alone begins. */
export function codeOf<Code extends string>(
  labels: Labels<Code>,
  given: string,
  { option, usage }: { readonly option: string; readonly usage: string },
): Code {
  // Object.entries forgets which keys the table has.
  const all = Object.entries<Bilingual>(labels) as [Code, Bilingual][];
  const wanted = given.normalize("NFKC").trim().toLowerCase();
  const plain = (text: string) => text.normalize("NFKC").toLowerCase();
  const found = all.find(([code, { ja, en }]) =>
    [code, ja, en].some((one) => plain(one) === wanted),
  );
  if (found) return found[0];
  const begun = all.filter(([, { ja, en }]) =>
    [ja, en].some((one) => plain(one).startsWith(wanted)),
  );
  if (wanted.length > 1 && begun.length === 1 && begun[0]) return begun[0][0];
  const known = all.map(([code, { ja }]) => `${code}（${ja}）`).join("、");
  throw misuse(
    {
      ja: `${option} に「${given}」は使えません。使えるもの: ${known}`,
      en: `${option} cannot be "${given}". There are: ${all.map(([code]) => code).join(", ")}`,
    },
    usage,
  );
}

/** A day, or a complaint about the option that should have been one. */
export function dayGiven(
  given: string | undefined,
  { option, usage }: { readonly option: string; readonly usage: string },
): string | undefined {
  if (given === undefined || isDay(given)) return given;
  throw misuse(
    {
      ja: `${option} の「${given}」は日付として読めません。2027-03-31 のように書いてください。`,
      en: `${option} "${given}" is no day; write it like 2027-03-31.`,
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
