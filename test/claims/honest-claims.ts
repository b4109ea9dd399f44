import type { Claim } from "../../src/claims/check-claim.ts";
import { eraYear, westernYear } from "../../src/text/japanese-era.ts";

/** What an honest model may say of a passage, by how it puts it; `undefined` where it cannot put it so. */
export type Rewording = (text: string) => Pick<Claim, "text" | "quote"> | undefined;

const changed = (text: string, claim: string) =>
  claim === text ? undefined : { text: claim, quote: text };
const KANJI = "〇一二三四五六七八九";

export const HONEST: Readonly<Record<string, Rewording>> = {
  "as it stands": (text) => ({ text, quote: text }),
  "with another ending": (text) =>
    changed(
      text,
      text.replace(/です。$/u, "である。").replace(/(?<=[てで])います。$/u, "いるとされます。"),
    ),
  "with western years": (text) =>
    changed(
      text,
      text.replace(
        /(昭和|平成|令和)(\d{1,2})年(?![度]?[～〜])/gu,
        (_, era, year) => `${westernYear(era, Number(year))}年`,
      ),
    ),
  "with years of eras": (text) =>
    changed(
      text,
      text.replace(
        /(?<!\d)((?:19[3-9]|20[0-2])\d)年/gu,
        (year, digits) => eraYear(Number(digits)) ?? year,
      ),
    ),
  "in full width": (text) =>
    changed(
      text,
      text.replace(/\d/gu, (d) => String.fromCodePoint(0xff10 + Number(d))),
    ),
  "with kanji numerals": (text) =>
    changed(
      text,
      text.replace(/(?<![\d.,])[1-9](?=[社人件年市町つ])/gu, (d) => KANJI[Number(d)] ?? d),
    ),
  "in another unit of money": (text) =>
    changed(
      text,
      text.replace(/(\d[\d,]*)千円/gu, (whole, digits) => {
        const thousands = Number(digits.replaceAll(",", ""));
        return thousands % 10 === 0 ? `${(thousands / 10).toLocaleString("en")}万円` : whole;
      }),
    ),
  "without what stands in brackets": (text) => changed(text, text.replace(/（[^（）]*）/gu, "")),
  "of a sentence alone": (text) => {
    const [first = "", ...others] = text.match(/[^。「」（）]+。/gu) ?? [];
    return others.length > 0 && text.startsWith(first) ? { text: first, quote: first } : undefined;
  },
};
