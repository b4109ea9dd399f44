import { searchForm } from "./search-form.ts";

/**
 * Signs of an order to an assistant, in search forms. It is known by what it wants of the assistant
 * itself: other rules, hidden text, decoding, a wording to repeat, a "fact" to remember, answers without sources.
 */
export const ORDERS: readonly RegExp[] = [
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

/** Whether a text wants something of an assistant that reads it. */
export function givesOrder(text: string): boolean {
  const form = searchForm(text);
  return ORDERS.some((pattern) => pattern.test(form));
}
