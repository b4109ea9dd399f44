import type { Language } from "../../text/language.ts";
import { ACTIONS } from "./action-ids.ts";
import { button, buttons, fixed, flowing, messageOf, type SlackMessage } from "./message.ts";
import { list } from "./rich-text.ts";

const LABELS = {
  ja: "非公開の用紙を開く",
  en: "Open a private form",
} as const;

/** What to do about a secret that was written in public, and a way into a private form. */
export function adviceMessage(lines: readonly string[], language: Language): SlackMessage {
  return messageOf(
    [
      flowing(list(lines), { rank: 0, language, most: 4000 }),
      fixed(buttons(button(LABELS[language], ACTIONS.openNeedForm, ["private"], { language }))),
    ],
    lines,
    language,
  );
}
