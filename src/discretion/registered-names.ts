import type { Span } from "./redact.ts";

const FORMS =
  "(?:株式会社|有限会社|合同会社|合資会社|合名会社|(?:一般|公益)?(?:社団|財団)法人|\\((?:株|有|同|社|財)\\)|㈱|㈲)";
const AROUND_FORMS = new RegExp(
  `^\\s*${FORMS}\\s*|\\s*${FORMS}\\s*$|,?\\s*(?:Co\\.?,?\\s*)?Ltd\\.?\\s*$|,?\\s*Inc\\.?\\s*$`,
  "giu",
);
/** ABC-D, ABC・D, ABC D and ABCD are one name. */
const BETWEEN = /[\s・･.,&‐‑‒–—―−-]+/gu;
/** Shorter names are parts of other words. */
const LEAST_LENGTH = 2;

/**
 * Where a text that is folded has names, white space and the form of the company aside:
 * 株式会社ミナト電工 stands in 「(株) ミナト 電工」.
 */
export function registeredNames(text: string, names: readonly string[]): readonly Span[] {
  const squashed = text.replace(BETWEEN, "").toLowerCase();
  return names.flatMap((name) => {
    const core = coreOf(name);
    if (core.length < LEAST_LENGTH || !squashed.includes(core)) return [];
    return [...text.matchAll(patternFor(core))].map(({ index, 0: match }) => ({
      start: index,
      end: index + match.length,
    }));
  });
}

function coreOf(name: string): string {
  const plain = name.normalize("NFKC");
  const core = plain.replace(AROUND_FORMS, "");
  return (core.trim() === "" ? plain : core).replace(BETWEEN, "").toLowerCase();
}

function patternFor(core: string): RegExp {
  const letters = [...core].map((c) => c.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&"));
  // A Latin name is a word of its own.
  const edge = /^[a-z0-9]/u.test(core) ? "(?<![a-z0-9])" : "";
  const end = /[a-z0-9]$/u.test(core) ? "(?![a-z0-9])" : "";
  return new RegExp(
    `(?:${FORMS}\\s{0,2})?${edge}${letters.join("[\\s・･.,&‐‑‒–—―−-]{0,2}")}${end}(?:\\s{0,2}${FORMS})?`,
    "giu",
  );
}
