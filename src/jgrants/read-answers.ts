import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { UserError } from "../errors.ts";
import { type Fault, readAnswer } from "./api-answer.ts";
import type { Told } from "./subsidy.ts";

/** Answers of the API with when they were asked for, and the files whose own time was taken for that. */
export interface Answers {
  readonly told: readonly Told[];
  readonly datedByFile: readonly string[];
  /** How many were found in a list and whose details were not asked for. */
  readonly withoutDetails: number;
}

/** Where answers come from: files that were saved, or the API itself. */
export type ReadAnswers = () => Promise<Answers>;

/** Longest file that is read, in bytes: details carry their attachments. */
const MAX_BYTES = 200_000_000;

interface SavedOptions {
  /** When the answers were asked for, ISO 8601 in UTC; for files that do not say it themselves. */
  readonly retrievedAt?: string | undefined;
  readonly now: Date;
}

/**
 * Reads answers that were saved as JSON files, or lie in folders. When one was asked for is what its
 * `retrievedAt` says, else what is given, else when the file was last written, which is no proof: it never counts as fresh. Throws one `UserError`
 * that names every fault by file and field.
 */
export function savedAnswers(paths: readonly string[], options: SavedOptions): ReadAnswers {
  return async () => {
    const files = (await Promise.all(paths.map(filesAt))).flat();
    const told: Told[] = [];
    const datedByFile: string[] = [];
    const faults: string[] = [];
    for (const file of files) {
      const read = await readSaved(file, options);
      if ("faults" in read) {
        faults.push(...read.faults.map((fault) => `  ${describe(file, fault)}`));
      } else {
        told.push(...read.told);
        datedByFile.push(...read.datedByFile);
      }
    }
    if (faults.length > 0) throw refusal(faults);
    return { told, datedByFile, withoutDetails: 0 };
  };
}

async function readSaved(
  file: string,
  { retrievedAt: given, now }: SavedOptions,
): Promise<Omit<Answers, "withoutDetails"> | { readonly faults: readonly Fault[] }> {
  const { mtime, size } = await stat(file);
  if (size > MAX_BYTES) {
    const expected = `${MAX_BYTES}バイト以下 / at most ${MAX_BYTES} bytes`;
    return { faults: [{ field: "JSON", expected, came: String(size) }] };
  }
  const read = readAnswer(await readFile(file, "utf8"));
  if ("faults" in read) return read;
  const noted = read.retrievedAt ?? given;
  const retrievedAt = noted ?? `${mtime.toISOString().slice(0, 19)}Z`;
  if (Date.parse(retrievedAt) > now.getTime()) {
    const expected = "今より前の取得日時 / a time of retrieval before now";
    return { faults: [{ field: "retrievedAt", expected, came: retrievedAt }] };
  }
  return {
    told: read.subsidies.map((subsidy) => ({
      subsidy,
      retrievedAt,
      isUndated: noted === undefined,
    })),
    datedByFile: noted === undefined ? [file] : [],
  };
}

async function filesAt(path: string): Promise<readonly string[]> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, { ja: "読めません", en: "cannot be read" }, cause);
  });
  if (!stats.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.json$/iu.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|[/\\])\./u.test(relative(path, file)));
  if (files.length > 0) return files.toSorted();
  throw unreadable(path, { ja: "JSONのファイルがありません", en: "holds no JSON file" });
}

function describe(file: string, { field, expected, came }: Fault): string {
  return `${file} ${field}: 必要なもの / expected ${expected}、実際 / got ${came}`;
}

function refusal(faults: readonly string[]): UserError {
  const list = faults.join("\n");
  return new UserError({
    ja: `Jグランツの応答に${faults.length}件の誤りがあります。何も変えていません。保存し直してからもう一度実行してください。\n${list}`,
    en: `The answers of jGrants have ${faults.length} fault(s). Nothing was changed. Save them anew and run again.\n${list}`,
  });
}

function unreadable(path: string, why: { ja: string; en: string }, cause?: unknown): UserError {
  return new UserError(
    {
      ja: `「${path}」は取り込めません: ${why.ja}。何も変えていません。`,
      en: `"${path}" cannot be taken in: ${why.en}. Nothing was changed.`,
    },
    { cause },
  );
}
