import { searchForm } from "../text/search-form.ts";

// Whom a question looks for, and that it looks for somebody rather than asks about them.
const WHOM =
  "(?:相手|パートナ|連携先|共同研究先|共同開発先|依頼先|委託先|外注先|加工先|相談先|頼めるところ|頼み先|会社|企業|業者|機関|大学|先生|研究者|専門家|施設|ところ|設備|装置)";
const SEEKS = new RegExp(
  [
    `${WHOM}(?:さん)?(?:は|が|を)?(?:いますか|ありませんか|ありますか|探して|紹介して|教えて|知りませんか|ご存じ|求め)`,
    `(?:してくれる|できる|使える|頼める|測れる|貸してくれる|持っている)${WHOM}(?:は|を|が)`,
    "(?:相手|パートナ|連携先)は[?？]?$",
    "誰に(?:頼|聞|相談)|どこに(?:頼|お願い|依頼)(?:め|す|し|で)",
    "(?:使わせて|貸して|測らせて)(?:もらえ|くれ|いただけ)",
    "\\b(?:looking for|find|recommend|who can)\\b.*\\b(?:partner|company|firm|lab|university|professor|supplier|somebody|someone|measure|make|test)\\b",
  ].join("|"),
  "u",
);

/** Whether a question asks for somebody to work with, besides what it asks to know. */
export function seeksPartner(question: string): boolean {
  return SEEKS.test(searchForm(question));
}
