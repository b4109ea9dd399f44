import type { Bilingual } from "../errors.ts";
import type { ReadOutcome } from "./read-outcome.ts";

/** Why nothing was read of a file, and what to do. */
export function whyUnread(outcome: Exclude<ReadOutcome, { kind: "read" | "partly" }>): Bilingual {
  switch (outcome.kind) {
    case "encrypted":
      return {
        ja: "暗号化されています。PDFはパスワードを入れて取り込むか、パスワードを外して保存し直してください",
        en: "encrypted: give the password of a PDF, or save it again without one",
      };
    case "no-text":
      return {
        ja: `文字の情報がありません（${outcome.pages}ページ）。OCRで文字を読み取ったファイルにしてください`,
        en: `no text in it (${outcome.pages} pages): OCR is needed first`,
      };
    case "garbled":
      return {
        ja: `文字化けしていて読めません（${outcome.why}）。元のソフトから保存し直してください`,
        en: `the text is garbled (${outcome.why}): save it again from where it was made`,
      };
    case "corrupt":
      return {
        ja: `ファイルが壊れています（${outcome.why}）。もう一度受け取るか、保存し直してください`,
        en: `the file is broken (${outcome.why}): get it or save it once more`,
      };
    case "too-big":
      return {
        ja: `大きすぎます（${outcome.why}）。分けてから取り込んでください`,
        en: `too big (${outcome.why}): split it first`,
      };
    case "unknown":
      return {
        ja: `読めない種類のファイルです（${outcome.why}）。PDF、docx、xlsx、CSV、HTML、テキストにしてください`,
        en: `of a kind that cannot be read (${outcome.why}): make it PDF, docx, xlsx, CSV, HTML or text`,
      };
  }
}
