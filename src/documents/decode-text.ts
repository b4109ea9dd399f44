/** A text as it was decoded, and by which encoding; or why no encoding makes sense of it. */
export type Decoded =
  | { readonly kind: "text"; readonly text: string; readonly encoding: string }
  | { readonly kind: "garbled"; readonly why: string }
  | { readonly kind: "binary" };

/** Share of undecodable characters above which a text is not what its author wrote. */
const MAX_LOST = 0.002;
/** So much of a text tells its encoding. */
const PROBED = 200_000;

/**
 * Decodes a text of unknown encoding: UTF-8, UTF-16, ISO-2022-JP, Shift_JIS (CP932), EUC-JP, and what
 * the text declares itself where none of these fits. A mark of byte order decides; bytes that are
 * well-formed UTF-8 are hardly anything else. `declared` is the label that an HTML file gives.
 */
export function decodeText(bytes: Buffer, declared?: string): Decoded {
  const marked = markOf(bytes);
  if (marked) return judged(bytes, marked);
  if (isEscaped(bytes)) return judged(bytes, "iso-2022-jp");
  if (bytes.includes(0)) {
    const wide = wideEncodingOf(bytes);
    return wide ? judged(bytes, wide) : { kind: "binary" };
  }
  const utf8 = judged(bytes, "utf-8");
  const isSound = utf8.kind === "text" && !utf8.text.includes("\ufffd");
  return isSound ? utf8 : legacyOr(utf8, bytes, declared);
}

function legacyOr(utf8: Decoded, bytes: Buffer, declared: string | undefined): Decoded {
  const [best] = legacyEncodings(declared)
    .map((encoding) => ({ encoding, oddity: oddityOf(bytes, encoding) }))
    .toSorted((a, b) => a.oddity - b.oddity);
  // A few broken bytes in a text in UTF-8 do not make it Shift_JIS, in which half of it would be odd.
  if (utf8.kind === "text" && (best?.oddity ?? 1) > 0) return utf8;
  return best ? judged(bytes, best.encoding) : utf8;
}

function markOf([first, second, third]: Buffer): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0xef && second === 0xbb && third === 0xbf ? "utf-8" : undefined;
}

/** Escapes to the characters of JIS X 0208 and to its Latin ones, in front of them: ESC $ @, ESC $ B, ESC ( J. */
const ESCAPES = ["\u001b$@", "\u001b$B", "\u001b(J"];

function isEscaped(bytes: Buffer): boolean {
  return ESCAPES.some((sequence) => bytes.includes(sequence)) && bytes.every((byte) => byte < 0x80);
}

/** UTF-16 without a mark: every line end has its zero on the same side. */
function wideEncodingOf(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const probed = bytes.subarray(0, PROBED);
  const zeros = [0, 0];
  for (let i = 0; i < probed.length; i++)
    if (probed[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even === odd) return undefined;
  const encoding = odd > even ? "utf-16le" : "utf-16be";
  const text = decode(probed.subarray(0, probed.length - (probed.length % 2)), encoding);
  return /[\0\ufffd]/u.test(text.slice(0, -1)) ? undefined : encoding;
}

function legacyEncodings(declared: string | undefined): readonly string[] {
  const known = ["shift_jis", "euc-jp"];
  const own = declared && labelOf(declared);
  return own && !known.includes(own) && own !== "utf-8" ? [...known, own] : known;
}

/** The encoding of a label, `undefined` for one that nobody knows. */
function labelOf(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // A misspelt label is no label.
    return undefined;
  }
}

/**
 * Share of characters that hardly anybody writes: undecodable ones, half-width kana (EUC-JP read as
 * Shift_JIS is full of them) and characters that have no meaning of their own.
 */
function oddityOf(bytes: Buffer, encoding: string): number {
  const text = decode(bytes.subarray(0, PROBED), encoding).slice(0, -1);
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const odd = 10 * count(/\ufffd/gu) + 5 * count(/[\p{Co}\u0080-\u009f]/gu) + count(/[｡-ﾟ]/gu);
  return odd / Math.max(1, text.length);
}

function judged(bytes: Buffer, encoding: string): Decoded {
  const text = decode(bytes, encoding);
  const lost = text.match(/\ufffd/gu)?.length ?? 0;
  if (text.includes("\0")) return { kind: "binary" };
  if (lost <= text.length * MAX_LOST) return { kind: "text", text, encoding };
  return {
    kind: "garbled",
    why: `${lost} of ${text.length} characters undecodable as ${encoding}`,
  };
}

function decode(bytes: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}
