import { folded } from "./folded.ts";
import { type Personal, personalIn, type Span } from "./redact.ts";

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
  /弊社|当社|わが社|我が社|うち(?:の|は|で|が|だけ|、|も)|私ども|手前ども|小社|自社(?:の|で|が)|独自|(?:開発|試作|製造|計画|準備)中|(?<![a-z])(?:we|our|us|my|i)(?![a-z])/iu;
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
    sign: /未出願|出願(?:前|準備|予定|はこれから|する予定|して(?:い)?ない|していません)|特許(?:を|は|も)?(?:まだ)?(?:出し|取っ|出願し)て(?:い)?(?:ない|ません)|(?:論文|学会)(?:の)?(?:投稿|発表)前|\bunfiled\b|(?:not|before) (?:yet )?fil(?:ed|ing)|\bunpublished\b|trade secret/iu,
  },
  {
    kind: "invention",
    sign: /ノウハウ|秘伝|企業秘密|独自の(?:製法|工法|技術|セラミック|材料|配合)/u,
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
  {
    kind: "confidential",
    sign: /社外秘|極秘|部外秘|マル秘|㊙|機密|内密|ここだけの話|オフレコ|口外|他言|内緒|(?:には|に)まだ言わない|社員にも(?:まだ)?言って|\bconfidential\b|off the record|do not (?:share|disclose)|between us/iu,
  },
  {
    kind: "confidential",
    sign: /(?:nda|秘密保持契約)(?:を|の)?(?:結んだ|締結(?:した|済|中)|交わした|のもと)|under (?:an )?nda/iu,
  },
  {
    kind: "unreleased",
    sign: /未公表|未発表|未公開|(?:公表|発表|公開|発売|上市)前|まだ(?:公表|発表|公開|発売)して(?:い)?(?:ない|ません)|(?:発表|発売|公開)予定の|before (?:the|their|our) launch|unreleased|unannounced/iu,
  },
  {
    kind: "drawing",
    sign: /(?:図面|回路図|設計図|設計データ|cadデータ|3dデータ|ソースコード|仕様書).{0,12}(?:添付|貼|載せ|送り|送付|共有|アップ)/iu,
  },
  {
    kind: "business",
    sign: /(?:単価|原価|仕切|仕入れ?値|値引|利益率|粗利|見積|受注額|売上|賃金).{0,14}?\d[\d,.]*\s?(?:%|円|割|万|億)/u,
    own: true,
  },
  {
    kind: "business",
    sign: /(?:取引先|納入先|得意先|客先|元請|顧客|親会社).{0,24}(?:と言われ|から(?:値下げ|単価|断ら|切ら)|値下げ|言わない|打ち切|クレーム|不具合)|our customer (?:asked|wants|told)/u,
  },
  {
    kind: "business",
    sign: /資金繰り|赤字|債務超過|不渡り|支払い(?:が|は)?(?:間に合|遅れ)|融資を断|倒産|リスケ|給料(?:が|を)(?:払|遅)/u,
    own: true,
  },
  {
    kind: "business",
    sign: /会社を(?:売|譲)|廃業|身売り|m&aの話|買収(?:の話|され)|後継者が(?:おら|い)|sell our (?:company|firm|business|foundry|plant|factory)|(?:第[一二三四\d]|新)工場を建て/iu,
    own: true,
  },
  { kind: "business", sign: /m&aの話が来|不正が|データ改ざん|リコール(?:を|に|か)/iu },
  { kind: "business", sign: /(?:製品|商品|部品)に(?:不具合|欠陥|異物)/u, own: true },
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
export function recogniseSecrets(
  text: string,
  { names = [] }: { readonly names?: readonly string[] } = {},
): Recognised {
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
  const personal = personalIn(text, { names }).map(({ kind, start, end }) => ({
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
