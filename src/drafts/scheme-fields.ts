import { eraYear, yearMentions } from "../text/japanese-era.ts";
import { parseYen } from "../text/yen.ts";
import { wholeDocumentFields } from "./common-fields.ts";
import type { Evidence } from "./evidence.ts";
import type { DraftField, Quote } from "./proposal.ts";
import { byWords } from "./vocabulary.ts";

const TYPES: readonly (readonly [string, RegExp])[] = [
  ["subsidy", /補助金|助成金|補助率|補助する|助成する|奨励金|給付金/u],
  ["commissioned", /委託/u],
  ["loan", /融資|貸付/u],
  ["tax", /税制|減税|控除/u],
  ["fund", /ファンド|出資/u],
  ["certification", /認定|認証/u],
  ["expert", /専門家.{0,6}派遣|アドバイザー/u],
  ["incubation", /インキュベー/u],
  ["event", /商談会|展示会|セミナー|交流会|開催/u],
  ["consult", /相談/u],
  ["hr", /人材育成|研修/u],
  ["programme", /事業$|事業(?:は|では|の)/u],
];
const SUPPORTS: readonly (readonly [string, RegExp])[] = [
  ["rd", /研究開発|試作|技術開発|共同研究|実証/u],
  ["sales", /販路|商談|展示会|受注/u],
  ["international", /海外/u],
  ["hr", /人材育成|研修|雇用/u],
  ["ip", /知的財産|特許/u],
  ["dx", /デジタル|DX|ＤＸ/u],
  ["it", /IT導入|ＩＴ/u],
  ["expert", /専門家|アドバイザー/u],
  ["networking", /交流|マッチング|連携|商談会/u],
  ["incubation", /インキュベー|創業/u],
  ["finance", /補助|助成|融資|貸付|資金/u],
];

const TARGETS = [
  /([^、。「」は:：を]{2,40}?)を対象と/u,
  /対象(?:者|企業|となる者)?(?:は、?|[:：] ?)([^。:：\t]{2,40}?)(?:です|である|とする|とします|に限る|。|\t|$)/u,
];
const AMOUNT =
  /(予算額?|補助上限額?|上限額?|限度額|補助限度額)(?:は、?|[:：] ?|が)?[^\d。]{0,12}?([\d,，.．]+(?:[千百十]?[兆億万]?)?円)/u;

/** The fields of a scheme that sentences about it give. */
export function schemeFields({ sentences, document }: Evidence): readonly DraftField[] {
  return [
    ...providerOf(sentences),
    ...byWords("schemeType", TYPES, sentences).slice(0, 1),
    ...byWords("supports", SUPPORTS, sentences).slice(0, 1),
    ...first(sentences, targetsOf),
    ...first(sentences, (quote) => amountOf(quote, document.asOf?.text)),
    ...wholeDocumentFields(sentences, document),
  ];
}

function providerOf(sentences: readonly Quote[]): readonly DraftField[] {
  const pattern =
    /(?:実施主体|実施機関|事業主体|所管|主催)(?:は、?|[:：] ?)([^、。（）()\t ]{2,30}?)(?:です|である|。|、|\t| |$)/u;
  return first(sentences, (quote) => {
    const value = pattern.exec(quote.text)?.[1];
    return value === undefined ? undefined : { field: "provider", value, quote };
  });
}

function targetsOf(quote: Quote): DraftField | undefined {
  const said = TARGETS.map((pattern) => pattern.exec(quote.text)?.[1]).find(Boolean);
  const value = said
    ?.split(/、|・|及び|および|又は|または|並びに/u)
    .map((each) => each.trim())
    .filter((each) => each.length > 1);
  return value && value.length > 0 ? { field: "targets", value, quote } : undefined;
}

function amountOf(quote: Quote, asOf: string | undefined): DraftField | undefined {
  const [, of, original] = AMOUNT.exec(quote.text) ?? [];
  const yen = original === undefined ? undefined : parseYen(original);
  const [year] = yearMentions(quote.text).flatMap(({ years }) => years);
  const fiscalYear = year === undefined ? asOf : `${eraYear(year)}度（${year}年度）`;
  if (of === undefined || yen === undefined || fiscalYear === undefined) return undefined;
  const kind = /限/u.test(of) ? "limit" : "budget";
  return { field: "amounts", value: [{ of, original, yen, kind, fiscalYear }], quote };
}

function first(
  sentences: readonly Quote[],
  read: (quote: Quote) => DraftField | undefined,
): readonly DraftField[] {
  const found = sentences.map(read).find((field) => field !== undefined);
  return found === undefined ? [] : [found];
}
