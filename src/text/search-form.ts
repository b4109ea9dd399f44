import { cleanText } from "./clean-text.ts";
import { kanjiNumbersToDigits } from "./kanji-number.ts";

const KANA: Readonly<Record<string, string>> = { づ: "ず", ぢ: "じ", ヅ: "ズ", ヂ: "ジ" };

/**
 * The form in which texts are compared: two spellings of the same thing have one search form.
 * NFKC and lower case; ヅ/ズ, ヴァ/バ and a long vowel at the end of a katakana word do not count
 * (センタ = センター); ものづくり is one word however it is written; digits lose their thousands
 * separators; counted kanji numerals become digits.
 * Length and positions are not preserved.
 */
export function searchForm(text: string): string {
  const plain = cleanText(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[‐‑‒–—―−]/gu, "-")
    .replace(/〜/gu, "~")
    .replace(/パーセント/gu, "%")
    // Micro-Monozukuri Centre = Micro Monozukuri Center
    .replace(/(?<=[a-z])-(?=[a-z])/gu, " ")
    .replace(/\bcentre/gu, "center")
    .replace(/[づぢヅヂ]/gu, (c) => KANA[c] ?? c)
    .replace(/(?:もの|モノ|物)(?:ずくり|ズクリ|作り|造り|創り)/gu, "ものずくり")
    .replace(/ヴ([ァィェォ])/gu, (_, small: string) => "バビベボ"["ァィェォ".indexOf(small)] ?? "")
    .replace(/ヴ/gu, "ブ")
    .replace(
      /[ァ-ヶー]{3,}/gu,
      (word) => word.slice(0, 2) + word.slice(2).replace(/(?<!ー)ー+$/u, ""),
    )
    .replace(/(?<=\d),(?=\d{3})/gu, "");
  return kanjiNumbersToDigits(plain);
}

/** Equality of quotes: NFKC, lower case, no white space. As the checks outside the project compare. */
export function squash(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}
