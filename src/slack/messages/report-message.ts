import type { RichTextBlockElement } from "@slack/types";
import type { Language } from "../../text/language.ts";
import { fixed, flowing, messageOf, type SlackMessage } from "./message.ts";
import { bold, link as linkTo, list, paragraph, richText } from "./rich-text.ts";

const MOST_REPORT = 8000;
/** What is read out: the whole stands in the message. */
const MOST_READ = 30;

/** A report as it is printed on a terminal: lines that stand under others are indented there, and items here. */
export function reportMessage(
  [title = "", ...lines]: readonly string[],
  { language, link }: { readonly language: Language; readonly link?: string | undefined },
): SlackMessage {
  return messageOf(
    [
      ...(link === undefined ? [] : [fixed(richText(paragraph(wayIn(link, language))))]),
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

/** Good for ten minutes and once; only who called the command sees the message. */
function wayIn(link: string, language: Language) {
  const labels = {
    ja: ["監査の画面を開く", "（10分以内に1回だけ使えます。ほかの人に渡さないでください）"],
    en: ["Open the pages for audit", " (works once, within ten minutes; do not pass it on)"],
  } as const;
  const [open, note] = labels[language];
  return [linkTo(link, open), note];
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
