import type { DraftKind } from "./proposal.ts";

interface Named {
  readonly kind: DraftKind;
  readonly name: string;
}

/** How the names of things end. */
const ENDINGS: Readonly<Record<DraftKind, RegExp>> = {
  scheme:
    /(?:補助金|助成金|奨励金|給付金|(?:支援|補助|助成|委託|育成|振興|推進|創出|開発|強化|促進|派遣|開催|相談)事業|融資制度|支援制度|認定制度|貸付制度|優遇税制|支援税制|ファンド)$/u,
  organisation:
    /(?:センター|機構|財団|協会|協議会|研究所|試験場|大学|高等専門学校|高専|商工会議所|商工会|協同組合|株式会社|信用金庫|公社|TLO)$|^(?:株式会社|(?:公益|一般)(?:財団|社団)法人|国立研究開発法人|地方独立行政法人)/u,
  seed: /(?:装置|試験機|測定機|測定器|分析機|分析計|顕微鏡|加工機|試験炉|プリンター?|特許|加工技術|製造技術|成形技術|分析技術|計測技術|製造法|工法)$/u,
};

/** What the first cells of rows are called whose cells name such things. */
const LABELS: Readonly<Record<DraftKind, RegExp>> = {
  scheme: /^(?:事業|制度|補助金|助成金|支援策|支援制度)(?:の?名称?)?$/u,
  organisation: /^(?:機関|支援機関|企業|会社|団体|法人|組織|大学)(?:の?名称?)?$/u,
  seed: /^(?:機器|装置|設備|技術|シーズ|特許)(?:の?名称?)?$/u,
};
const KINDS = ["scheme", "seed", "organisation"] as const satisfies readonly DraftKind[];

const MAX_NAME = 40;
/** これ, 当センター: what stands before says which. */
const POINTS_BACK =
  /(?:^特に|本)(?:本?装置|事業|センター|制度|技術)$|^(?:この|その|当|本(?!田|多)|同|各|こうした|これら|以下|上記|次の|他の|新たな)/u;
/** A phrase and not a name: something is said in it. */
const SAYS =
  /[、。，．:：?？!！]|(?:した|する|れる|いる|ある|など|等の|ための|による|における|について|として|から|まで|より|もの$|[をへ]|(?<=[\p{Script=Han}\p{Script=Katakana}])が|や(?=[\p{Script=Han}\p{Script=Katakana}]))/u;

/** Names of schemes that stand alone need not end as those in sentences do. */
const ITEM_ENDINGS = {
  ...ENDINGS,
  scheme: /.{5}事業$|(?:補助金|助成金|融資制度|支援制度|認定制度)$/u,
};

/** The thing that an item or heading names, with nothing but what stands in brackets after it. */
export function itemName(text: string): Named | undefined {
  const name = bare(text.replace(/ ?[（(][^（()）]*[）)] ?$/u, ""));
  const kind = KINDS.find((each) => ITEM_ENDINGS[each].test(name));
  return kind !== undefined && isName(name) ? { kind, name } : undefined;
}

/** The things of these kinds that a sentence or row is about. */
export function namesIn(sentence: string): readonly Named[] {
  const named = inRow(sentence) ?? inSentence(sentence);
  return named.filter(({ name }) => isName(name));
}

/** 事業名: 試作支援事業⇥予算額: 1,200千円 */
function inRow(sentence: string): readonly Named[] | undefined {
  const [, label = "", rest = ""] = /^([^:：、。]{2,12})[:：] ?(\S.*)$/u.exec(sentence) ?? [];
  const kind = KINDS.find((each) => LABELS[each].test(label.trim()));
  if (kind === undefined) return undefined;
  return [{ kind, name: (rest.split("\t")[0] ?? "").trim() }];
}

/** A technology is named in many sentences; who says that somebody developed it names one. */
const MADE = /^(.{2,30}?技術)は、?[^。]{0,40}が?(?:開発し|確立し|実用化し|保有し|特許)/u;

/** What a sentence says something about: 試作支援事業は、… and what somebody has: …は、圧縮試験機を備え */
function inSentence(sentence: string): readonly Named[] {
  const made = MADE.exec(sentence)?.[1];
  const subject = /^(.{2,60}?)(?:とは|では|には|は)、?(?=.)/u.exec(sentence)?.[1];
  const owned =
    /は、?(?:[^。、]{0,30}[、にで])?([^、。にをでは]{3,30})を(?:保有|所有|備え|導入|有し|有する|開発し|提供)/u.exec(
      sentence,
    )?.[1];
  const said = subject === undefined ? [] : subjectsOf(subject);
  return [
    ...said,
    ...(owned === undefined ? [] : kindsOf(bare(owned), "seed")),
    ...(made === undefined ? [] : [{ kind: "seed", name: bare(made) } as const]),
  ];
}

function kindsOf(name: string, only?: DraftKind): readonly Named[] {
  const kind = KINDS.find((each) => ENDINGS[each].test(name));
  return kind === undefined || (only !== undefined && kind !== only) ? [] : [{ kind, name }];
}

/** 試作支援事業, and that too of 試作支援事業の予算額: what is said of its budget is said of a scheme. */
function subjectsOf(subject: string): readonly Named[] {
  const [whole] = kindsOf(bare(subject));
  if (whole) return [whole];
  const owner = subject.split(OF).find((piece) => ENDINGS.scheme.test(piece));
  return owner === undefined ? [] : [{ kind: "scheme", name: owner }];
}

/** の after a noun; there is none in ものづくり. */
const OF = /(?<=[\p{Script=Han}\p{Script=Katakana}ー）」])の(?=.)/u;

/** The name in a phrase: what stands in 「」, else what follows the last の after a noun; 北川市の試作支援事業. */
function bare(phrase: string): string {
  const quoted = /「([^「」]{3,40})」[^「」]{0,4}$/u.exec(phrase)?.[1];
  if (quoted !== undefined) return quoted;
  return (
    phrase
      .replace(/[（(][^（）()]*[）)]$/u, "")
      .split(OF)
      .at(-1)
      ?.trim() ?? ""
  );
}

/** Words that end as names do and name nothing. */
const GENERAL =
  /^(?:大学|高専|企業|公設試験場|研究所|協議会|協会|(?:研究|研究開発|データ|イノベーション|支援)?センター|財団|機構|補助・?助成金|補助金|助成金|支援制度|支援事業|補助事業|委託事業|開発事業|振興事業|推進事業|装置|特許|加工技術|製造技術|測定装置|分析装置|顕微鏡|商工会|商工会議所|ファンド)$/u;

function isName(name: string): boolean {
  return (
    name.length >= 3 &&
    name.length <= MAX_NAME &&
    !POINTS_BACK.test(name) &&
    !SAYS.test(name) &&
    !GENERAL.test(name) &&
    !/[[\]{}<>|\\]/u.test(name)
  );
}
