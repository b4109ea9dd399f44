import { japanTime } from "../text/days.ts";
import { chunks, cut, stretchesOf } from "./stretches.ts";
import type { Subsidy, SubsidyRound } from "./subsidy.ts";

/** A sentence of a card under its heading; English where it is ours and not the record's. */
interface Sentence {
  readonly heading: string;
  readonly text: string;
  readonly en?: string;
}

/** Longest title that is said in a sentence. */
const MAX_TITLE = 80;

/** What a record says, a sentence a thing; the scheme is named in each. */
export function statementsOf(subsidy: Subsidy): readonly Sentence[] {
  const { told } = subsidy;
  const title = cut(told.title, MAX_TITLE);
  const name = `「${title}」`;
  const texts = (heading: string, text: string | undefined) =>
    stretchesOf(text ?? "").map((stretch) => ({ heading, text: `${name}：${stretch}` }));
  // A few words are named as such; what is longer stands for itself.
  const named = (heading: string, text: string | undefined) =>
    text !== undefined && text.length <= MAX_TITLE && !text.includes("\n")
      ? [{ heading, text: `${name}の${heading}は「${text}」です。` }]
      : texts(heading, text);
  const lists = (heading: string, values: readonly string[]) =>
    chunks(values).map((some) => ({
      heading,
      text: `${name}の${heading}は、${some.map((value) => `「${cut(value, MAX_TITLE)}」`).join("")}です。`,
    }));
  return [
    outline(subsidy, title),
    ...texts("概要", told.subsidy_catch_phrase),
    ...subsidy.rounds.flatMap((round) => periodOf(round, title)),
    ...(subsidy.rounds.length === 0 ? [noPeriod("", title)] : []),
    limit(told.subsidy_max_limit, title),
    ...named("補助率", told.subsidy_rate),
    place(subsidy, title),
    ...texts("対象地域の詳細", told.target_area_detail),
    ...named("従業員数", told.target_number_of_employees),
    ...lists("対象業種", told.industry),
    ...lists("利用目的", told.use_purpose),
    ...page(told.front_subsidy_detail_page_url, title),
    ...texts("詳細", told.detail),
  ];
}

function outline({ told }: Subsidy, title: string): Sentence {
  const by = told.institution_name && cut(told.institution_name, MAX_TITLE);
  return {
    heading: "概要",
    text: `「${title}」は、Jグランツに掲載されている${by ? `${by}の` : ""}補助金です。`,
    en: `"${title}" is a subsidy listed on jGrants${by ? ` (${by})` : ""}.`,
  };
}

function periodOf({ label, opens, closes, projectEnd }: SubsidyRound, title: string) {
  const round = label === undefined ? "" : `（${cut(label, MAX_TITLE)}）`;
  const end = projectEnd && {
    heading: "事業期間",
    text: `「${title}」${round}の事業の終了期限は、${inJapanese(projectEnd)}（日本時間）です。`,
    en: `The project under "${title}"${round} has to end by ${inEnglish(projectEnd)} (Japan time).`,
  };
  return [acceptanceOf({ round, opens, closes }, title), ...(end ? [end] : [])];
}

function acceptanceOf(
  {
    round,
    opens,
    closes,
  }: { round: string; opens?: string | undefined; closes?: string | undefined },
  title: string,
): Sentence {
  const heading = "受付期間";
  const subject = `「${title}」${round}`;
  const subjectEn = `Applications to "${title}"${round}`;
  if (opens && closes) {
    return {
      heading,
      text: `${subject}の受付期間は${inJapanese(opens)}から、締切は${inJapanese(closes)}（日本時間）です。`,
      en: `${subjectEn} are accepted from ${inEnglish(opens)}; the deadline is ${inEnglish(closes)} (Japan time).`,
    };
  }
  if (closes) {
    return {
      heading,
      text: `${subject}の締切は${inJapanese(closes)}（日本時間）で、受付の始まりはJグランツに示されていません。`,
      en: `The deadline of "${title}"${round} is ${inEnglish(closes)} (Japan time); jGrants does not say when acceptance begins.`,
    };
  }
  if (opens) {
    return {
      heading,
      text: `${subject}の受付の始まりは${inJapanese(opens)}（日本時間）で、締切はJグランツに示されていません。`,
      en: `${subjectEn} are accepted from ${inEnglish(opens)} (Japan time); jGrants does not give a deadline.`,
    };
  }
  return noPeriod(round, title);
}

function noPeriod(round: string, title: string): Sentence {
  return {
    heading: "受付期間",
    text: `「${title}」${round}の受付期間と締切は、Jグランツに示されていません。`,
    en: `jGrants does not say when "${title}"${round} accepts applications.`,
  };
}

function limit(yen: number | undefined, title: string): Sentence {
  const heading = "補助上限額";
  if (yen === undefined) {
    return {
      heading,
      text: `「${title}」の補助上限額は、Jグランツでは指定されていません。`,
      en: `jGrants does not specify an upper limit for "${title}".`,
    };
  }
  const figure = yen.toLocaleString("en-US");
  return {
    heading,
    text: `「${title}」の補助上限額は${figure}円${inTenThousands(yen)}です。`,
    en: `The upper limit of "${title}" is ${figure} yen.`,
  };
}

function place({ area, isAreaGiven }: Subsidy, title: string): Sentence {
  const heading = "対象地域";
  return isAreaGiven
    ? { heading, text: `「${title}」の対象地域は、${area.join("、")}です。` }
    : {
        heading,
        text: `「${title}」の対象地域は、Jグランツでは指定されていません。`,
        en: `jGrants does not specify where "${title}" applies.`,
      };
}

function page(url: string | undefined, title: string): readonly Sentence[] {
  if (url === undefined || !/^https:\/\/[^\s[\]]{1,200}$/u.test(url)) return [];
  return [
    {
      heading: "公式ページ",
      text: `「${title}」の公募のページは ${url} です。`,
      en: `The page of "${title}" is ${url} .`,
    },
  ];
}

/** 1億5,000万円 beside 150,000,000円; nothing where it would be no shorter. */
function inTenThousands(yen: number): string {
  const tenThousands = yen / 10_000;
  if (!Number.isInteger(tenThousands)) return "";
  const [large, small] = [Math.floor(tenThousands / 10_000), tenThousands % 10_000];
  const parts = [
    large && `${large.toLocaleString("en-US")}億`,
    small && `${small.toLocaleString("en-US")}万`,
  ];
  return `（${parts.filter(Boolean).join("")}円）`;
}

function inJapanese(iso: string): string {
  const [day = "", time = ""] = japanTime(iso).split(" ");
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日${time}`;
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );

function inEnglish(iso: string): string {
  const [day = "", time = ""] = japanTime(iso).split(" ");
  const [year, month = 1, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}, ${time}`;
}
