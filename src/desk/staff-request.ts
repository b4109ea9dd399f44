/** What staff ask of the ledger where others ask the documents. */
export type StaffRequest =
  | { readonly kind: "report" | "late" | "export" | "verify" | "withhold" | "proceed" }
  /** A match by its number: to see it, or to object to it. */
  | { readonly kind: "match"; readonly id: string };

/** Whoever writes more than this asks about something; a request is short. */
const MOST_LETTERS = 60;

const MATCH = /(?<![a-z0-9-])m-\d{4,9}(?![\d-])/u;

/** In order: what is asked for most plainly comes first. */
const SIGNS: readonly (readonly [Exclude<StaffRequest["kind"], "match">, RegExp])[] = [
  ["verify", /改(?:ざん|竄)|(?:台帳|記録|ログ|チェーン)[はをがの]*検証|tamper|verify the ledger/u],
  [
    "export",
    /(?:csv|xlsx|jsonl|excel|エクセル)(?:で|に|を|ファイル|形式|出力|[。.?]|$)|as (?:csv|xlsx)/u,
  ],
  [
    "late",
    /(?:止ま|停滞|滞っ|動いていな|期限(?:を過ぎ|超過|切れ))[^。]*(?:案件|マッチング|紹介|もの)|(?:案件|マッチング)[^。]*(?:止ま|停滞|滞っ|動いていな|期限(?:を過ぎ|超過))|(?:overdue|stalled) (?:match|case)/u,
  ],
  ["report", /マッチング(?:の|は)?(?:状況|実績|成績|件数)|matching (?:report|figures)/u],
  [
    "withhold",
    /(?:社名|会社名|企業名|名前)[はを]?[^。]{0,10}(?:出さ|明かさ|言わ|見せ|伝え)ない|(?:社名|会社名|企業名)[はを]?[^。]{0,6}伏せ(?:て|たまま)|(?:do not|don't) (?:give|tell|show) (?:the|our) name/u,
  ],
  [
    "proceed",
    /(?:で|を)(?:先に)?進めて|(?:記録|登録)して(?:ください|おいて)?[。!]*$|候補にして|go ahead with|record (?:it|this)\b/u,
  ],
];

/**
 * What somebody who may see the ledger asks of it; `undefined` where they ask something else. Who looks
 * for a partner or asks for a reason asks the documents, whatever else they say.
 */
export function staffRequest(text: string): StaffRequest | undefined {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if ([...plain].length > MOST_LETTERS) return undefined;
  const id = MATCH.exec(plain)?.[0];
  if (id !== undefined) return { kind: "match", id: id.toUpperCase() };
  if (/(?:相手|候補|企業|機関)[はがを]?(?:[?？]|いますか|探)/u.test(plain)) return undefined;
  const kind = SIGNS.find(([, sign]) => sign.test(plain))?.[0];
  return kind && { kind };
}

/** The one of the names that somebody means by a part of it, as 「セラミックス財団」 means 岡山セラミックス技術振興財団. */
export function meantBy<T extends { readonly name: string }>(
  text: string,
  known: readonly T[],
): T | undefined {
  const said = /^(.+?)(?:で|を|に|と)(?:先に)?(?:進め|記録|登録|候補)/u.exec(
    text.normalize("NFKC").trim(),
  )?.[1];
  const meant = said === undefined ? [] : known.filter(({ name }) => isPartOf(said, name));
  if (meant.length === 1) return meant[0];
  return known.length === 1 && said === undefined ? known[0] : undefined;
}

/** Whether the letters stand in the name in that order. */
function isPartOf(said: string, name: string): boolean {
  let from = 0;
  for (const letter of said) {
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
