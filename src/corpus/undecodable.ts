/** A stretch that was not UTF-8 when its file was read, by its place in the text. */
export interface Undecodable {
  readonly at: number;
  readonly expected: string;
  readonly came: string;
}

/** The first of the undecodable characters in a text: what was lost there cannot be quoted. */
export function undecodableIn(text: string): readonly Undecodable[] {
  const at = text.indexOf("\ufffd");
  if (at < 0) return [];
  const expected = "UTF-8 の文字 / text in UTF-8";
  return [{ at, expected, came: "読めない文字 / an undecodable character" }];
}
