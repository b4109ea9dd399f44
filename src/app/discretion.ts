import { discretionAdvice, readAdviceWording } from "../discretion/advice.ts";
import { partSecrets } from "../discretion/public-summary.ts";
import { recogniseSecrets } from "../discretion/recognise-secrets.ts";
import { redact } from "../discretion/redact.ts";
import { once } from "../search/once.ts";
import type { Language } from "../text/language.ts";
import { promptOf } from "./shipped.ts";

/** Discretion about the names that are known in a data folder. */
export function discretionAbout(namesNow: () => Promise<readonly string[]>) {
  const wording = once(() => readAdviceWording(promptOf("discretion.yaml")));
  return {
    redact: async (text: string) => redact(text, { names: await namesNow(), anyFirm: true }).text,
    tellsSecrets: (text: string) => recogniseSecrets(text).isSecret,
    part: partSecrets,
    advise: async (text: string, language: Language) =>
      discretionAdvice(text, { language, wording: wording(), names: await namesNow() }),
  };
}
