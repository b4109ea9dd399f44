import type { TakenDocument } from "../corpus/added-documents.ts";
import { VISIBILITIES } from "../corpus/document-head.ts";
import { headNameOf } from "../corpus/document-shelf.ts";
import type { Bilingual } from "../errors.ts";
import type { Language } from "../text/language.ts";
import type { ListedDocument } from "./app.ts";

const TAKEN = {
  added: { ja: "取り込みました", en: "added" },
  replaced: { ja: "置き換えました", en: "replaced" },
  unchanged: { ja: "変わりありません", en: "unchanged" },
} as const;

/** What became of the files that were to be taken in: name, pages, passages, what happened and why. */
export function takenTable(
  taken: readonly TakenDocument[],
  documents: readonly ListedDocument[],
  language: Language,
): string {
  const byName = new Map(documents.map((document) => [document.name, document]));
  const titles = {
    ja: ["ファイル", "ページ", "抜粋", "結果"],
    en: ["file", "pages", "passages", "result"],
  }[language];
  const rows = taken.map((document) => {
    const { pages, passages } = byName.get(document.name) ?? {};
    const counts = document.kind === "unread" ? [] : [pages, passages];
    return [
      document.name,
      ...[0, 1].map((i) => String(counts[i] ?? "-")),
      resultOf(document, language),
    ];
  });
  return tableOf([titles, ...rows]);
}

function resultOf(document: TakenDocument, language: Language): string {
  if (document.kind === "unread") {
    return { ja: "読めません: ", en: "not read: " }[language] + document.why[language];
  }
  const { missing = [] } = document.head;
  const gaps = {
    ja: `（読めないページ: ${missing.join("、")}）`,
    en: ` (pages that could not be read: ${missing.join(", ")})`,
  };
  return TAKEN[document.kind][language] + (missing.length > 0 ? gaps[language] : "");
}

/** The documents that were added, with what is known of them. */
export function documentsTable(documents: readonly ListedDocument[], language: Language): string {
  if (documents.length === 0) {
    return { ja: "取り込んだ資料はありません。", en: "No documents were added." }[language];
  }
  const titles = {
    ja: ["ファイル", "ページ", "抜粋", "公開範囲", "日付", "発行者", "表題"],
    en: ["file", "pages", "passages", "visibility", "date", "publisher", "title"],
  }[language];
  const rows = documents.map((each) => [
    each.name,
    String(each.pages ?? "-"),
    String(each.passages),
    VISIBILITIES[each.visibility][language],
    each.date || "-",
    each.publisher,
    each.title,
  ]);
  return tableOf([titles, ...rows]);
}

/** What the files say of themselves, to be confirmed, and how to change it. */
export function headLines(
  taken: readonly TakenDocument[],
  documents: readonly ListedDocument[],
): readonly Bilingual[] {
  const names = new Set(taken.filter(({ kind }) => kind !== "unread").map(({ name }) => name));
  return documents
    .filter(({ name }) => names.has(name))
    .map(({ name, title, publisher, date }) => ({
      ja: `${name}: 表題「${title}」、発行者「${publisher}」、日付「${date || "不明"}」。違っていれば documents/${headNameOf(name)} を直すか、--title --publisher --date を付けて取り込み直してください。`,
      en: `${name}: title "${title}", publisher "${publisher}", date "${date || "unknown"}". To change them edit documents/${headNameOf(name)}, or ingest again with --title --publisher --date.`,
    }));
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths =
    rows[0]?.map((_, i) => Math.max(...rows.map((row) => widthOf(row[i] ?? "")))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell + " ".repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell))))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** On a terminal Japanese takes two columns a letter. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\u1100-\uff60\uffe0-\uffe6]/gu)?.length ?? 0);
}
