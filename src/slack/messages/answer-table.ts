import type { RawTextElement } from "@slack/types";
import type { Answer } from "../../answers/answer.ts";
import type { Language } from "../../text/language.ts";
import { flowing, type Part, roomOf, shownOr } from "./message.ts";
import { charsOf, paragraph, richText } from "./rich-text.ts";

type Compared = NonNullable<Answer["table"]>;

const LABELS = {
  ja: (rows: number, columns: number) =>
    `表はこのほか${[rows && `${rows}行`, columns && `${columns}列`].filter(Boolean).join("、")}あります（以下略）`,
  en: (rows: number, columns: number) =>
    `The table goes on: ${[rows && `${rows} rows`, columns && `${columns} columns`].filter(Boolean).join(", ")} more.`,
} as const;

/** Slack's most, with the line of titles. */
const MOST_ROWS = 100;
const MOST_COLUMNS = 20;
const MOST_CELL = 300;
const MOST_LINES = 10;
const MOST_CHARS = 3000;
const LEAST = { blocks: 2, chars: 200 };

/** Compared things as a table; as lines where not even one row fits. What is left out is told. */
export function tablePart(
  compared: Compared | undefined,
  { language, rank }: { readonly language: Language; readonly rank: number },
): Part {
  if (!compared || compared.columns.length === 0 || compared.rows.length === 0) {
    return { rank, least: roomOf([]), render: () => [] };
  }
  const width = Math.min(compared.columns.length, MOST_COLUMNS);
  // Lines stand in for rows that are too long for a table: a few of them fill the room.
  const lines = flowing(
    rowLines(compared, MOST_LINES).flatMap((line) => paragraph([line])),
    { rank, language, most: MOST_CHARS },
  );
  return {
    rank,
    least: LEAST,
    render(room) {
      const most = Math.min(room.chars, MOST_CHARS) - LEAST.chars;
      const rows = whatFits([compared.columns, ...compared.rows], { most, width, language });
      if (rows.length < 2) return lines.render(room);
      const more = [
        compared.rows.length - rows.length + 1,
        compared.columns.length - width,
      ] as const;
      return [
        { type: "table", rows, column_settings: rows[0]?.map(() => ({ is_wrapped: true })) ?? [] },
        ...(more[0] + more[1] > 0 ? richText(paragraph([LABELS[language](...more)])) : []),
      ];
    },
  };
}

/** Titles and rows, all of one width; Slack refuses a message for one empty cell. */
function whatFits(
  rows: readonly (readonly string[])[],
  {
    most,
    width,
    language,
  }: { readonly most: number; readonly width: number; readonly language: Language },
): RawTextElement[][] {
  const taken: RawTextElement[][] = [];
  let room = most;
  for (const row of rows.slice(0, MOST_ROWS)) {
    const cells = Array.from({ length: width }, (_, i): RawTextElement => {
      return { type: "raw_text", text: shownOr(row[i] ?? "", MOST_CELL, language) };
    });
    room -= charsOf(cells);
    if (room < 0) break;
    taken.push(cells);
  }
  return taken;
}

/** Rows one below the other: 「対象: 岡山テクノプラザ / 金額: 56,000千円[1]」. */
export function rowLines({ columns, rows }: Compared, most: number): readonly string[] {
  return rows
    .slice(0, most)
    .map((row) => row.map((cell, i) => `${columns[i] ?? ""}: ${cell}`).join(" / "));
}
