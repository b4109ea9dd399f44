import type { Button } from "@slack/types";
import type { Language } from "../../text/language.ts";
import { ACTIONS } from "./action-ids.ts";
import { button, buttons, fixed, flowing, messageOf, type SlackMessage } from "./message.ts";
import { list, paragraph } from "./rich-text.ts";

/** One plain text, with the buttons that follow from it (see `button`). */
export function noticeMessage(
  text: string,
  language: Language,
  row: readonly (readonly Button[])[] = [],
): SlackMessage {
  return messageOf(
    [flowing(paragraph([text]), { rank: 0, language, most: 3000 }), fixed(buttons(...row))],
    [text],
    language,
  );
}

const OPEN_FORM: Readonly<Record<Language, string>> = {
  ja: "非公開の用紙を開く",
  en: "Open a confidential form",
};

/**
 * What somebody is told who wrote a secret in a public place: the first line as it is, the others as
 * what can be done, and a way to write it elsewhere. The button gives `ids` back, of where it was written.
 */
export function adviceMessage(
  [first = "", ...rest]: readonly string[],
  { language, ids = ["advice"] }: { readonly language: Language; readonly ids?: readonly string[] },
): SlackMessage {
  const open = button(OPEN_FORM[language], ACTIONS.openNeedForm, ids, {
    language,
    style: "primary",
  });
  return messageOf(
    [
      flowing(paragraph([first]), { rank: 0, language }),
      flowing(list(rest), { rank: 1, language, most: 4000 }),
      fixed(buttons(open)),
    ],
    [first, ...rest],
    language,
  );
}
