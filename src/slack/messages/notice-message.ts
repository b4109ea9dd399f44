import type { Language } from "../../text/language.ts";
import { flowing, messageOf, type SlackMessage } from "./message.ts";
import { paragraph } from "./rich-text.ts";

/** One plain sentence. */
export function noticeMessage(text: string, language: Language): SlackMessage {
  return messageOf([flowing(paragraph([text]), { rank: 0, language })], [text], language);
}
