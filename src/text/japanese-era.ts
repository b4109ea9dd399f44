interface Era {
  readonly name: string;
  readonly letter: string;
  readonly firstYear: number;
}

// First years as counted in 年 and 年度; 1989 is 平成元年 although 昭和64年 lasted until 7 January.
const ERAS: readonly Era[] = [
  { name: "令和", letter: "R", firstYear: 2019 },
  { name: "平成", letter: "H", firstYear: 1989 },
  { name: "昭和", letter: "S", firstYear: 1926 },
  { name: "大正", letter: "T", firstYear: 1912 },
  { name: "明治", letter: "M", firstYear: 1868 },
];

// 平成16年度, 令和元年; also the second half of 平成16年度～20年度, which has lost its era.
const ERA_YEAR =
  /(令和|平成|昭和|大正|明治)\s*(元|\d{1,2})(?!\d)(?:年度?)?(?:\s*[~〜～\-–・、]\s*(\d{1,2})(?:年度?))?/gu;
// H16, R4.6, H13–17; H2ステーション is no year.
const LETTER_YEAR =
  /(?<![A-Za-z0-9])([RHSTM])(\d{1,2})(?=年|[^\p{L}\d]|$)(?:年度?)?(?:\s*[~〜～\-–]\s*(\d{1,2})(?:年度?|(?![\d.])))?/giu;
// A bare 2000 may be a number of things: a year is followed by 年, a separator or nothing.
const WESTERN_YEAR =
  /(?<![\d,.])((?:18|19|20)\d{2})(?=年|[/\-.]\d|[~〜～–]|[^\d,.\p{L}]|$)(?!\s*[,.]\d)(?:年度?)?/gu;

/** Western year of an era year: 平成, 16 → 2004. */
export function westernYear(era: string, year: number): number | undefined {
  const found = ERAS.find((e) => e.name === era || e.letter === era.toUpperCase());
  return found && found.firstYear + year - 1;
}

/** Era year of a western year, as counted in 年度: 2004 → 平成16年. `undefined` before 1868. */
export function eraYear(year: number): string | undefined {
  const era = ERAS.find(({ firstYear }) => firstYear <= year);
  if (!era) return undefined;
  const count = year - era.firstYear + 1;
  return `${era.name}${count === 1 ? "元" : count}年`;
}

/** An expression that names one year or two: 平成16年度～20年度 names 2004 and 2008. */
export interface YearMention {
  /** As it stands in the NFKC form of the text. */
  readonly text: string;
  readonly years: readonly number[];
}

/** Every expression that names years in either calendar, in order of appearance. */
export function yearMentions(text: string): readonly YearMention[] {
  const plain = text.normalize("NFKC");
  const eras = [ERA_YEAR, LETTER_YEAR].flatMap((pattern) => [...plain.matchAll(pattern)]);
  const mentions = [
    ...eras.map((match) => ({ at: match.index, text: match[0], years: eraYears(match) })),
    ...[...plain.matchAll(WESTERN_YEAR)].map((match) => ({
      at: match.index,
      text: match[0],
      years: [Number(match[1])],
    })),
  ];
  return mentions.sort((a, b) => a.at - b.at);
}

/** Every year that the text names, as western years, each once, in order of appearance. */
export function yearsIn(text: string): readonly number[] {
  return [...new Set(yearMentions(text).flatMap(({ years }) => years))];
}

function eraYears([, era = "", first, second]: RegExpMatchArray): readonly number[] {
  return [first, second]
    .filter((digits) => digits !== undefined)
    .map((digits) => westernYear(era, digits === "元" ? 1 : Number(digits)))
    .filter((year) => year !== undefined);
}
