import type { Language } from "../text/language.ts";
import { readTexts, type WordingOf } from "../text/wording.ts";
import { partSecrets } from "./public-summary.ts";
import { recogniseSecrets, type SecretKind } from "./recognise-secrets.ts";

const KEYS = [
  "publicPlace",
  "deletePost",
  "goPrivate",
  "beforeFiling",
  "notRepeated",
  "openSummary",
  "noSummary",
  "choices",
  "noRules",
] as const;

export type AdviceWording = WordingOf<(typeof KEYS)[number]>;

/** Reads the wording of advice from YAML; throws when a text is missing, unknown or not in both languages. */
export function readAdviceWording(yaml: string): AdviceWording {
  return readTexts(yaml, KEYS);
}

/** What kinds of findings are called; those that name somebody are one. */
const KINDS: Readonly<Record<SecretKind, Readonly<Record<Language, string>>>> = {
  invention: { ja: "出願前の発明やノウハウ", en: "an unfiled invention or know-how" },
  recipe: { ja: "配合や製造条件", en: "a recipe or process conditions" },
  confidential: { ja: "秘密とされている情報", en: "something marked confidential" },
  drawing: { ja: "図面や設計データ", en: "drawings or design data" },
  business: { ja: "取引や経営の事情", en: "business matters" },
  unreleased: { ja: "公表前の情報", en: "something not yet announced" },
  personal: { ja: "個人情報", en: "personal data" },
  firm: { ja: "社名", en: "the name of a firm" },
};

/**
 * What to tell somebody at once who wrote a secret in a public place, a line each; `undefined` when
 * nothing secret was recognised. What was written is not repeated, but for what may be public.
 */
export function discretionAdvice(
  text: string,
  {
    language,
    wording,
    names,
  }: {
    readonly language: Language;
    readonly wording: AdviceWording;
    readonly names?: readonly string[];
  },
): readonly string[] | undefined {
  const about = names === undefined ? {} : { names };
  const { isSecret, findings } = recogniseSecrets(text, about);
  if (!isSecret) return undefined;
  const say = wording(language);
  const kinds = [...new Set(findings.map(({ kind }) => KINDS[kind][language]))];
  const { open } = partSecrets(text, about);
  return [
    say("publicPlace", { kinds: kinds.join(language === "ja" ? "、" : ", ") }),
    say("deletePost"),
    say("goPrivate"),
    ...(findings.some(({ kind }) => kind === "invention" || kind === "recipe")
      ? [say("beforeFiling")]
      : []),
    say("notRepeated"),
    open === "" ? say("noSummary") : say("openSummary", { summary: open }),
    say("choices"),
    say("noRules"),
  ];
}
