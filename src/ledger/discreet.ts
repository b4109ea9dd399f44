import { squash } from "../text/search-form.ts";
import type { Secret } from "./ledger.ts";
import { Refusal } from "./refusal.ts";

// Quotes and programmes come from public documents, and commitments are hashes.
const PUBLIC = new Set(["evidence", "schemes", "citations", "sealed"]);
const FORM =
  "(?:株式|有限|合同|合資|合名)会社|(?:一般|公益)?(?:社団|財団)法人|\\((?:株|有|同|社|財)\\)|(?:co\\.,?)?ltd\\.?$|,?inc\\.?$";
const FORMS = new RegExp(FORM, "gu");
/** A sentence shorter than this says nothing of its own. */
const SENTENCE_LENGTH = 10;
/** A name shorter than this may be a part of another word: 岡山 of 岡山県. So may any Latin one. */
const UNMISTAKABLE_LENGTH = 4;

/** What a text on record must not tell. */
export interface Hidden {
  /** What the vault keeps of the record itself. */
  readonly secret?: Secret | undefined;
  /** The names that the vault keeps of any other. */
  readonly names?: readonly string[];
}

/**
 * Refuses texts that would carry what the vault keeps into the record or an event: the sentences of
 * its own secret, and every hidden name but those that are `open` here, as a partner of its own is.
 */
export function expectDiscreet(
  { secret, names = [] }: Hidden,
  texts: unknown,
  open: readonly string[] = [],
): void {
  const strings = stringsIn(texts).map(squash);
  const spoken = strings.map(withoutMarks).join("\n");
  if (secret?.organisation !== undefined && tells(spoken, secret.organisation)) throw namesOwn();
  const known = withoutMarks(open.map(squash).join("\n"));
  if (names.some((name) => tells(spoken, name) && !tells(known, name))) throw namesOther();
  const all = strings.join("\n");
  const sentences = (secret?.text ?? "")
    .split(/[。．.!?！？\n]/u)
    .map(squash)
    .filter(({ length }) => length >= SENTENCE_LENGTH);
  if (sentences.some((sentence) => all.includes(sentence))) {
    throw new Refusal(
      "秘密の内容が、記録に残る文にそのまま入っています。除いて書き直してください。",
      "The text that goes on record repeats what is confidential. Write it without.",
    );
  }
}

/** Every text in a value that goes on record, but those that are public as they are. */
export function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    PUBLIC.has(key) ? [] : stringsIn(member),
  );
}

/** Whether a text has a name; a short one has to stand by itself or beside its legal form. */
function tells(text: string, name: string): boolean {
  const core = coreOf(name);
  if (core === "" || !text.includes(core)) return false;
  if (core.length >= UNMISTAKABLE_LENGTH && !/[a-z\d]/u.test(core)) return true;
  return aloneIn(core).test(text);
}

function aloneIn(core: string): RegExp {
  const letters = core.replace(/[\^$.*+?()[\]{}|/]/gu, "\\$&");
  // 県 after 岡山 makes another word; a particle does not.
  const edge = /\p{Script=Han}$/u.test(core) ? "\\p{Script=Han}" : "[\\p{Script=Katakana}ーa-z\\d]";
  return new RegExp(
    `(?:${FORM})${letters}|${letters}(?:${FORM}|様|社|殿)|(?<!${edge})${letters}(?!${edge})`,
    "u",
  );
}

/** The name without its legal form, where something that can be told from other words is left. */
function coreOf(name: string): string {
  const whole = squash(name);
  const core = withoutMarks(whole.replace(FORMS, ""));
  const isTelling = core.length > 2 || (core.length === 2 && !/[\da-z]/u.test(core));
  return isTelling ? core : withoutMarks(whole);
}

/** ABC-D, ABC‐D, ABC・D and ABCD are one name. */
function withoutMarks(squashed: string): string {
  return squashed.replace(/[-‐‑‒–—―−・･.,&]/gu, "");
}

function namesOwn(): Refusal {
  return new Refusal(
    "伏せるはずの社名が、記録に残る文に入っています。社名を除いて書き直してください。",
    "The text that goes on record contains the name that must stay hidden. Write it without.",
  );
}

function namesOther(): Refusal {
  return new Refusal(
    "匿名のニーズの社名が、記録に残る文に入っています。社名を除いて書き直してください。",
    "The text that goes on record names a firm whose need must stay anonymous. Write it without.",
  );
}
