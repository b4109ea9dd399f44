/** Why a file or a page was not read, for people: Japanese first. */
export const WHY = {
  outOfTime: "制限時間内に読めませんでした / not read within its time",
  outOfMemory: "メモリの上限を超えました / over the limit of memory",
  brokeDown: "読み取り中に異常終了しました / the reader broke down on it",
  damaged: "PDFの構造が壊れています / its structure is damaged",
  noPages: "ページがありません / it has no pages",
  empty: "ファイルが空です / the file is empty",
  noText: "文字がありません（画像か図） / no text: an image or a drawing",
  garbled: "文字化けしています / its text is unreadable",
  overfullPage: "1ページの文字数が上限を超えました / too many characters on the page",
  overfull: "文字数が上限を超えました / too many characters",
  notReached: "そこまで読めませんでした / not reached",
  bytes: (limit: number) =>
    `ファイルが大きすぎます（上限${limit / 1e6}MB） / larger than ${limit / 1e6} MB`,
  pages: (pages: number, limit: number) =>
    `${pages}ページあります（上限${limit}ページ） / ${pages} pages, the limit is ${limit}`,
} as const;
