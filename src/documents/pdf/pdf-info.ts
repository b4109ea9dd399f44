import type { ReadTitle } from "../read-outcome.ts";

// What a program puts there when nobody gave a title: the name of the file it was made from.
const NO_TITLE = /^(?:untitled|無題|名称未設定|文書|document\d*)|\.\w{2,5}$|^Microsoft\b/iu;

/** Title, publisher and date as a PDF gives them of itself; left out where it has none or nonsense. */
export function readInfo(info: {
  readonly title: string;
  readonly author: string;
  readonly created: string;
}): ReadTitle {
  const title = info.title.trim();
  const publisher = info.author.trim();
  const date = /^(?:D:)?(\d{4})(\d{2})(\d{2})/u.exec(info.created);
  const isText = (text: string) => /\p{L}{2}/u.test(text) && !/[\p{Cc}\ufffd]/u.test(text);
  return {
    ...(isText(title) && !NO_TITLE.test(title) && { title }),
    ...(isText(publisher) && { publisher }),
    ...(date && { date: date.slice(1).join("-") }),
  };
}
