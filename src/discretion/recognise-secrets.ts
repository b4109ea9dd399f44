import { folded } from "./folded.ts";
import { type Personal, personalIn, type RedactOptions, type Span } from "./redact.ts";

export type SecretKind =
  | "invention"
  | "recipe"
  | "confidential"
  | "drawing"
  | "business"
  | "unreleased"
  | "personal"
  | "firm";

export interface Finding extends Span {
  readonly kind: SecretKind;
}

export interface Recognised {
  /** Whether something stands there that should not be said in public; a name alone is none. */
  readonly isSecret: boolean;
  /** In order of their places. */
  readonly findings: readonly Finding[];
}

/** Who speaks of their own affairs, and not of a rule. */
const OWN =
  /弊社|当社|わが社|我が社|うち(?:の|は|で|が|だけ|、|も)|私ども|手前ども|小社|自社(?:の|で|が)|独自|の者です|(?:開発|試作|製造|計画|準備)中|(?<![a-z])(?:we|our|us|my|i)(?![a-z])/iu;
/** A question about a rule, a scheme or a word, which tells nothing of who asks. */
const GENERAL =
  /ひな形|雛形|とは何|とは[?？]|注意点|一般(?:的|に)|べき(?:です|でしょう)?か|使い分け|研修|講座|セミナー|方法(?:の|を|は)|手順|制度|補助金|補助は|支援(?:は|が)?あり|融資は|窓口は|使える融資|管理に|ソフト|\b(?:what is|which schemes?|how (?:do|does|to))\b/iu;

const NUMBER = "\\d[\\d,.]*\\s?";
const VALUE = new RegExp(
  `${NUMBER}(?:%|wt%|vol%|mol|g/l|g|kg|mg|ml|l/|ppm|℃|度|部|分|時間|mpa|kpa|pa|:|対)|に対して\\S{0,8}\\d`,
  "iu",
);

interface Rule {
  readonly kind: SecretKind;
  readonly sign: RegExp;
  /** Needs the speaker's own affairs in the message, and not only the sign. */
  readonly own?: boolean;
  /** Needs a value beside it. */
  readonly value?: boolean;
}

// A sign, and what has to stand beside it. Sentences that ask about a rule are left alone.
const RULES: readonly Rule[] = [
  {
    kind: "invention",
    sign: /未出願|出願(?:する)?(?:前|準備|予定)|出願(?:は|も)?(?:これから|まだ)|出願して(?:い)?(?:ない|ません)|特許(?:を|は|も)?(?:まだ)?(?:出し|取っ|出願し)て(?:い)?(?:ない|ません)|(?:論文|学会)(?:の)?(?:投稿|発表)前|\bunfiled\b|(?:not|before|yet to) (?:yet )?(?:we )?fil(?:e|ed|ing)|\bunpublished\b|trade secret|(?:about|going|plan(?:ning)?) to (?:patent|file)/iu,
  },
  {
    kind: "invention",
    sign: /ノウハウ|秘伝|企業秘密|独自の(?:製法|工法|技術|セラミック|材料|配合|方法|条件)|新しい(?:方法|製法|工法|技術|構造|材料)を(?:思いつ|考え|考案|開発し|見つけ)|発明し|考案し|(?:思いつ|編み出)[いきし]|(?:found|discovered|invented) (?:a|how|that)/iu,
    own: true,
  },
  {
    kind: "recipe",
    sign: /配合|組成|処方|レシピ|添加|混合比|成分(?:比|表)|浴(?:の|組成)|スラリー|\bslurry|\bcomposition|\brecipe|\bformulation/iu,
    value: true,
  },
  { kind: "recipe", sign: /成分表|配合表|レシピ|組成(?:比)?を?(?:見直|教え|載せ)/u, own: true },
  {
    kind: "recipe",
    sign: /焼成|昇温|保持|硬化|熱処理|圧力|条件|製法|工程|温度/u,
    own: true,
    value: true,
  },
  // What one's own work has come to.
  {
    kind: "unreleased",
    sign: /(?:開発|合成|試作|安定化|量産化|小型化|実験|培養|抽出)に成功し|世界初|業界初|(?:に|へ)参入します|次に.{0,16}参入/u,
    own: true,
  },
  // A value of one's own process, said and not asked for.
  {
    kind: "recipe",
    sign: /^(?!.*(?:したい|探して|借り|ほしい|欲しい|ください|できる|looking|need|want)).*?\d\s?(?:℃|°c|wt%|mol|g\/l|ppm|nm)|\bph\s?\d/iu,
    own: true,
  },
  {
    kind: "confidential",
    sign: /社外秘|極秘|部外秘|マル秘|㊙|機密|内密|ここだけ(?:の話|に)|オフレコ|口外|他言|内緒|(?:には|に)まだ言わない|社員にも(?:まだ)?言って|一部しか知|取り扱い注意|(?:社名|会社名|名前)は出せ(?:ない|ません)|\bconfidential\b|off the record|do not (?:share|disclose)|between us/iu,
  },
  // Somebody asks not to be repeated. That a name stays out is the assistant's own rule, and no secret.
  {
    kind: "confidential",
    sign: /外に(?:は)?出さない|漏らさない|知られたくない|知られると困|広めない|話さないで|言わないで|(?<!名は|名を|名も|名前は|名前を)伏せて(?:おいて|ほしい|ください)|秘密に(?:して|お願い)|(?:まだ|いまは|今は)(?:詳しくは)?言え(?:ない|ません)|keep (?:this|it) (?:quiet|private|secret|between)|don'?t (?:share|tell|repeat)|not (?:yet )?public/iu,
  },
  {
    kind: "confidential",
    sign: /(?:nda|秘密保持契約)(?:を|の)?(?:結んだ|締結(?:した|済|中)|交わした|のもと)|under (?:an )?nda/iu,
  },
  {
    kind: "unreleased",
    sign: /未公表|未発表|未公開|(?:公表|発表|公開|発売|上市)(?:する)?前|(?:まだ|どこにも|誰にも|だれにも).{0,16}(?:公表|発表|公開|発売|公に(?:は)?|話|言っ|伝え|見せ|出し)(?:して|て|に)?(?:い)?(?:ない|ません)|公に(?:は)?して(?:い)?(?:ない|ません)|(?:発表|発売|公開)予定の|次期(?:モデル|製品|機種)|報告する前|before (?:the|their|our|we) (?:launch|announce|tell)|not told any|nobody (?:else )?knows|unreleased|unannounced/iu,
  },
  {
    kind: "drawing",
    sign: /(?:図面|回路図|設計図|設計データ|cadデータ|3dデータ|ソースコード|仕様書).{0,12}(?:添付|貼|載せ|送り|送付|共有|アップ|一式です)/iu,
  },
  {
    kind: "drawing",
    sign: /(?:図面|金型|設計|回路|部品|製品)のデータを?(?:送|渡|添付|共有|お見せ)/u,
  },
  { kind: "drawing", sign: /(?:うち|弊社|当社|自社)の(?:図面|回路図|設計図|設計データ)/u },
  {
    kind: "business",
    sign: /(?:単価|原価|仕切|仕入れ?値|値引|利益率|粗利|見積|受注額|売上|賃金).{0,14}?\d[\d,.]*\s?(?:%|円|割|万|億)|(?:margin|price|cost|quote|turnover).{0,30}\d[\d,.]*\s?(?:%|yen|円)|(?:設備)?投資は.{0,6}\d[\d,.]*\s?(?:億|万)/iu,
    own: true,
  },
  { kind: "business", sign: /入札(?:前|価格)|応札/u },
  {
    kind: "business",
    sign: /(?:借入|返済|手形|家賃|税金|社会保険料|仕入れ代).{0,12}(?:止まり|滞|遅れ|返せ|払え|できそうにな)|資金(?:が|も)(?:尽き|底|ショート|足りな)|(?:会社|店|工場)を(?:閉じ|たたむ|閉め)|差し?押さえ|cash (?:is )?running out|cannot pay|going under/iu,
  },
  {
    kind: "business",
    sign: /(?:社長|専務|工場長|後継|息子|職人|担当者|代表|父|従業員|社員).{0,10}(?:体調を崩|入院|病気|倒れ|亡くな|休職|辞め|退職|懲戒|ハラスメント)/u,
  },
  {
    kind: "business",
    sign: /(?:誤り|偽装|違反|改ざん|異物|漏れ|汚染|事故|不具合|不良|欠陥)(?:が|を)?.{0,6}(?:あった|あり(?:ました|まし)|見つか|分かり|わかり|判明|発覚|隠し)/u,
  },
  {
    kind: "business",
    sign: /(?:顧客|取引先|得意先|納入先|納品先|親会社|元請|お客).{0,20}(?:終え|打ち切|切られ|減らさ|離れ|失い|通告|転注|これから説明)/u,
  },
  {
    kind: "business",
    sign: /(?:取引先|納入先|得意先|客先|元請|顧客|お客さん|親会社).{0,24}(?:と言われ|から(?:値下げ|単価|断ら|切ら)|値下げ|言わない|打ち切|クレーム|不具合|報告する前)|customer (?:asked|wants|told|demands)/iu,
  },
  {
    kind: "business",
    sign: /資金繰り|赤字|債務超過|不渡り|支払い(?:が|は)?(?:間に合|遅れ)|融資を断|倒産|リスケ|給料(?:が|を|の)(?:払|遅|支払)/u,
    own: true,
  },
  {
    kind: "business",
    sign: /会社を(?:売|譲)|身売り|m&aの話|後継者が(?:おら|い)|sell our (?:company|firm|business|foundry|plant|factory)|(?:第[一二三四\d]|新)工場を建て|(?:退職|解雇|異動|人員整理|リストラ)(?:する|を|させ)/iu,
    own: true,
  },
  {
    kind: "business",
    sign: /m&aの話が来|買収(?:の話|提案|を持ちかけ|され)|(?:廃業|会社の売却|身売り)を(?:考え|検討)|不正が|データ改ざん|リコール(?:を|に|か)|(?:が|は)(?:来月|今月|近く|年内に?)(?:で)?(?:辞め|退職)|辞めることに/iu,
  },
  {
    kind: "business",
    sign: /(?:製品|商品|部品)に(?:不具合|欠陥|異物)|クレームが(?:来|入|あ|続)|不良(?:品)?が(?:出|流出)/u,
    own: true,
  },
];

// 株式会社○○です, ㈱○○の△△です, ○○有限会社と申します, This is X Co., Ltd.
const FORM = "(?:株式会社|有限会社|合同会社|㈱|㈲|\\((?:株|有|同)\\))";
const NAME = "[\\p{Script=Han}\\p{Script=Katakana}\\p{Script=Hiragana}A-Za-z0-9ー・&○△×□]{1,20}?";
const SELF = "(?=です|と申し|の[\\p{Script=Han}]{1,6}(?:です|と申)|でございます|ですが)";
const SELF_NAMED: readonly RegExp[] = [
  new RegExp(`${FORM}\\s{0,2}${NAME}${SELF}`, "gu"),
  new RegExp(`${NAME}\\s{0,2}${FORM}${SELF}`, "gu"),
  /(?<=\b(?:this is|we are|i am with|i'm from) )[A-Z][\w&.-]{0,20}(?: [A-Z][\w&.-]{0,20}){0,4},? (?:Co\.,? ?Ltd\.?|Inc\.?|Ltd\.?|Corp\.?|K\.K\.)/giu,
];
// 納入先の㈱○○: somebody else's name in one's own affairs.
const PARTY = new RegExp(
  `(?<=(?:取引先|納入先|得意先|客先|元請|顧客|親会社|相手|委託先|仕入先)(?:の|は|である)?\\s{0,2})(?:${FORM}\\s{0,2}${NAME}(?=に|は|が|の|から|と|様|さん|[、。])|${NAME}${FORM})`,
  "gu",
);

/**
 * Recognises what should not stand in a public place: unfiled inventions, recipes, what is marked
 * confidential, drawings, one's own business, what is not released yet; and names: of the firm that
 * speaks, of persons, of those given. Signs by rules; what nothing marks is not recognised.
 */
export function recogniseSecrets(text: string, options: RedactOptions = {}): Recognised {
  const plain = folded(text);
  const isOwn = OWN.test(plain) || SELF_NAMED.some((pattern) => plain.search(pattern) >= 0);
  const secrets = sentencesIn(plain).flatMap((sentence) => secretsIn(sentence, isOwn));
  const named = [...SELF_NAMED, PARTY].flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ index, 0: match }) => ({
      kind: "firm" as const,
      start: index,
      end: index + match.length,
    })),
  );
  const personal = personalIn(text, options).map(({ kind, start, end }) => ({
    kind: kindOf(kind),
    start,
    end,
  }));
  const findings = [...secrets, ...named, ...personal].sort((a, b) => a.start - b.start);
  return { isSecret: secrets.length > 0, findings };
}

/** Sentences with their places, the mark at the end included. */
export function sentencesIn(text: string): readonly (Span & { readonly text: string })[] {
  return [...text.matchAll(SENTENCE)].map(({ index, 0: sentence }) => ({
    text: sentence,
    start: index,
    end: index + sentence.length,
  }));
}

const SENTENCE = /(?:[^。．！？!?.\n]|\.(?!\s|$)){1,2000}(?:[。．！？!?.\n]|$)?/gu;

function secretsIn(
  { text, start }: Span & { readonly text: string },
  isOwn: boolean,
): readonly Finding[] {
  if (GENERAL.test(text) && !OWN.test(text)) return [];
  return RULES.flatMap(({ kind, sign, own = false, value = false }) => {
    const found = sign.exec(text);
    if (!found || (own && !isOwn) || (value && !VALUE.test(text))) return [];
    return [{ kind, start: start + found.index, end: start + found.index + found[0].length }];
  });
}

function kindOf(kind: Personal["kind"]): SecretKind {
  return kind === "name" ? "firm" : "personal";
}
