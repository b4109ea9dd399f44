import { UpstreamError, UserError } from "../errors.ts";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG", "SQLITE_FULL"]);
const REFUSED = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOTDIR",
  "ENOENT",
  "EEXIST",
  "EISDIR",
  "SQLITE_CANTOPEN",
  "SQLITE_READONLY",
  "SQLITE_PERM",
]);

/** The error as the user should meet it: a folder to mend is theirs, a full or broken disk is not. */
export function storageFault(path: string, cause: unknown): Error {
  const code = errorCode(cause);
  const family = code.replace(/^(SQLITE_[A-Z]+)_.*$/u, "$1");
  if (FULL.has(family) || (code.startsWith("SQLITE_IOERR") && !REFUSED.has(family))) {
    return new UpstreamError(
      "disk",
      {
        ja: `「${path}」に書き込めません。ディスクの空き容量を確かめて、もう一度実行してください。書きかけの変更は残していません（${code}）。`,
        en: `Cannot write to "${path}". Check the free space of the disk and run again; nothing was left half-written (${code}).`,
      },
      { cause },
    );
  }
  if (REFUSED.has(family)) {
    return new UserError(
      {
        ja: `データのフォルダー「${path}」を読み書きできません。権限を確かめるか、別のフォルダーを --data で指定してください（${code}）。`,
        en: `The data folder "${path}" cannot be read and written. Check its permissions or give another folder with --data (${code}).`,
      },
      { cause },
    );
  }
  if (family === "SQLITE_BUSY" || family === "SQLITE_LOCKED") {
    return new UpstreamError(
      "database",
      {
        ja: `「${path}」を別のMusubiが使っています。その処理が終わってから、もう一度実行してください。`,
        en: `Another Musubi is using "${path}". Run again when it has finished.`,
      },
      { cause },
    );
  }
  return cause instanceof Error ? cause : new Error(String(cause));
}

/** `ENOSPC`, `SQLITE_FULL`, …; empty for anything that carries no code. */
export function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return String(error.code);
}
