import type { RichTextBlockElement } from "@slack/types";
import type { Language } from "../../text/language.ts";
import { flowing, messageOf, type SlackMessage } from "./message.ts";
import { bold, list, paragraph } from "./rich-text.ts";

const MOST_REPORT = 8000;
/** What is read out: the whole stands in the message. */
const MOST_READ = 30;

/** A report as it is printed on a terminal: lines that stand under others are indented there, and items here. */
export function reportMessage(
  [title = "", ...lines]: readonly string[],
  language: Language,
): SlackMessage {
  return messageOf(
    [
      flowing([...paragraph([bold(title.trim())]), ...sections(lines)], {
        rank: 0,
        language,
        most: MOST_REPORT,
      }),
    ],
    [title, ...lines.slice(0, MOST_READ)],
    language,
  );
}

function sections(lines: readonly string[]): readonly RichTextBlockElement[] {
  const elements: RichTextBlockElement[] = [];
  let items: string[] = [];
  const close = () => {
    elements.push(...list(items));
    items = [];
  };
  for (const line of lines) {
    if (line.startsWith("  ")) {
      items.push(line.trim());
    } else {
      close();
      elements.push(...paragraph([line]));
    }
  }
  close();
  return elements;
}
