export type Language = "ja" | "en";

/** English when the text has Latin letters and no kana or kanji at all; Japanese otherwise. */
export function languageOf(text: string): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) return "ja";
  return /[A-Za-z]{2}/u.test(text) ? "en" : "ja";
}

/** The language of the user's terminal from LC_ALL, LC_MESSAGES or LANG: `en…` is English, all else Japanese. */
export function languageOfLocale(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^en/iu.test(locale) ? "en" : "ja";
}
