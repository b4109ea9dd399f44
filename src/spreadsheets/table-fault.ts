import { UserError } from "../errors.ts";

/** A file beyond the limits, to be told from one that is broken. */
export class TooLargeError extends UserError {}

export function tooLarge(name: string): TooLargeError {
  return new TooLargeError({
    ja: `「${name}」は大きすぎます（300MB、500万セルまで）。いくつかのファイルに分けて、順に取り込んでください。`,
    en: `"${name}" is too large (300 MB and five million cells at most). Split it and take the parts in one after the other.`,
  });
}

export function brokenXlsx(name: string, cause?: unknown): UserError {
  return new UserError(
    {
      ja: `「${name}」をXLSXとして読めません。表計算ソフトで開き、パスワードを外して .xlsx 形式で保存し直してください。`,
      en: `"${name}" cannot be read as XLSX. Open it in a spreadsheet program, take off any password and save it again as .xlsx.`,
    },
    { cause },
  );
}

export function brokenCsv(name: string, { ja, en }: { readonly ja: string; readonly en: string }) {
  return new UserError({
    ja: `「${name}」をCSVとして読めません（${ja}）。表計算ソフトで開き、「CSV UTF-8」か .xlsx で保存し直してください。`,
    en: `"${name}" cannot be read as CSV (${en}). Open it in a spreadsheet program and save it again as "CSV UTF-8" or .xlsx.`,
  });
}
