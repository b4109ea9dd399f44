import { figuresIn } from "../text/figures.ts";
import { squash } from "../text/search-form.ts";
import { parseYen } from "../text/yen.ts";
import { type AsOf, calendarsAgree } from "./as-of.ts";
import type { Card, Problem, Statement } from "./card.ts";
import { wrongConversions } from "./wrong-conversions.ts";

type LineOf = (path: readonly PropertyKey[]) => number;
type Finding = Omit<Problem, "path">;

/**
 * What two places of one card say differently. The card can still be quoted, so these are warnings:
 * an amount and its yen, the two calendars of a date, in the head as in a sentence, a figure of the
 * head that no statement carries, a figure in an English sentence that its Japanese does not have.
 */
export function inconsistenciesOf(card: Card, lineOf: LineOf): readonly Problem[] {
  return [
    ...yenFindings(card, lineOf),
    ...dateFindings(card, lineOf),
    ...headFigureFindings(card, lineOf),
    ...card.statements.flatMap(englishFindings),
    ...card.statements.flatMap(({ text, line }) =>
      wrongConversions(text).map((wrong) => ({ line, field: "本文", ...wrong })),
    ),
  ].map((finding) => ({ path: card.path, ...finding }));
}

function yenFindings({ head }: Card, lineOf: LineOf): readonly Finding[] {
  return head.amounts.flatMap(({ original, yen }, i) => {
    const expected = parseYen(original);
    if (expected === yen) return [];
    const wanted =
      expected === undefined ? "円の金額 / an amount in yen" : `${expected} (${original})`;
    const field = ["amounts", i, "yen"];
    return [{ line: lineOf(field), field: field.join("."), expected: wanted, came: String(yen) }];
  });
}

function dateFindings({ head }: Card, lineOf: LineOf): readonly Finding[] {
  const dates: readonly (readonly [readonly PropertyKey[], AsOf | undefined])[] = [
    [["asOf"], head.asOf],
    [["acquired"], head.kind === "seed" ? head.acquired : undefined],
    ...head.amounts.map((amount, i) => [["amounts", i, "fiscalYear"], amount.fiscalYear] as const),
    ...head.figures.map((figure, i) => [["figures", i, "at"], figure.at] as const),
  ];
  return dates.flatMap(([path, date]) =>
    date && !calendarsAgree(date)
      ? [
          {
            line: lineOf(path),
            field: path.map(String).join("."),
            expected: "同じ年を指す和暦と西暦 / the same year in both calendars",
            came: date.text,
          },
        ]
      : [],
  );
}

function headFigureFindings({ head, statements }: Card, lineOf: LineOf): readonly Finding[] {
  const body = statements.map(({ text }) => squash(text)).join("\n");
  const figures = [
    ...head.amounts.map(({ original }, i) => ({
      path: ["amounts", i, "original"],
      value: original,
    })),
    ...head.figures.map(({ value }, i) => ({ path: ["figures", i, "value"], value })),
  ];
  return figures
    .filter(({ value }) => !body.includes(squash(value)))
    .map(({ path, value }) => ({
      line: lineOf(path),
      field: path.join("."),
      expected: "本文の文にもある数値 / a figure that a statement carries too",
      came: value,
    }));
}

function englishFindings({ text, en = "", line }: Statement): readonly Finding[] {
  const japanese = new Set(figuresIn(text));
  const foreign = figuresIn(en).filter((figure) => !japanese.has(figure));
  if (foreign.length === 0) return [];
  const expected = "日本語の文にある数字だけ / only figures of the Japanese sentence";
  return [{ line, field: "en", expected, came: foreign.join(", ") }];
}
