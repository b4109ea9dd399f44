/** Longest document that is read, in UTF-16 units: some 10,000 pages. */
const MAX_DOCUMENT = 20_000_000;
/** Share of undecodable characters above which a text is not what its author wrote. */
const MAX_GARBLED = 0.002;

/** Why a text cannot be taken in as a document, if it cannot: what was expected and what came. */
export function documentFault(text: string): { expected: string; came: string } | undefined {
  const garbled = text.match(/\ufffd/gu)?.length ?? 0;
  if (text.includes("\0") || garbled > text.length * MAX_GARBLED) {
    return {
      expected: "UTF-8 の文章 / text in UTF-8",
      came: "読めない文字。文字コードを UTF-8 に直してください / undecodable characters: save it as UTF-8",
    };
  }
  if (text.length > MAX_DOCUMENT) {
    const expected = `${MAX_DOCUMENT}字以下 / at most ${MAX_DOCUMENT} characters`;
    return { expected, came: String(text.length) };
  }
  if (/\p{L}/u.test(text)) return undefined;
  return { expected: "文章 / text", came: "文字なし / no letters" };
}
