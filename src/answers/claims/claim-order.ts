/** A letter that tells something: particles and endings are hiragana; a bracket sets its words apart. */
const TELLING = /[\p{Script=Han}々ヶァ-ヺーa-z0-9%()]/u;
/** Particles that say who does what to whom, and from where to where. */
const ROLES: ReadonlySet<string> = new Set(["が", "を", "に", "へ", "から", "まで", "より"]);

interface Told {
  /** The telling letters, in order. */
  readonly letters: string;
  /** What stands behind each of them before the next, where that is a particle of a role. */
  readonly roles: readonly (string | undefined)[];
  /** Whether each of them follows the letter before it at once, so that both may be of one word. */
  readonly joined: readonly boolean[];
}

/** The letters of a form that tell something: kanji, katakana, Latin letters and digits. */
export function skeletonOf(form: string): string {
  return told(form).letters;
}

/**
 * Whether a claim form has its telling letters as they follow each other in the quote, none left out
 * between, from the beginning of a word on, and nothing in another role: 「AがBを」 is not 「AをBが」, and
 * 「センターは」 is not 「C大学センターは」.
 */
export function keepsOrder(claim: string, quote: string): boolean {
  const said = told(claim);
  const carried = told(quote);
  for (
    let at = carried.letters.indexOf(said.letters);
    at >= 0;
    at = carried.letters.indexOf(said.letters, at + 1)
  ) {
    const behind = carried.roles.slice(at);
    if (carried.joined[at]) continue;
    if (said.roles.every((role, i) => !role || !behind[i] || role === behind[i])) return true;
  }
  return false;
}

function told(form: string): Told {
  let letters = "";
  const roles: (string | undefined)[] = [];
  const joined: boolean[] = [];
  let between = "";
  let at = Number.NaN;
  const close = () => {
    if (letters !== "") roles.push(ROLES.has(between) ? between : undefined);
    between = "";
  };
  for (const match of form.matchAll(/[\s\S]/gu)) {
    const [letter] = match;
    const point = letter === "." && /^\d/u.test(form.slice(match.index + 1));
    if (point || TELLING.test(letter)) {
      close();
      letters += letter;
      joined.push(match.index === at);
      at = match.index + 1;
    } else if (letter !== "、") between += letter;
  }
  close();
  return { letters, roles, joined };
}
