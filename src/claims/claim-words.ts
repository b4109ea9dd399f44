import { kanaNamesIn } from "../search/kana-words.ts";
import { areasIn } from "../text/areas.ts";

const WORD = /[\p{Script=Han}々ヶ]+|[ァ-ヺー]+|(?<![a-z0-9])[a-z][a-z0-9&'-]*/gu;

/** Words that say nothing by themselves: a claim may use them though its quote does not. */
const GENERAL: ReadonlySet<string> = new Set(
  `資料 記載 内容 概要 時点 次 行 者 示 挙 含 事 物 際 等 的
   the a an it its this that these those there`.split(/\s+/u),
);

/** What before or behind a word makes its opposite of it. */
const DENIED_BEFORE = "不未非無反否脱";
const DENIED_BEHIND = /^(?:外|不|無|未|禁|以外|なし|ゼロ)/u;

/**
 * The words of a claim that its quote does not have: proper names as any other, since nothing tells
 * a name from a word for certain. Both are claim forms. A word counts as a whole: no 京都 in 東京都.
 */
export function foreignWords(claim: string, quote: string): readonly string[] {
  const areas = new Set(areasIn(quote));
  return [
    ...areasIn(claim).filter((area) => !areas.has(area)),
    ...kanaNamesIn(claim).filter((name) => !quote.includes(name)),
    ...[...claim.matchAll(WORD)]
      .map(([word]) => word)
      .filter((word) => !GENERAL.has(word) && !hasWord(quote, word)),
  ];
}

function hasWord(quote: string, word: string): boolean {
  for (let at = quote.indexOf(word); at >= 0; at = quote.indexOf(word, at + 1)) {
    if (stands(word, quote.slice(0, at), quote.slice(at + word.length))) return true;
  }
  return false;
}

function stands(word: string, before: string, behind: string): boolean {
  if (/^[a-z]/u.test(word)) return !/[a-z0-9]$/u.test(before) && !/^[a-z0-9]/u.test(behind);
  if (/^[ァ-ヺー]/u.test(word)) return !/[ァ-ヺー]$/u.test(before) && !/^[ァ-ヺー]/u.test(behind);
  return !DENIED_BEFORE.includes(before.slice(-1) || " ") && !DENIED_BEHIND.test(behind);
}

/** A form without the words that say nothing by themselves. */
export function withoutGeneralWords(form: string): string {
  return form.replace(WORD, (word) => (GENERAL.has(word) ? " " : word));
}
