import { stringify } from "yaml";
import { recordSource } from "../corpus/acceptance.ts";
import { parsePrintedDate } from "../corpus/as-of.ts";
import { japanDay, japanTime } from "../text/days.ts";
import { eraYear } from "../text/japanese-era.ts";
import { statementsOf } from "./card-statements.ts";
import type { Subsidy } from "./subsidy.ts";

/** The kinds of support that purposes of use stand for; what stands for none is money all the same. */
const SUPPORTS: readonly (readonly [RegExp, string])[] = [
  [/研究開発|実証/u, "rd"],
  [/IT導入|設備整備/u, "it"],
  [/販路拡大/u, "sales"],
  [/海外展開/u, "international"],
  [/人材育成|雇用/u, "hr"],
  [/資金繰り/u, "finance"],
];

/** The name of the card of a record, which is also its file's. */
export function cardId({ id }: Pick<Subsidy, "id">): string {
  return `jgrants-${id.toLowerCase()}`;
}

/**
 * The card of a subsidy: a head as other schemes have, with its rounds, and what the record says in
 * sentences that can be quoted, each with the record as its source. Its status is unknown: whether
 * it is open is told by the rounds and the day of the question.
 */
export function cardOf(subsidy: Subsidy): string {
  const head = stringify(headOf(subsidy), { aliasDuplicateObjects: false, lineWidth: 0 });
  const source = recordSource(subsidy);
  const statements = statementsOf(subsidy);
  const body = statements.map(({ heading, text, en }, i) => {
    const title = heading === statements[i - 1]?.heading ? [] : [`## ${heading}`];
    const line = `${plainLine(text)} [${source} ${heading}]`;
    const english = en === undefined ? [] : [`en: ${plainLine(en)}`];
    return [...title, line, ...english, ""].join("\n");
  });
  return `---\n${head}---\n\n${body.join("\n")}`;
}

function headOf(subsidy: Subsidy) {
  const { told, area, rounds, retrievedAt, isUndated, id } = subsidy;
  const provider = told.institution_name ?? "機関名の記載なし";
  const criteria = criteriaOf(subsidy);
  return {
    kind: "scheme",
    name: told.title,
    nameEn: told.title,
    aliases: aliasesOf(told.title, told.name),
    keywords: [...told.use_purpose, "Jグランツ", "jGrants", "公募", "受付", "締切"],
    status: "unknown",
    asOf: dayOf(retrievedAt),
    area,
    provider: provider.replaceAll("\n", " "),
    schemeType: ["subsidy"],
    supports: supportsOf(told.use_purpose),
    targets: targetsOf(subsidy),
    criteria,
    amounts: amountsOf(subsidy),
    acceptance: {
      id,
      retrievedAt,
      ...(isUndated && { undated: true }),
      rounds: rounds.map(({ projectEnd: _, ...round }) => round),
    },
  };
}

/** What people call it: without the year and the round that its title names. */
function aliasesOf(title: string, number: string): readonly string[] {
  const bare = title
    .replace(/^(?:令和|R)\s*[\d０-９元]+\s*年度(?:補正(?:予算)?)?\s*/u, "")
    .replace(/\s*[（(【][^（(【]*(?:次|回|公募|締切|募集)[^）)】]*[）)】]\s*$/u, "")
    .trim();
  return [...(bare.length > 3 && bare !== title ? [bare] : []), number];
}

function supportsOf(purposes: readonly string[]): readonly string[] {
  const found = SUPPORTS.filter(([sign]) => purposes.some((purpose) => sign.test(purpose)));
  return found.length > 0 ? found.map(([, support]) => support) : ["finance"];
}

function targetsOf({ told }: Subsidy): readonly string[] {
  const employees = told.target_number_of_employees;
  const targets = [...(employees === undefined ? [] : [`従業員数 ${employees}`]), ...told.industry];
  return targets.length > 0 ? targets : ["指定なし"];
}

function criteriaOf({ told, area, isAreaGiven }: Subsidy) {
  const place = {
    kind: "地域",
    text: `対象地域: ${area.join("、")}`,
    textEn: `Where it applies: ${area.join(", ")}`,
    under: "対象地域",
    ask: "どの都道府県で取り組みますか。",
    askEn: "In which prefecture would it be?",
  };
  const size = told.target_number_of_employees;
  const staff = size !== undefined &&
    !size.includes("制約なし") && {
      kind: "主体",
      text: `従業員数: ${size}`,
      textEn: `Employees: ${size}`,
      under: "従業員数",
      ask: "従業員は何名ですか。",
      askEn: "How many employees are there?",
    };
  const isBound = isAreaGiven && !area.includes("全国");
  return [...(isBound ? [place] : []), ...(staff ? [staff] : [])];
}

function amountsOf({ told, rounds, retrievedAt }: Subsidy) {
  const yen = told.subsidy_max_limit;
  if (yen === undefined) return [];
  const original = `${yen.toLocaleString("en-US")}円`;
  const [year = 0, month = 0] = japanDay(new Date(rounds[0]?.opens ?? retrievedAt))
    .split("-")
    .map(Number);
  const fiscal = month < 4 ? year - 1 : year;
  const fiscalYear = `${eraYear(fiscal)}度（${fiscal}年度）`;
  return [{ of: "補助上限額", original, yen, kind: "limit", fiscalYear }];
}

/** A time as the day in both calendars: 令和8年11月30日（2026-11-30）. */
function dayOf(iso: string): string {
  const [year, month, day] = japanTime(iso).slice(0, 10).split("-").map(Number);
  return parsePrintedDate(`${year}年${month}月${day}日`)?.text ?? "";
}

/** A sentence as a line of a card: no line ends, no marks like [1], which are the answer's. */
function plainLine(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .replace(/[[［]\s*([\d０-９]+)\s*[\]］]/gu, "（$1）")
    .trim();
}
