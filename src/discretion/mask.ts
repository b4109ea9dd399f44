import { partSecrets } from "./public-summary.ts";
import { recogniseSecrets } from "./recognise-secrets.ts";
import { personalIn, type RedactOptions } from "./redact.ts";

/** Takes out of texts what must not leave the house, and puts it back into what comes in return. */
export interface Mask {
  /** A text with a mark in place of each personal datum; the same datum has the same mark. */
  hide(text: string): string;
  /** What somebody said, as far as it may leave; `undefined` when nothing of it may. */
  hideSaid(text: string): string | undefined;
  /** A text with the data in place of their marks. */
  restore(text: string): string;
}

/** A mask for one exchange. What nothing marks as personal or secret is not recognised (`redact`). */
export function createMask(options: RedactOptions = {}): Mask {
  const marks = new Map<string, string>();
  const markOf = (datum: string) => {
    const known = marks.get(datum) ?? `〔伏字${marks.size + 1}〕`;
    marks.set(datum, known);
    return known;
  };
  const hide = (text: string, how = options) => {
    let rest = "";
    let at = 0;
    for (const { start, end } of personalIn(text, how)) {
      rest += text.slice(at, start) + markOf(text.slice(start, end));
      at = end;
    }
    return rest + text.slice(at);
  };
  return {
    hide: (text) => hide(text),
    hideSaid(text) {
      // A firm that somebody names may be their own.
      const how = { ...options, anyFirm: true };
      const { isSecret } = recogniseSecrets(text, how);
      const open = isSecret ? partSecrets(text, how).open : text;
      return open === "" ? undefined : hide(open, how);
    },
    restore: (text) =>
      // Longest first, so that no mark is taken for the beginning of another.
      [...marks].reverse().reduce((whole, [datum, mark]) => whole.replaceAll(mark, datum), text),
  };
}
