/** Length of the vectors of `embedSpelling`. */
export const SPELLING_DIMENSIONS = 256;
/** Changes whenever the same text may give another vector. */
export const SPELLING_MODEL = "hashed-ngrams-256/1";

/**
 * A weight-free vector of how a text is spelt: its single characters, pairs and pairs around a
 * gap, hashed with a sign into 256 dimensions (Weinberger et al. 2009) and set to unit length.
 * Close vectors mean close spelling and nothing more.
 */
export function embedSpelling(text: string): Float32Array {
  const characters = [...`^${text}$`];
  const vector = new Float32Array(SPELLING_DIMENSIONS);
  for (let i = 0; i < characters.length; i++) {
    const [a = "", b, c] = characters.slice(i, i + 3);
    add(vector, a, 0.7);
    if (b !== undefined) add(vector, a + b, 1);
    if (c !== undefined) add(vector, `${a}_${c}`, 0.6);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function add(vector: Float32Array, gram: string, weight: number): void {
  const hash = fnv1a(gram);
  const slot = hash % SPELLING_DIMENSIONS;
  vector[slot] = (vector[slot] ?? 0) + (hash & 0x8000_0000 ? weight : -weight);
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  }
  return hash >>> 0;
}
