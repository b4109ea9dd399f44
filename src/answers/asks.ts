import { searchForm } from "../text/search-form.ts";

/** A kind of fact that a question asks for. */
export type AskKind =
  | "money"
  | "count"
  | "ratio"
  | "amount"
  | "duration"
  | "date"
  | "body"
  | "place"
  | "contact"
  | "person"
  | "firm"
  | "list"
  | "enumeration"
  | "definition"
  | "reason"
  | "condition"
  | "use"
  | "scheme"
  | "type"
  | "name";

export interface Ask {
  readonly kind: AskKind;
  /** What is counted (社 of 何社) or named (市 of どの市). Absent when anything will do. */
  readonly unit?: string;
  /** How many things a list is to have: 3 of 3つのフェーズ. */
  readonly size?: number;
}

interface Cue {
  readonly kind: AskKind;
  readonly pattern: RegExp;
  readonly unit?: string;
}

// Patterns run over the search form: NFKC, lower case, no thousands separators.
const CUES: readonly Cue[] = [
  {
    kind: "money",
    pattern:
      /いくら(?!か[のはな、もを])|何(?:千|百|万|億)*円|予算|金額|費用|値段|価格|額(?:は|が|を|って|の目標|も|[?。\s]|$)|(?:どちら|どっち).{0,8}(?:高額|高い|安い)|(?<!by )how much (?!(?:[a-z]+ )?(?:capacity|power|energy|electricity|land|space|area|water|time|growth|longer|more|less))|budget|(?<!running |operating )\bcosts?\b|price|(?:total|annual|what) (?:value|sales|revenue|turnover)|value of|turnover/u,
  },
  {
    kind: "count",
    unit: "社",
    pattern: /企業数|社数|会社の数|how many (?:[a-z-]+ ){0,2}(?:firm|compan)/u,
  },
  {
    kind: "count",
    unit: "人",
    pattern:
      /人数|従業者数|雇用者数|何人|何名|how many (?:[a-z]+ ){0,2}(?:people|person|job|employee|worker|researcher|engineer|student|coordinator|patient|visitor|tourist)/u,
  },
  { kind: "count", unit: "事業所", pattern: /事業所(?:の)?数|how many establishment/u },
  {
    kind: "count",
    unit: "大学",
    pattern: /大学(?:の)?数|how many universit(?:y|ies)(?! venture)/u,
  },
  { kind: "count", unit: "平方", pattern: /how many square (?:met|kilomet)/u },
  { kind: "count", unit: "ヘクタール", pattern: /how many hectare/u },
  { kind: "count", unit: "件", pattern: /件数|how many (?:proposal|application|patent)/u },
  {
    kind: "count",
    pattern:
      /いくつ(?!か)|\p{Script=Han}(?:の)?数(?:は|って|[?。、\s]|$)|how many (?!year|month|day)/u,
  },
  {
    kind: "ratio",
    pattern:
      /何割|何分の|何(?:%|パーセント)|何倍|割合|比率|シェア|\p{Script=Han}率|percent|per cent|share|ratio\b|proportion|what rate/u,
  },
  {
    kind: "amount",
    pattern:
      /ど(?:れ|の)(?:くらい|ぐらい|だけ|程度)|規模|by how much|how (?:large|big|far|wide) |how much (?:[a-z]+ )?(?:capacity|power|energy|electricity|land|space|area|water|growth)/u,
  },
  {
    kind: "duration",
    pattern:
      /何(?:年|[かヶ]月|日)間|期間|(?:支援|補助|助成)\S{0,4}は何年|何年(?:続|分|まで|の(?:間|あいだ)|もらえ)|いつまで|how long|how many (?:years|months)|period/u,
  },
  {
    kind: "date",
    pattern:
      /いつ(?!まで|も)|(?:どちら|どっち).{0,8}(?:新し|古|早|先)|(?<!(?:支援|補助|助成)\S{0,4}は)何年(?!間|続|分|まで|おき|もら|の(?:間|あいだ))|何月|何日|西暦|年月|時期|設立年|(?:^|since |and )when\b|when (?:was|were|is|did|will|does)|(?:what|which) (?:fiscal )?year/u,
  },
  {
    kind: "body",
    pattern:
      /どこ(?!まで)|どの(?:機関|組織|団体|大学|センター?|会社|企業|省庁?|役所)|誰|だれ|どなた|主体|相談先|窓口|申請者|何省|who\b|where\b|which (?:[a-z-]+ ){0,2}(?:organi|institut|universit|compan|firm|maker|ministr|bureau|agenc|bod(?:y|ies)|prefect)/u,
  },
  {
    kind: "place",
    unit: "市",
    pattern: /どの(?:市(?!場)|都市)|どこの市(?!場)|which (?:cit|municipalit)/u,
  },
  { kind: "place", unit: "町", pattern: /どの町|どこの町|which town/u },
  {
    kind: "place",
    pattern:
      /どの(?:県|地域|エリア|あたり|辺|範囲)|どこの(?:県|地域)|範囲|所在地|which (?:area|region)/u,
  },
  { kind: "contact", pattern: /電話|連絡先|問い?合わ?せ先|url|\bphone\b|\bcontact\b/u },
  {
    kind: "person",
    pattern:
      /氏名|お名前|実名|フルネーム|何という人|full name|(?:長|代表|知事|首相|大臣|責任者|担当者)(?:は|って|が)?(?:誰|だれ|どなた)|(?:知事|市長|社長|所長|会長|理事長|代表者?|担当者)の名前|who (?:is|was) the (?:governor|mayor|director|head|president|chair|minister|manager)/u,
  },
  {
    kind: "firm",
    pattern:
      /社名(?!は?、?(?:伏せ|出さ|言わ|秘|隠))|企業名|会社名|(?:企業|会社|メーカ)の名前|names? of the (?:firm|compan)/u,
  },
  {
    kind: "enumeration",
    pattern:
      /列挙|一覧|一通り|ひととおり|漏れなく|もれなく|全部(?!で)|ぜんぶ|すべて|全て|リスト(?:に|を|アップ)|list (?:all|every)/u,
  },
  {
    kind: "list",
    pattern:
      /挙げ|\d(?:つ|本柱|テーマ|項目|機種)|何があ|どんな(?:もの|の)が?(?:あ|含)|それぞれ|内訳|構成|メンバー|顔ぶれ|どんな(?:機器|装置|業種|事業|プログラム|団体|機関|メンバー|市|産業)|ほかに|以外|流れ(?:は|だと|を|って|[?。\s]|$)|手順|ステップ(?:は|を|って|[?。\s]|$)|list\b|what are the steps|what are|which .*s\b.*(?:are|belong|make up|include|have|has)\b/u,
  },
  {
    kind: "definition",
    pattern:
      /とは|って(?:何|なに|なん|どう)|という(?:の|もの|こと)は|どういう|意味|定義|の略|略称|meaning of|define|stand for/u,
  },
  { kind: "reason", pattern: /なぜ|理由|背景|どうして|わけ|きっかけ|経緯|いきさつ|発端|why\b/u },
  {
    kind: "condition",
    pattern:
      /条件|要件|制限|守る|て(?:も)?(?:いい|よい|良い)(?:です|か|の|[?。\s]|$)|condition|requirement|allowed/u,
  },
  {
    kind: "use",
    pattern: /何に(?:使|役立|利用|用い)|何の役|用途|使い道|何ができ|used for|use of|good for/u,
  },
  {
    kind: "scheme",
    pattern:
      /(?:制度|補助金|助成金|支援策|補助|助成|支援)(?:は|って|が|には|を)?(?:何|どれ|どんな|ある|あり|ない|使|利用|探|知り|教え|[?。\s]|$)|どの(?:事業|制度|補助金|補助|支援策?|プログラム)(?:が|に|を|で|だと)?(?:使え|当た|当て|該当|利用|合い|合う|向い)|使え(?:る|た|そうな)(?:制度|補助|助成|事業|支援)|which (?:scheme|programme|program|subsid)|(?:any|what) (?:scheme|subsid|grant|support)/u,
  },
  {
    kind: "type",
    pattern:
      /どの(?:型|タイプ|類型)|何型|型は(?:何|どれ)|(?:分類|類型)は|分類され|(?:which|what) type/u,
  },
  {
    kind: "name",
    pattern:
      /何(?:と|て)(?:いい|い[うっ]|呼)|名称|名前|何という|どの(?:制度|事業|計画|プログラム|装置|機器)|which (?:scheme|project|programme|program|instrument)|\bnames?\b (?:of|is|was)|what name|\b(?:is|was|are|were) .{1,60} (?:called|named)\b/u,
  },
];

// 何ですか alone asks what a thing is only when nothing more definite is asked.
const WHAT = /[はが](?:何|なん)(?:です|の(?:こと|略)|か|だ|[?。\s]|$)|どんな|what (?:is|are|does)/u;
const COUNTED =
  /何(社|人|名|件|大学|校|市|町|村|台|業種|本|個|団体|機関|種類|テーマ|[かヶ]所|回|項目|つ|番目|号|歳|階|時間|分(?![の野])|度(?!目)|頁|ページ|(?:平方|立方|ナノ|マイクロ|ミクロ)?(?:メートル|キロ|センチ|ミリ)|ヘクタール|坪|トン|ワット)/gu;

/** The kinds of fact that a question asks for, in the order of the table; none for a bare keyword. */
export function asksOf(question: string): readonly Ask[] {
  const form = searchForm(question);
  const counted = [...form.matchAll(COUNTED)].map(
    ([, unit = ""]): Ask => ({ kind: "count", unit: unit === "名" ? "人" : unit }),
  );
  const size = sizeAsked(form);
  const cued = CUES.filter(({ pattern }) => pattern.test(form)).map(
    ({ kind, unit }): Ask => ({
      kind,
      ...(unit && { unit }),
      ...(size && (kind === "list" || kind === "enumeration") && { size }),
    }),
  );
  if (counted.length + cued.length === 0 && WHAT.test(form)) return [{ kind: "definition" }];
  // 割合はいくら asks for a ratio: いくら alone does not make it money.
  const other = cued.some(({ kind }) => kind === "ratio");
  const named = other && !/円|予算|金額|費用|値段|価格|[^率]額/u.test(form);
  const specific = counted.length > 0 || cued.some(({ kind, unit }) => kind === "count" && unit);
  const asks = [
    ...counted,
    ...cued
      .filter(({ kind, unit }) => !(specific && kind === "count" && !unit))
      .filter(({ kind }) => !(named && kind === "money")),
  ];
  const key = ({ kind, unit = "" }: Ask) => kind + unit;
  return asks.filter((ask, i) => asks.findIndex((other) => key(other) === key(ask)) === i);
}

/** How many things a question says that there are: 3 of 3つのフェーズ, 4 of 4つとも. */
function sizeAsked(form: string): number | undefined {
  const said =
    /(?<![\d.])(\d{1,2})(?:つ|本柱|テーマ|項目|機種|要素|段階|事業|分野|種類|団体|団地|機関)(?!目)/u.exec(
      form,
    )?.[1];
  return said === undefined ? undefined : Number(said);
}

/** Kinds of fact that a sentence either carries or does not; a guess at them would be a wrong answer. */
const FIGURES: ReadonlySet<AskKind> = new Set([
  "money",
  "count",
  "ratio",
  "amount",
  "duration",
  "date",
  "contact",
  "person",
  "firm",
  "enumeration",
]);

export function asksForFigure({ kind }: Ask): boolean {
  return FIGURES.has(kind);
}
