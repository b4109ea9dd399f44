import {
  isInflection,
  isKanaGrammar,
  isKanaVerb,
  isOkurigana,
  isParticle,
} from "./kana-grammar.ts";

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const KANA = /^\p{Script=Hiragana}[\p{Script=Hiragana}ー]*$/u;
const WRITTEN = /^[\p{L}\p{N}々]/u;
/** Longest word of grammar, in tokens. */
const MOST_TOKENS = 5;

// ものづくり, まちづくり in search form.
const MAKING = /^\p{Script=Hiragana}{2}ずくり$/u;

/** What stands before the place that is read: an opening, a particle, kanji or katakana, grammar. */
type Before = "opening" | "particle" | "written" | "grammar";

interface Reading {
  readonly names: string[];
  before: Before;
  /** The name that is being read, in the tokens that it was cut into. */
  open: readonly string[];
}

/**
 * The names of things that a text in search form writes in hiragana alone (ねじ, めっき), each once.
 * Told from grammar by a closed list of its words and by what follows: a name stands before a
 * particle, before kanji or katakana, or at an end. The segmenter cuts names that it does not know
 * into pieces (へ|ら): such pieces are one again.
 */
export function kanaNamesIn(form: string): readonly string[] {
  if (!/\p{Script=Hiragana}{2}/u.test(form)) return [];
  const reading: Reading = { names: [], before: "opening", open: [] };
  for (const token of tokensOf(form)) {
    if (KANA.test(token)) readKana(reading, token);
    else readOther(reading, WRITTEN.test(token) ? "written" : "opening");
  }
  readOther(reading, "opening");
  return [...new Set(reading.names)];
}

/** How far around a name what decides on it may stand, in characters. */
const AROUND = 12;

/** Whether a text in search form has a name in hiragana as a word: めばえ is no ばえ. */
export function hasKanaName(form: string, name: string): boolean {
  for (let at = form.indexOf(name); at >= 0; at = form.indexOf(name, at + 1)) {
    const near = form.slice(Math.max(0, at - AROUND), at + name.length + AROUND);
    if (kanaNamesIn(near).includes(name)) return true;
  }
  return false;
}

/**
 * Whether a text in search form has a word in katakana, alone or in a compound: ステンレスネジ has ネジ.
 * One letter is no other half of a compound, so there is no ネジ in マネジメント and no ローン in ドローン.
 */
export function hasKatakanaWord(form: string, word: string): boolean {
  if (!form.includes(word)) return false;
  return [...form.matchAll(/[ァ-ヶー]+/gu)].some(([run]) => isPartOf(run, word));
}

function isPartOf(run: string, word: string): boolean {
  const at = run.indexOf(word);
  if (at < 0) return false;
  const end = at + word.length + (run[at + word.length] === "ー" ? 1 : 0);
  const ends = endsOfTokens(run);
  const [from, to] = [ends.findLast((each) => each <= at) ?? 0, ends.find((each) => each >= end)];
  const [before, after] = [at - from, (to ?? end) - end];
  return before !== 1 && after !== 1 && (before === 0 || after === 0);
}

/** Where the tokens of a run end, from 0 on; one of a single letter goes with the next. */
function endsOfTokens(run: string): readonly number[] {
  const ends = [...segmenter.segment(run)].map(({ index, segment }) => index + segment.length);
  return [0, ...ends.filter((end, i) => end - (ends[i - 1] ?? 0) > 1 || end === run.length)];
}

/** The tokens of a text; words that the segmenter always cuts are one. */
function tokensOf(form: string): readonly string[] {
  const tokens = [...segmenter.segment(form)].map(({ segment }) => segment);
  const merged: string[] = [];
  for (let i = 0; i < tokens.length; ) {
    const count = tokensInWord(tokens, i);
    merged.push(tokens.slice(i, i + count).join(""));
    i += count;
  }
  return merged;
}

/** Of how many tokens the word is that begins at one. */
function tokensInWord(tokens: readonly string[], at: number): number {
  if (!KANA.test(tokens[at] ?? "")) return 1;
  for (let count = MOST_TOKENS; count > 1; count--) {
    const word = tokens.slice(at, at + count).join("");
    if (word.length > 2 && (isKanaGrammar(word) || MAKING.test(word))) return count;
  }
  return 1;
}

function readKana(reading: Reading, token: string): void {
  if (reading.open.length > 0) continueName(reading, token);
  else if (isParticle(token) && reading.before !== "opening") reading.before = "particle";
  else if (opensName(reading.before, token)) reading.open = [token];
  else if (token.length > 1 || reading.before !== "written") reading.before = "grammar";
}

/** A single kana opens a name where no word is open that it could belong to. */
function opensName(before: Before, token: string): boolean {
  if (token.length === 1) return before === "opening" || before === "particle";
  if (before === "written" && isOkurigana(token)) return false;
  return !(isKanaGrammar(token) || isInflection(token));
}

function continueName(reading: Reading, token: string): void {
  const { length } = reading.open.join("");
  if (isParticle(token) && (length > 1 || token === "を")) close(reading, "particle");
  else if (isInflection(token)) {
    reading.open = [];
    reading.before = "grammar";
  } else if (length === 1 || token.length === 1) reading.open = [...reading.open, token];
  else {
    close(reading, "grammar");
    readKana(reading, token);
  }
}

/** Kanji, katakana or a mark: 〜の before it is a particle in the end, a verb is one that tells of what follows. */
function readOther(reading: Reading, kind: "written" | "opening"): void {
  const name = reading.open.join("");
  if (reading.open.length > 1 && isParticle(name.slice(-1))) reading.open = [name.slice(0, -1)];
  if (isKanaVerb(name)) reading.open = [];
  close(reading, kind);
}

function close(reading: Reading, before: Before): void {
  const name = reading.open.join("");
  if (name.length > 1 && !isKanaGrammar(name)) reading.names.push(name);
  reading.open = [];
  reading.before = before;
}
