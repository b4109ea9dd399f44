import { recogniseSecrets, sentencesIn } from "./recognise-secrets.ts";
import type { RedactOptions } from "./redact.ts";

export interface Parted {
  /** What may stand in public; empty when nothing harmless remains. */
  readonly open: string;
  /** The sentences that may not, as they were written; empty when all may. */
  readonly secret: string;
}

/** Less than this is no sentence that tells anything. */
const LEAST_LENGTH = 5;
const GREETING =
  /^(?:お世話になって(?:い|お)ります|はじめまして|よろしくお願い(?:いた)?します|こんにちは)/u;
const ASKS =
  /困って|悩んで|うまくいか|探し|紹介|知り(?:たい|ません)|教えて|(?:あり|い|もらえ|でき)ますか|(?:たい|ほしい|欲しい)(?:です)?[。．]?$|どこ|[?？]$|\blook|who can|is there/iu;
/** What is looked for, at the end of a clause that says more: 「…の共同開発先を探しています」. */
const SOUGHT =
  /(?:共同(?:開発|研究)先|委託先|外注先|加工先|評価先|相談先|販路|機関|会社|企業|大学|先生|専門家|装置|設備)(?:を|は|が)[^、。]{0,24}[。．？?]?$/u;

export interface PartOptions extends RedactOptions {
  /** Nothing but what is asked for may stand on record, whether a secret is recognised or not. */
  readonly onlyRequest?: boolean;
}

/**
 * Parts a text into what may stand on record and what may not. Of a text that holds a secret only
 * what it asks for remains, where that can be cut free; names are replaced. Nothing is added.
 */
export function partSecrets(text: string, options: PartOptions = {}): Parted {
  const { findings, isSecret } = recogniseSecrets(text, options);
  const isHarmless = (part: string) => recogniseSecrets(part, options).findings.length === 0;
  const parts = sentencesIn(text).map((sentence) => {
    const own = findings.filter(({ start, end }) => start < sentence.end && end > sentence.start);
    const open =
      isSecret || options.onlyRequest
        ? requestIn(sentence.text, isHarmless)
        : withoutNames(sentence.text, own.length > 0 ? options : undefined);
    return { open, secret: open.includes(sentence.text.trim()) ? "" : sentence.text };
  });
  const joined = (texts: readonly string[]) => texts.join("").trim();
  return {
    open: joined(parts.map(({ open }) => open)),
    secret: joined(parts.map(({ secret }) => (GREETING.test(secret.trim()) ? "" : secret))),
  };
}

/** What a sentence asks for, without the rest of it, where nothing secret is in that; else empty. */
function requestIn(sentence: string, isHarmless: (text: string) => boolean): string {
  if (!ASKS.test(sentence.trim())) return "";
  // Who speaks of their own things tells what they are.
  if (!/[、,]|うち|弊社|当社/u.test(sentence) && isHarmless(sentence)) return sentence;
  const last = sentence.split(/[、,;]\s*/u).at(-1) ?? "";
  if (last !== sentence && ASKS.test(last.trim()) && isHarmless(last)) return last;
  return SOUGHT.exec(sentence.trim())?.[0] ?? "";
}

/** A sentence in which somebody only gives their name says no more than that. */
function withoutNames(sentence: string, options: RedactOptions | undefined): string {
  if (GREETING.test(sentence.trim())) return "";
  if (options === undefined) return sentence;
  const { findings } = recogniseSecrets(sentence, options);
  const told = findings.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)}〔名称〕${text.slice(end)}`,
    sentence,
  );
  // What stands in brackets behind a name is the name again: its reading, in Latin letters, for short.
  const shown = told.replace(/〔名称〕\s?[（(][^（()）]{1,80}[)）]/gu, "〔名称〕");
  const rest = shown.replace(
    /〔名称〕(?:の〔名称〕)?(?:です|と申します|でございます)?[。が、]?/u,
    "",
  );
  return rest.trim().length < LEAST_LENGTH ? "" : shown;
}
