// What counts things: a white space before it, and no number, is where a number was torn out. It must
// end there: 大学院, 人材 and 名簿 begin like what counts and count nothing.
const COUNTER =
  "(?:千円|百万円|[兆億万千百]+円?|円|[万千百]+人|社|人|名|件|大学|[かヶ箇]?所|か年|年|回|事業所数?|[％%])(?=程度|以上|以下|未満|[をにがはとでもへやかまらの、。・（）()「」〜～ 　]|$)";
// A bracket that begins with a blank has lost an era year: （ 予算額 千円）H16 250,000.
const IN_BRACKET = "(?<=[（(])[ 　](?=[）)])|(?<=[『「])[ 　](?=[』」])";
const gaps = (more: string) =>
  new RegExp(`(?<![\\d０-９〜～-])[ 　](?=${COUNTER})|${IN_BRACKET}${more}`, "gu");
const GAP = gaps("");
const GAP_WITH_ERA = gaps("|(?<=[（(])[ 　](?=\\p{Script=Han})");
const LEADING = new RegExp(`^(?=${COUNTER})`, "u");
// What was torn out stands at the end of its line: 56,000, H16 250,000, 50.
// Read backwards from the end, which takes one way only: forwards there are as many as digits.
const STRAYS = /$(?<=((?:[ 　]*[HSR]?\d[\d,.]*)+)([ 　]*[）)]?))/u;
const NUMBER = /[HSR]?\d[\d,.]*/gu;

/** A line as it reads, and whether its figures can be trusted. */
export interface Mended {
  readonly text: string;
  readonly doubtful: boolean;
}

/**
 * Puts numbers back that the extraction of a text has torn from their units and left at the end of
 * the line: 「（予算額 千円）56,000」 reads 「（予算額56,000千円）」. Only where there are as many gaps as
 * numbers; a line with more of one than of the other is doubtful and stays as it is.
 */
export function mendTornFigures(line: string): Mended {
  const { before, numbers, after } = strayFigures(line);
  const gap = /^[HSR]/u.test(numbers[0] ?? "") ? GAP_WITH_ERA : GAP;
  const gaps = before.match(gap)?.length ?? 0;
  if (gaps === 0) return { text: line, doubtful: isBareFigures(line) };
  // A line that begins with what counts may have lost a number there too: 年の 事業所数( )へ13 5,085 78.8
  const leads = numbers.length === gaps + 1 && LEADING.test(before);
  if (!leads && numbers.length !== gaps) return { text: line, doubtful: true };
  const first = leads ? (numbers[0] ?? "") : "";
  let next = leads ? 1 : 0;
  const filled = before.replace(gap, () => numbers[next++] ?? "");
  return { text: first + filled.trimEnd() + after, doubtful: false };
}

/** The numbers at the end of a line, what stands before them and a bracket behind them. */
function strayFigures(line: string) {
  const ended = line.trimEnd();
  const match = STRAYS.exec(ended);
  if (!match) return { before: line, numbers: [], after: "" };
  const [, figures = "", bracket = ""] = match;
  const rest = ended.slice(0, ended.length - figures.length - bracket.length);
  // 平成16 and 086-234 belong to what stands before them.
  if (/(?:令和|平成|昭和|第|[-－])$/u.test(rest)) return { before: line, numbers: [], after: "" };
  return {
    before: rest,
    numbers: figures.match(NUMBER) ?? [],
    after: bracket.trim(),
  };
}

/** Numbers without a word: the labels of a chart, a row of a table that has lost its heading. */
function isBareFigures(line: string): boolean {
  const plain = line.normalize("NFKC");
  const numbers = plain.match(/\d[\d,.]*/gu)?.length ?? 0;
  const letters = plain.replace(/[HSR]\d+/gu, "").match(/\p{L}/gu)?.length ?? 0;
  return numbers > 0 && (letters === 0 || (numbers >= 4 && letters < numbers));
}
