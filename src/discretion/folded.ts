const HYPHENS = /[‐‑‒–—―−－ー](?=[\d０-９])/gu;

/**
 * A text with full-width letters, digits and signs as their plain counterparts, character by
 * character: what stands at a place of it stands at the same place of the text.
 */
export function folded(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/gu, " ")
    .replace(HYPHENS, "-");
}
