import { squash } from "../text/search-form.ts";

const CLASSES = [
  /\p{Script=Han}|々/u,
  /[\p{Script=Katakana}ー・]/u,
  /\p{Script=Hiragana}/u,
  /[A-Za-z0-9Ａ-Ｚａ-ｚ０-９&.-]/u,
];
const FORMS = ["株式会社", "有限会社", "合同会社"];
const LONGEST = 24;

/**
 * Where a text has the name of an organisation that is known by a keyed hash alone, with or without its
 * legal form: every stretch that begins and ends where the script changes is hashed.
 */
export function namesHashedIn(
  text: string,
  organisation: string,
  hashOf: (name: string) => string,
): readonly string[] {
  const wanted = hashOf(organisation);
  return [...new Set(stretchesOf(text))].filter((name) =>
    [name, ...FORMS.flatMap((form) => [form + name, name + form])].some(
      (full) => hashOf(squash(full)) === wanted,
    ),
  );
}

function stretchesOf(text: string): readonly string[] {
  const places = edgesOf(text);
  return places.flatMap((start, at) =>
    places
      .slice(at + 1)
      .filter((end) => end - start > 1 && end - start <= LONGEST)
      .map((end) => text.slice(start, end).trim()),
  );
}

/** Places between characters of two kinds. */
function edgesOf(text: string): readonly number[] {
  const edges: number[] = [0];
  let before = -1;
  let at = 0;
  for (const c of text) {
    const kind = CLASSES.findIndex((pattern) => pattern.test(c));
    if (at > 0 && kind !== before) edges.push(at);
    before = kind;
    at += c.length;
  }
  return [...edges, text.length];
}
