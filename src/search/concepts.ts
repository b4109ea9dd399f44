import type { SynonymGroups } from "../corpus/synonyms.ts";
import { yearMentions, yearsIn } from "../text/japanese-era.ts";
import { type Language, languageOf } from "../text/language.ts";
import { searchForm } from "../text/search-form.ts";
import { anyForm, isOrdinary } from "./english-words.ts";
import { CHATTY_WORDS, GENERAL_NOUNS } from "./general-nouns.ts";
import { kanaNamesIn } from "./kana-words.ts";
import { pairsOf, wordsOf } from "./terms.ts";
import type { Vocabulary } from "./text-search.ts";

/** One thing that a question is about, in all the spellings that would do. Search forms. */
export interface Concept {
  readonly surface: string;
  readonly alternatives: readonly string[];
  /** Set when the thing is a year, however it was written. */
  readonly year?: number;
  /** The compound it was written in, when it is one of three words or more: 地域|創出|事業. */
  readonly compound?: string;
  /** Set when it is a name in kana: in hiragana it is looked for as a word, for its letters stand anywhere. */
  readonly kana?: true;
  /** How much it tells: idf of the rarest part that the corpus knows, the largest idf if it knows none. */
  readonly weight: number;
  /** The same before it is held to the most that one thing may weigh, where it was measured: tells the rarest. */
  readonly idf?: number;
}

/**
 * What a text is about. Names of things that are written in hiragana are taken for grammar, of
 * which questions, being speech, are full, unless `kana` asks for them.
 */
export type FindConcepts = (
  question: string,
  options?: { readonly kana: boolean },
) => readonly Concept[];

interface Dependencies {
  readonly words: Vocabulary;
  readonly pairs: Vocabulary;
  readonly synonyms: SynonymGroups;
  /** Japanese for English words; asked for with the first question in English. */
  readonly glossary: () => SynonymGroups;
}

// 何月何日, 何千円: the question word and what is counted.
const ASKED_NUMBER =
  /何[千百十万億兆]*(?:年度|年間|年|[かヶ]月|月|日|円|社|人|名|件|割|倍|番目|番|つ|個|本|台|回|県|市|町|大学|業種|団体|機関|事業所|%)/gu;

/**
 * Most that one thing may weigh: idf grows with the corpus for rare words and falls for common ones,
 * and one unknown word of a long question must not outweigh all the others in a large corpus.
 */
const MAX_WEIGHT = 4;
/** idf of a word that no text has, in the corpus that the weights were set with: others are scaled to it. */
const IDF_SCALE = 6.4;
/** A word that stands in no text. */
const UNHEARD_OF = "\u{10ffff}";

/** Cuts a question into the things it is about: years, synonyms of the table, then single words. */
export function createConceptFinder({
  words,
  pairs,
  synonyms,
  glossary,
}: Dependencies): FindConcepts {
  const japanese = synonymTable(synonyms);
  let english: SynonymTable | undefined;
  const tableFor = (language: Language) => {
    if (language === "ja") return japanese;
    english ??= synonymTable([...glossary(), ...synonyms]);
    return english;
  };
  const scale = IDF_SCALE / words.idf(UNHEARD_OF);
  const idfOf = (surface: string) => scale * weigh(surface, words, pairs);
  return (question, { kana } = { kana: false }) => {
    const form = searchForm(question);
    const years = yearsIn(form).map((year) => ({
      surface: String(year),
      alternatives: [],
      year,
      weight: words.idf(`y${year}`),
    }));
    const named = yearMentions(form)
      .reduce((text, year) => text.replace(year.text, " "), form)
      .replace(ASKED_NUMBER, " ");
    const language = languageOf(question);
    const { concepts, rest } = takeSynonyms(named, tableFor(language), (group, member) => {
      const isPlain = language === "en" && isOrdinary(member, question);
      return weightFrom(lowest(group.map(idfOf)), isPlain ? ORDINARY_SHARE : 1);
    });
    const single = surfacesOf(rest).map((surface) => ({
      ...surface,
      ...(kana ? inBothKana(surface.surface) : { alternatives: [surface.surface] }),
      ...weightFrom(
        idfOf(surface.surface),
        ordinaryShare(surface.surface, question, words) * toldShare(surface.surface),
      ),
    }));
    const names = kana ? kanaConcepts(rest, words, scale) : [];
    return [...years, ...concepts, ...single, ...names].filter(({ weight }) => weight > 0);
  };
}

/** The names in a text that are in hiragana. */
function kanaConcepts(form: string, words: Vocabulary, scale: number): readonly Concept[] {
  return kanaNamesIn(form).map((surface) => ({
    surface,
    ...inBothKana(surface),
    ...weightFrom(scale * words.idf(surface) * (words.has(surface) ? 1 : UNKNOWN_ORDINARY_SHARE)),
  }));
}

function weightFrom(idf: number, share = 1): Pick<Concept, "weight" | "idf"> {
  return { weight: share * Math.min(MAX_WEIGHT, idf), idf: share * idf };
}

/** The spellings of a word, in the other kana too if it is in one of them. */
function inBothKana(word: string): Pick<Concept, "alternatives" | "kana"> {
  if (/^\p{Script=Hiragana}+$/u.test(word)) {
    return { alternatives: [word, searchForm(shifted(word, TO_KATAKANA))], kana: true };
  }
  if (/^[ァ-ヶー]+$/u.test(word)) {
    return { alternatives: [word, searchForm(shifted(word, -TO_KATAKANA))], kana: true };
  }
  return { alternatives: [word] };
}

const TO_KATAKANA = "ア".charCodeAt(0) - "あ".charCodeAt(0);

function shifted(kana: string, by: number): string {
  return kana.replace(/[ぁ-ゖァ-ヶ]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + by));
}

const GENERAL_SHARE = 0.4;
const CHATTY_SHARE = 0.2;

/** How much of its weight a Japanese word keeps that could stand in a question about anything. */
function toldShare(surface: string): number {
  if (CHATTY_WORDS.has(surface)) return CHATTY_SHARE;
  return GENERAL_NOUNS.has(surface) ? GENERAL_SHARE : 1;
}

type SynonymTable = ReturnType<typeof synonymTable>;

/** Takes the synonyms out of a text, longest first, and leaves a gap for each. */
function takeSynonyms(
  text: string,
  table: SynonymTable,
  weightOf: (group: readonly string[], member: string) => Pick<Concept, "weight" | "idf">,
) {
  const concepts: Concept[] = [];
  let rest = text;
  for (const { member, forms, group } of table) {
    if (forms ? rest.search(forms) < 0 : !mentions(rest, member)) continue;
    rest = rest.replaceAll(forms ?? member, " ");
    concepts.push({ surface: member, alternatives: group, ...weightOf(group, member) });
  }
  return { concepts, rest };
}

// An ordinary English word tells less than a name.
const ORDINARY_SHARE = 0.5;
// A Japanese text has no English words but names, and of the others the glossary has those that tell.
const UNTRANSLATED_SHARE = 0.15;

function ordinaryShare(surface: string, question: string, words: Vocabulary): number {
  if (!isOrdinary(surface, question)) return 1;
  return languageOf(question) === "en" && !words.has(surface) ? UNTRANSLATED_SHARE : ORDINARY_SHARE;
}

/** Whether a text in search form has the term; Latin letters and digits only as whole words. */
export function mentions(form: string, term: string): boolean {
  for (let at = form.indexOf(term); at >= 0; at = form.indexOf(term, at + 1)) {
    const begins = !oneWord(form[at - 1], term[0]);
    if (begins && !oneWord(term.at(-1), form[at + term.length])) return true;
  }
  return false;
}

/** Whether two neighbouring characters belong to one Latin word or one number. */
function oneWord(a = "", b = ""): boolean {
  return /^(?:[a-z]{2}|\d{2})$/u.test(a + b);
}

function synonymTable(synonyms: SynonymGroups) {
  return synonyms
    .flatMap((group) => {
      const forms = [...new Set(group.map(searchForm))];
      return forms.map((member) => ({ member, forms: anyForm(member), group: forms }));
    })
    .sort((a, b) => b.member.length - a.member.length);
}

interface Surface {
  readonly surface: string;
  readonly compound?: string;
}

/**
 * The words of a text, each once; a single kanji joins its neighbour (耐火 + 物, 床 + 面積).
 * Neighbours in kanji, katakana or Latin make a compound.
 */
function surfacesOf(form: string): readonly Surface[] {
  const runs: string[][] = [];
  let end = -1;
  let from = 0;
  for (const word of wordsOf(form)) {
    const at = form.indexOf(word, from);
    const run = runs.at(-1);
    const joined = run !== undefined && at === end && !/\p{Script=Hiragana}/u.test(word);
    if (!joined) runs.push([word]);
    else if (isAffix(word) || isPrefix(run.at(-1)) || isCutOff(run.at(-1), word))
      run[run.length - 1] += word;
    else run.push(word);
    if (at >= 0) from = end = at + word.length;
  }
  const surfaces = runs.flatMap((run) =>
    run.map((surface) => ({ surface, ...(run.length > 2 && { compound: run.join("") }) })),
  );
  const seen = new Set<string>();
  return surfaces.filter(
    ({ surface }) => surface.length > 1 && !seen.has(surface) && seen.add(surface),
  );
}

/** A single kanji at the end of a word: 耐火物, 試験炉. */
function isAffix(word: string): boolean {
  return /^\p{Script=Han}$/u.test(word) && !/[面等別側向]/u.test(word);
}

/** A single kanji before a word makes another word of it (床面積), unless it only says whose it is. */
function isPrefix(word = ""): boolean {
  return /^\p{Script=Han}$/u.test(word) && !/[県市町国各約同本全当第]/u.test(word);
}

/** A single katakana is what the segmenter cut off a word that it does not know: ド|ローン. */
function isCutOff(a = "", b = ""): boolean {
  return /^\p{Script=Katakana}$/u.test(a) && /^\p{Script=Katakana}/u.test(b);
}

// What a question is about stands in its nouns. A word with kana in it is mostly a verb or an
// adjective, and there are many ways to say 進めている; kana alone is how one speaks.
const INFLECTED_SHARE = 0.3;
// A word that the corpus does not know tells that it is not spoken of there. A name does so surely;
// an ordinary word of two kanji (実験, 会社) may only be another way to put it.
const UNKNOWN_ORDINARY_SHARE = 0.5;

function weigh(surface: string, words: Vocabulary, pairs: Vocabulary): number {
  if (/^\p{Script=Hiragana}+$/u.test(surface)) return 0;
  const share = /\p{Script=Hiragana}/u.test(surface) ? INFLECTED_SHARE : 1;
  const known = wordsOf(surface).filter((word) => words.has(word));
  if (known.length > 0 && known.join("") === surface) {
    return share * Math.max(...known.map(words.idf));
  }
  const parts = /[a-z]/u.test(surface) ? [] : pairsOf(surface);
  if (parts.length > 0 && parts.every((pair) => pairs.has(pair))) {
    return share * Math.max(...parts.map(pairs.idf));
  }
  const ordinary = /^\p{Script=Han}{1,2}$/u.test(surface);
  return share * words.idf(surface) * (ordinary ? UNKNOWN_ORDINARY_SHARE : 1);
}

/** The least weight above zero: a group tells as much as its most common spelling. */
function lowest(weights: readonly number[]): number {
  const telling = weights.filter((weight) => weight > 0);
  return telling.length === 0 ? 0 : Math.min(...telling);
}
