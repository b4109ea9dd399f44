const DIGITS = "〇一二三四五六七八九";
const TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

// A kanji numeral is a number only before something that is counted: 四割, 十業種, 三つ;
// 四国, 三重県, 一般 and 十分 are words. After a digit it is a unit: the 千 of 23,000千円. A row of
// them is tried once, from its start or behind such a unit, and a row of thirteen is no number.
const COUNTED =
  /(?:(?<![\d.,兆億万〇一二三四五六七八九十百千])|(?<=[\d.,兆億万][〇一二三四五六七八九十百千]))[〇一二三四五六七八九十百千]{1,12}(?=割|倍|社|人|名|件|大学|校|市|町|村|年|[ヶかカ]月|月|日|回|本|つ|個|点|台|業種|億|万|円|団体|機関|テーマ|種類|段階|期)/gu;

/** The value of a kanji numeral below ten thousand, in either notation: 三百五十一 and 三五一 are 351. */
export function kanjiNumber(kanji: string): number {
  if (![...kanji].some((c) => c in TENS)) {
    return Number([...kanji].map((c) => DIGITS.indexOf(c)).join(""));
  }
  let total = 0;
  let pending = 0;
  for (const c of kanji) {
    const unit = TENS[c];
    if (unit === undefined) {
      pending = DIGITS.indexOf(c);
    } else {
      total += (pending || 1) * unit;
      pending = 0;
    }
  }
  return total + pending;
}

/** Writes kanji numerals that stand before a counter in digits: 四割 → 4割. Other kanji stay. */
export function kanjiNumbersToDigits(text: string): string {
  return text.replace(COUNTED, (kanji) => String(kanjiNumber(kanji)));
}
