import type { NeedType } from "../ledger/vocabulary.ts";
import { searchForm } from "../text/search-form.ts";

// How people put each type of need. A need may be of several; the order is that of the vocabulary.
const SIGNS: Readonly<Record<NeedType, RegExp>> = {
  technical:
    /課題|困って|悩み|解決|改善|改良|詰ま|不良|できない|技術(?:が|を)?(?:ほしい|欲しい|探|必要|持)|入れたい|導入したい|検査したい|下げたい|上げたい|減らし|防ぎ|なくしたい|自動化|\bsolve|\bproblem|\bimprove|\breduce/u,
  research:
    /共同研究|共同開発|共同で(?:開発|研究)|研究(?:した|に参加|開発)|産学|大学(?:と|に|の先生)|研究者|研究会|先生|joint research|\bcollaborat|\bprofessor|\buniversit/u,
  processing:
    /受託|委託(?:加工|製造|生産)|外注|(?:加工|製造|生産|試作|量産)(?:を|も|の)?(?:して|頼|お願い|依頼|任せ|先|できる|引き受け)|作って(?:くれ|もら|ほし)|OEM|contract manufactur|\bsubcontract|仕入れ|供給|調達|納めて|\bsupplier/iu,
  equipment:
    /使わせ|借り|使える(?:ところ|場所|所|機関|施設)|使いたい|利用(?:でき|した)|施設|設備|装置|機器|測定(?:機|器|装置)|計測器|試験機|試験炉|顕微鏡|プリンター|ラボ|開放|レンタル|\bequipment|\binstrument|\brent\b|\bborrow|\buse\b/u,
  analysis:
    /評価|分析|測り|測定|計測|検査|解析|試験|調べ(?:たい|て)|観察|\banaly[sz]|\bmeasur|\btest(?:ing|ed)?\b|\binspect/u,
  sales:
    /販路|売り(?:たい|込み|先)|売って|納め(?:たい|先)|納入先|取引先|顧客|商談|展示会|輸出|市場(?:に|へ|を)|バイヤー|買って|PRし|\bsell|\bcustomers?\b|\bmarket\b|\bexport/u,
  finance:
    /資金|出資|投資|融資|補助|助成|ファンド|お金|費用を|\bfund|\binvest|\bfinanc|\bsubsid|\bgrants?\b/u,
  people:
    /人材|人手|担い手|後継者|専門家|アドバイザー|指導|育成|研修|教え|採用|学生|講座|伴走|相談|\btrain|\bexperts?\b|\badvis|\bhire/u,
  ip: /特許|ライセンス|知財|実施権|技術移転|\bpatent|\blicen[cs]/u,
  testbed:
    /実証|フィールド|実験(?:の場|場|したい)|モニター|候補地|用地|立地|入居|field trial|\btestbed|\bsite\b/u,
};

/**
 * The types of a need, by the words it is put in. What says nothing of itself is a technical
 * problem.
 */
export function needTypesOf(text: string): readonly NeedType[] {
  const form = searchForm(text);
  // Object.keys forgets which keys the table has.
  const types = (Object.keys(SIGNS) as NeedType[]).filter((type) => SIGNS[type].test(form));
  return types.length === 0 ? ["technical"] : types;
}
