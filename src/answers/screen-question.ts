import { ORDERS } from "../text/orders.ts";
import { searchForm } from "../text/search-form.ts";

/** Why a question is not one for the documents. */
export type Refusal = "order" | "personal_data" | "opinion" | "small_talk" | "empty" | "too_long";

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
  ["order", ORDERS],
  ["personal_data", PERSONAL_DATA],
  ["opinion", OPINION],
  ["small_talk", SMALL_TALK],
];

// A greeting before a question is courtesy.
const GREETING =
  /^(?:おはよう(?:ございます)?|こんにちは|こんばんは|はじめまして|お世話に(?:なっております|なります)|お疲れ様です|hello|hi|hey)[、。!,\s]+/u;

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
