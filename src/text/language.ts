export type Language = "ja" | "en";

const ASKING_WORD =
  /(?<![A-Za-z])(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|do|does|did|the|of)(?![A-Za-z])/iu;
const LOWER_CASE_WORD = /(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])/u;

/**
 * English when the text has no kana or kanji and an English word in it: one in lower case, or one
 * that asks. Japanese otherwise: an acronym or a name alone (FIB, Okayama TLO) tells nothing.
 */
export function languageOf(text: string): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) return "ja";
  return LOWER_CASE_WORD.test(text) || ASKING_WORD.test(text) ? "en" : "ja";
}

/** The language of the user's terminal from LC_ALL, LC_MESSAGES or LANG: `en…` is English, all else Japanese. */
export function languageOfLocale(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^en/iu.test(locale) ? "en" : "ja";
}
