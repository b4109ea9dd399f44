import { wholeDocumentFields } from "./common-fields.ts";
import type { Evidence } from "./evidence.ts";
import type { DraftField } from "./proposal.ts";

/** What the name of an organisation tells of its kind, the surest first. */
const TYPES: readonly (readonly [string, RegExp])[] = [
  ["TLO", /TLO|技術移転機関/u],
  ["病院", /病院|医療センター/u],
  ["高専", /高専|高等専門学校/u],
  ["大学", /大学/u],
  ["国研", /国立研究開発法人|産業技術総合研究所/u],
  ["公設試", /工業技術センター|産業技術センター|試験場|工業試験|技術センター|地方独立行政法人/u],
  ["金融機関", /銀行|信用金庫|信用組合/u],
  ["協議会・コンソーシアム", /協議会|コンソーシアム|フォーラム|研究会/u],
  ["経済団体・組合", /商工会|組合|連合会|協会/u],
  ["企業", /株式会社|有限会社|合同会社/u],
  ["産業支援機関", /財団|機構|支援センター|振興|公社|プラザ/u],
];

/** The fields of an organisation that its name and sentences about it give. */
export function organisationFields({ name, sentences, document }: Evidence): readonly DraftField[] {
  const orgType = TYPES.find(([, sign]) => sign.test(name))?.[0];
  const [first] = sentences;
  return [
    ...(orgType && first ? [{ field: "orgType", value: orgType, quote: first }] : []),
    ...wholeDocumentFields(sentences, document).filter(({ field }) => field !== "provider"),
  ];
}
