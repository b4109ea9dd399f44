import { squash } from "../text/search-form.ts";
import type { Secret } from "./ledger.ts";
import { Refusal } from "./refusal.ts";

// Quotes and programmes come from public documents, and commitments are hashes.
const PUBLIC = new Set(["evidence", "schemes", "citations", "sealed"]);
const COMPANY_FORMS =
  /(?:株式|有限|合同|合資|合名)会社|(?:一般|公益)?(?:社団|財団)法人|\((?:株|有|同|社|財)\)|(?:co\.,?)?ltd\.?$|,?inc\.?$/gu;
/** A sentence shorter than this says nothing of its own. */
const SENTENCE_LENGTH = 10;

/** Refuses texts that would carry what the vault keeps into the record or an event. */
export function expectDiscreet(secret: Secret, texts: unknown): void {
  const squashed = stringsIn(texts).map(squash);
  const name = secret.organisation === undefined ? "" : coreOf(secret.organisation);
  const sentences = (secret.text ?? "")
    .split(/[。．.!?！？\n]/u)
    .map(squash)
    .filter(({ length }) => length >= SENTENCE_LENGTH);
  const isIn = (part: string) => squashed.some((text) => text.includes(part));
  if (name !== "" && isIn(name)) {
    throw new Refusal(
      "伏せるはずの社名が、記録に残る文に入っています。社名を除いて書き直してください。",
      "The text that goes on record contains the name that must stay hidden. Write it without.",
    );
  }
  if (sentences.some(isIn)) {
    throw new Refusal(
      "秘密の内容が、記録に残る文にそのまま入っています。除いて書き直してください。",
      "The text that goes on record repeats what is confidential. Write it without.",
    );
  }
}

/** The name without its legal form, where something that can be told from other words is left. */
function coreOf(name: string): string {
  const whole = squash(name);
  const core = whole.replace(COMPANY_FORMS, "");
  const isTelling = core.length > 2 || (core.length === 2 && !/[\da-z]/u.test(core));
  return isTelling ? core : whole;
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    PUBLIC.has(key) ? [] : stringsIn(member),
  );
}
