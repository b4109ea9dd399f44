import type { CardNames } from "../search/card-names.ts";
import { areasIn } from "../text/areas.ts";
import { yearMentions } from "../text/japanese-era.ts";
import { searchForm } from "../text/search-form.ts";

/**
 * What a question asks, as a text: two questions ask the same just when these are equal. Only what is
 * known to make no difference is levelled: spellings, the names of one card, the calendar of a year,
 * and polite ways to ask. Every other word counts, in its place, and so do the areas: whoever pinned
 * an answer has not answered what is merely near. The table of synonyms is left out: it is made for
 * finding, where TLO and 技術移転 may stand for each other.
 */
export function questionKey(text: string, names: Pick<CardNames, "find">): string {
  const form = searchForm(text);
  const years = yearMentions(form).map((mention) => ({
    written: mention.text,
    meant: `y${mention.years.join("/")}${mention.text.endsWith("度") ? "度" : ""}`,
  }));
  const named = names.find(text).map(({ name, cards }) => ({
    written: name,
    meant: cards.map(({ id }) => id).join("/"),
  }));
  const areas = areasIn(text).toSorted().join("/");
  return `${areas}|${withoutManners(replaced(form, [...named, ...years]))}`;
}

/** What has been replaced is not looked into again: it stands as a letter until all of it is done. */
function replaced(
  form: string,
  replacements: readonly { readonly written: string; readonly meant: string }[],
): string {
  const marked = replacements.reduce(
    (rest, { written }, i) => rest.replaceAll(written, String.fromCodePoint(FIRST_MARK + i)),
    form,
  );
  return marked.replace(MARKS, (mark) => {
    const meant = replacements[(mark.codePointAt(0) ?? 0) - FIRST_MARK]?.meant ?? mark;
    return `<${meant}>`;
  });
}

/** Letters for private use: whoever types one gets no more than a question that is like no other. */
const FIRST_MARK = 0xe100;
const MARKS = /[\ue100-\uf8ff]/gu;

/** Ways to ask that change nothing in what is asked, and what stands for them, in this order. */
const MANNERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:すみません|失礼します|こんにちは|お疲れ様です)が?[、。,!\s]*/u, ""],
  [/^(?:(?:can|could|would) you )?(?:please )?tell me,? (?:about )?/u, ""],
  [/[.?!。、,\s]+$/u, ""],
  [/,?\s*\bplease$/u, ""],
  [/\b(?:the|an?)\b/gu, ""],
  [/(?:について|を)?教えて(?:ください|下さい|ほしいです|いただけますか|もらえますか)?$/u, ""],
  [/(?:について|を|が)?知りたい(?:です|のですが)?$/u, ""],
  [/(?:どう|どのように)(?:すれば|したら)(?:いい|よい|良い)/gu, "どう"],
  [/だれ|どなた/gu, "誰"],
  [/どこに(?:あり|置いてあり)ます/gu, "どこ"],
  [/(?:なの)?(?:でしょうか|ですか|です|か)$/u, ""],
  [/(?:とは|って|は|が|を)(?:何)?$/u, ""],
  [/(?<!\p{Script=Hiragana})の(?!\p{Script=Hiragana})/gu, ""],
  [/[\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'、。,.!?・\s]+/gu, " "],
  // Spaces part words of Latin letters and numbers only.
  [/(?<![a-z0-9>]) | (?![a-z0-9<])/gu, ""],
];

function withoutManners(form: string): string {
  return MANNERS.reduce((left, [way, meant]) => left.replace(way, meant), form.trim());
}
