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
  const [titles = [], ...rows] = cellsOf(compared, language);
  const lines = flowing(
    rowLines(compared).flatMap((line) => paragraph([line])),
    {
      rank,
      language,
      most: MOST_CHARS,
    },
  );
  return {
    rank,
    least: LEAST,
    render(room) {
      const shown = whatFits([titles, ...rows], Math.min(room.chars, MOST_CHARS) - LEAST.chars);
      if (shown.length < 2) return lines.render(room);
      const more = [
        rows.length - shown.length + 1,
        compared.columns.length - titles.length,
      ] as const;
      return [
        { type: "table", rows: shown, column_settings: titles.map(() => ({ is_wrapped: true })) },
        ...(more[0] + more[1] > 0 ? richText(paragraph([LABELS[language](...more)])) : []),
      ];
    },
  };
}

/** Titles and rows, all of one width; Slack refuses a message for one empty cell. */
function cellsOf({ columns, rows }: Compared, language: Language): readonly RawTextElement[][] {
  const width = Math.min(columns.length, MOST_COLUMNS);
  return [columns, ...rows].map((row) =>
    Array.from({ length: width }, (_, i) => ({
      type: "raw_text",
      text: shownOr(row[i] ?? "", MOST_CELL, language),
    })),
  );
}

function whatFits(rows: readonly RawTextElement[][], most: number): RawTextElement[][] {
  let room = most;
  const end = rows.findIndex((row, i) => {
    room -= charsOf(row);
    return room < 0 || i === MOST_ROWS;
  });
  return end === -1 ? [...rows] : rows.slice(0, end);
}

/** Rows one below the other: 「対象: 岡山テクノプラザ / 金額: 56,000千円[1]」. */
export function rowLines({ columns, rows }: Compared): readonly string[] {
  return rows.map((row) => row.map((cell, i) => `${columns[i] ?? ""}: ${cell}`).join(" / "));
}
