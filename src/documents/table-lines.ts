/** Rows of cells, and how many of the first rows only say what the columns are. */
type Rows = readonly (readonly string[])[];

/** Longest row that stays on one line; a longer one is told in several. */
const MAX_ROW = 150;
const MAX_LABEL = 40;

/**
 * The lines of a table: each row begins with a bullet, its cells are set apart by tabs, and each says
 * the heading of its column: 「・ 事業名: 試作支援事業⇥予算額: 1,200千円」. A long row becomes several
 * lines that begin with its first cell. What stands above the headings stays as it is; a table without
 * headings is its rows.
 */
export function tableLines(table: Rows): readonly string[] {
  const rows = table
    .map((cells) => cells.map(oneLine))
    .filter((cells) => cells.some((cell) => cell !== ""));
  const at = headerAt(rows);
  const header = rows[at];
  if (!header || at === rows.length - 1) return rows.map(plainRow);
  return [
    ...rows.slice(0, at).map(plainRow),
    ...rows.slice(at + 1).flatMap((cells) => rowLines(cells, header)),
  ];
}

/** The first row that is as wide as a header and has nothing but labels; -1 for none. */
function headerAt(rows: Rows): number {
  const filled = rows.map((cells) => cells.filter((cell) => cell !== "").length);
  const widest = filled.reduce((most, count) => Math.max(most, count), 0);
  const at = filled.findIndex((count) => count >= 2 && count > widest / 2);
  const labels = rows[at]?.filter((cell) => cell !== "") ?? [];
  const areLabels = labels.every((label) => label.length <= MAX_LABEL && /\p{L}/u.test(label));
  return areLabels && new Set(labels).size === labels.length ? at : -1;
}

function rowLines(cells: readonly string[], header: readonly string[]): readonly string[] {
  const told = cells.flatMap((cell, i) => (cell === "" ? [] : [labelled(cell, header[i] ?? "")]));
  const whole = told.join("\t");
  if (whole.length <= MAX_ROW) return [`・ ${whole}`];
  const [first = "", ...rest] = told;
  const lines: string[][] = [];
  for (const cell of rest) {
    const open = lines.at(-1);
    const fits = open && [first, ...open, cell].join("\t").length <= MAX_ROW;
    if (fits) open.push(cell);
    else lines.push([cell]);
  }
  return lines.length === 0
    ? [`・ ${first}`]
    : lines.map((line) => `・ ${[first, ...line].join("\t")}`);
}

const COUNTER = /^(?:[兆億万千百]*[円人社名件所年回%％]|[かヶ箇](?:所|年)|大学|事業所)$/u;

/** A blank before a lone unit would look as if a number had been torn out: 単位: 千円. */
function labelled(cell: string, label: string): string {
  if (label === "") return cell;
  return COUNTER.test(cell) ? `${label}:${cell}` : `${label}: ${cell}`;
}

function plainRow(cells: readonly string[]): string {
  return cells.join("\t").trim();
}

/** Lines within a cell are one text; Japanese is joined without a space. */
function oneLine(cell: string): string {
  return cell
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}
