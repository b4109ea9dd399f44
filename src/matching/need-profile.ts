import type { NeedProfile } from "../ledger/records.ts";
import type { NeedType } from "../ledger/vocabulary.ts";
import { searchForm } from "../text/search-form.ts";
import { asWritten } from "./as-written.ts";
import { isTelling, type ReadNeed } from "./read-need.ts";

/** What a need was read as, for a person to check: its types, most deciding first, and its profile. */
export interface ReadProfile extends NeedProfile {
  readonly types: readonly NeedType[];
}

// What things are made of, by the ends of the words; the whole word is taken out of the text.
const MATERIAL =
  /[\p{Script=Han}\p{Script=Katakana}ー]*(?:鋼|鉄|合金|金属|樹脂|プラスチック|セラミックス?|ガラス|ゴム|繊維|フィルム|アルミ(?:ニウム)?|チタン|マグネシウム|ニッケル|ステンレス|木材|木粉|竹|和紙|不織布|粉末|粉体|れんが|レンガ|耐火物|陶土|陶磁器|シリコン|炭素繊維|グラファイト|カーボン|塗料|接着剤|(?<![散分配頒公発塗流])布|革|石材|コンクリート)/gu;
const ENGLISH_MATERIAL =
  /\b(?:[a-z]+ )?(?:steel|alloy|metal|resin|plastics?|ceramics?|glass|rubber|fib(?:er|re)s?|film|alumini?um|titanium|magnesium|wood|paper|powder|refractor(?:y|ies)|silicon|carbon)\b/gu;
// What somebody makes or does for a living.
const INDUSTRY =
  /[\p{Script=Han}\p{Script=Katakana}ー]{1,12}(?:メーカー?|製造業|加工業|業界|産業|業(?=[をでのが。、])|工場|農家|漁協|酒造|窯元)/u;
const ENGLISH_INDUSTRY =
  /\b(?:[a-z]+ ){1,2}(?:maker|manufacturer|industry|firm|company|brewery|farm)\b/u;

// How far the matter is, the furthest first.
const STAGES: readonly (readonly [string, RegExp])[] = [
  ["量産", /量産|増産|生産ライン|mass production/u],
  ["事業化", /事業化|商品化|製品化|販売(?:中|して)|市場投入|commerciali[sz]/u],
  ["試作", /試作|プロトタイプ|prototype/u],
  ["研究開発", /研究|開発|基礎|\br&d\b|research|develop/u],
  ["構想", /構想|検討|アイデア|これから|始めたい|\bidea\b/u],
];

/** Puts what a need says into the fields of a profile; what it does not say is absent. */
export function profileOf({ text, types, areas, deadline, concepts }: ReadNeed): ReadProfile {
  const form = searchForm(text);
  const materials = new Set(
    [...form.matchAll(MATERIAL), ...form.matchAll(ENGLISH_MATERIAL)].map(([word]) => word),
  );
  const industry = (INDUSTRY.exec(form) ?? ENGLISH_INDUSTRY.exec(form))?.[0];
  const stage = STAGES.find(([, sign]) => sign.test(form))?.[0];
  return {
    types,
    technologies: concepts
      .filter((concept) => isTelling(concept) && !materials.has(concept.surface))
      .filter(({ surface }) => surface !== industry)
      .map(({ written }) => written),
    materials: [...materials].map((material) => asWritten(material, text)),
    ...(industry !== undefined && { industry: asWritten(industry, text) }),
    ...(stage !== undefined && { stage }),
    places: areas,
    ...(deadline !== undefined && { deadline }),
  };
}
