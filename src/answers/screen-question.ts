import { searchForm } from "../text/search-form.ts";

/** Why a question is not one for the documents. */
export type Refusal = "order" | "personal_data" | "opinion" | "small_talk" | "empty" | "too_long";

// Over the search form. An order is known by what it wants of the assistant itself: other rules,
// hidden text, decoding, a wording to repeat, a "fact" to remember, answers without sources.
const ORDER = [
  /(?:指示|命令|ルール|規則|制限|プロンプト|設定).{0,14}(?:無視|忘れ|破棄|解除|上書き|変更し|追加し|表示し|見せ|出力し)/u,
  /システムプロンプト|設定文|base64|rot13|デコード|復号/u,
  /(?:登録|記憶|覚え).{0,16}(?:今後|以後|これから)|(?:今後|以後|これから)は?.{0,16}(?:答え|回答)(?:て|し)/u,
  /と(?:だけ|必ず)?(?:答え|回答し|返答し|返し|言っ|述べ)て(?:ください|下さい|くれ|ほしい|$|[。」])|と(?:だけ|必ず)?(?:答えろ|答えよ|答えなさい|回答せよ|回答しろ|回答しなさい|言え(?:[。」]|$))/u,
  /指示(?:どお|通)り|言う(?:とお|通)り(?:に|答)/u,
  /(?:出典|引用|根拠).{0,10}(?:やめ|止め|なしで|省い|省略|つけず|付けず|消し|不要|捏造)|でっち上げ|捏造|本当らしく|もっともらしく/u,
  /なりきっ|ふりをし|演じて|開発者モード|脱獄/u,
  /(?:ignore|disregard|forget|override) .{0,30}(?:instruction|rule|prompt|polic|above|previous)/u,
  /(?:system|hidden|initial|original) (?:prompt|instruction|message)|your (?:prompt|instructions|rules|guidelines)/u,
  /(?:repeat|print|reveal|output|decode|translate) (?:the |this |everything |all )*(?:above|following|text|prompt|instruction)/u,
  /\bobey\b|you must\b|you are (?:now|no longer)|pretend|act as|role-?play|jailbreak|developer mode|\bdan\b|from now on/u,
  /stop citing|without (?:any )?(?:citation|source)s?|say (?:that|exactly|only)|respond (?:with|only)|answer only/u,
];
// Names that a document prints are public; how to reach or describe a person is not.
const PERSONAL_DATA = [
  /自宅|携帯(?:電話|番号)|メールアドレス|生年月日|年収|給料|家族構成/u,
  /(?:社長|代表|会長|所長|座長|担当者?|職員|教授|先生|研究員|研究者|コーディネータ|アドバイザ|人)の?.{0,6}(?:住所|連絡先|電話|年齢|学歴)/u,
  /(?:home|private|e-?mail) address|(?:mobile|cell|personal) (?:phone )?number|date of birth|salary|personal (?:data|details)/u,
];
const OPINION = [
  /どう思(?:う|い|わ)|と思(?:う|います)か?[?。]?$|(?:あなた|君)の(?:考え|意見|感想)/u,
  /儲か|無駄(?:づ|ず|遣|使)|好きです|(?:どっち|どちら)が(?:良い|よい|いい|得|優秀|魅力)|うまくいく(?:と|か|でしょう)/u,
  /do you (?:think|like|believe|prefer)|your (?:opinion|view|favou?rite)|should (?:i|we) invest|waste of/u,
  /(?:評価|採点|批判)して(?:ください|下さい|$|[。?])|(?:良い|悪い)点を?(?:教え|挙げ|評価)/u,
];
const SMALL_TALK = [
  /^(?:おはよう|こんにちは|こんばんは|はじめまして|ありがとう|お疲れ様|さようなら|hello|hi|hey|thanks|thank you|good (?:morning|evening))/u,
  /天気|元気(?:です|か|\?)|冗談|ジョーク|しりとり|あなたは誰|how are you|who are you|weather|a joke/u,
];
const RULES: readonly (readonly [Refusal, readonly RegExp[]])[] = [
  ["order", ORDER],
  ["personal_data", PERSONAL_DATA],
  ["opinion", OPINION],
  ["small_talk", SMALL_TALK],
];

// A greeting before a question is courtesy.
const GREETING =
  /^(?:おはよう(?:ございます)?|こんにちは|こんばんは|はじめまして|お世話に(?:なっております|なります)|お疲れ様です|hello|hi|hey)[、。!,\s]+/u;

/** Whether a text wants something of an assistant that reads it. */
export function givesOrder(text: string): boolean {
  const form = searchForm(text);
  return ORDER.some((pattern) => pattern.test(form));
}

/** Longest question that is read, in UTF-16 units; a longer one is a document, not a question. */
export const MAX_QUESTION = 2_000;

/**
 * Whether a question is to be declined before anything is searched, and why. Text inside a question
 * is data: an order in it is declined, never carried out.
 */
export function screenQuestion(question: string): Refusal | undefined {
  if (question.length > MAX_QUESTION) return "too_long";
  const form = searchForm(question).trim();
  if (!/[\p{L}\p{N}]/u.test(form)) return "empty";
  const body = form.replace(GREETING, "") || form;
  return RULES.find(([, patterns]) => patterns.some((pattern) => pattern.test(body)))?.[0];
}
