import { type Bilingual, UserError } from "../errors.ts";
import { errorCode } from "../storage/storage-fault.ts";

/** How to tell what is wrong with a copy: who made it knows which file a person has to look at. */
export interface CopyFaults {
  unreadable(cause: unknown): UserError;
  /** The chain does not hold. */
  unsound(what: Bilingual | undefined): UserError;
  newer(): UserError;
}

/** What is wrong with a backup that somebody gave. */
export function faultsOfBackup(file: string): CopyFaults {
  return {
    unreadable: (cause) =>
      new UserError(
        {
          ja: `「${file}」は台帳のバックアップとして読めません。壊れているか、別のファイルです。別のバックアップを指定してください。何も変えていません。`,
          en: `"${file}" cannot be read as a backup of the ledger: damaged, or another file. Give another backup; nothing was changed.`,
        },
        { cause },
      ),
    unsound: (what) =>
      new UserError({
        ja: `「${file}」の記録の鎖がつながりません（${what?.ja ?? ""}）。別のバックアップを使ってください。何も変えていません。`,
        en: `The chain of "${file}" does not hold (${what?.en ?? ""}). Use another backup; nothing was changed.`,
      }),
    newer: () =>
      new UserError({
        ja: `「${file}」は新しい版のMusubiのバックアップです。Musubiを更新してから、もう一度実行してください。何も変えていません。`,
        en: `"${file}" is a backup of a newer version of Musubi. Update Musubi and run again; nothing was changed.`,
      }),
  };
}

/** What is wrong with the ledger that a backup was to be made of. */
export const FAULTS_OF_LEDGER: CopyFaults = {
  unreadable: (cause) =>
    new UserError(
      {
        ja: "台帳が壊れているため、バックアップを作りませんでした。npm run ledger -- restore で以前のバックアップに戻してください（今の台帳は残ります）。",
        en: "The ledger is damaged; no backup was made. Put an earlier backup in place with npm run ledger -- restore; what is there now is kept.",
      },
      { cause },
    ),
  unsound: (what) =>
    new UserError({
      ja: `台帳の記録の鎖がつながりません（${what?.ja ?? ""}）。バックアップは作りませんでした。npm run ledger -- verify で場所を確かめてください。`,
      en: `The chain of the ledger does not hold (${what?.en ?? ""}); no backup was made. See where with npm run ledger -- verify.`,
    }),
  newer: () =>
    new UserError({
      ja: "台帳は新しい版のMusubiに更新されました。Musubiを更新してから、もう一度実行してください。バックアップは作りませんでした。",
      en: "A newer version of Musubi has taken the ledger over. Update Musubi and run again; no backup was made.",
    }),
};

export function alreadyThere(file: string): UserError {
  return new UserError({
    ja: `「${file}」はすでにあります。別の名前にしてください。`,
    en: `"${file}" is there already. Choose another name.`,
  });
}

export function notThere(file: string): UserError {
  return new UserError({
    ja: `「${file}」がありません。場所を確かめてください。`,
    en: `There is no "${file}". Check where it is.`,
  });
}

export function notReadable(file: string, cause: unknown): UserError {
  const code = errorCode(cause) || "EISDIR";
  return new UserError(
    {
      ja: `「${file}」を読めません。フォルダーでないか、読む権限があるかを確かめてください（${code}）。何も変えていません。`,
      en: `"${file}" cannot be read. Check that it is a file and may be read (${code}); nothing was changed.`,
    },
    { cause },
  );
}

export function notWritable(file: string, cause: unknown): UserError {
  return new UserError(
    {
      ja: `「${file}」に書き込めません。フォルダーと権限を確かめるか、別の場所を --out で指定してください（${errorCode(cause)}）。`,
      en: `"${file}" cannot be written. Check the folder and its permissions, or give another place with --out (${errorCode(cause)}).`,
    },
    { cause },
  );
}
