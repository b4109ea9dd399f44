/** A letter that tells something: particles and endings are hiragana; a bracket sets its words apart. */
const TELLING = /[\p{Script=Han}々ヶァ-ヺーa-z0-9%()]/u;
/** What joins or parts words and says nothing. */
const PAUSES = /[\s、,・:「」『』"“”]/gu;

interface Told {
  /** What stands before the first telling letter. */
  readonly lead: string;
  /** The telling letters, in order. */
  readonly letters: string;
  /** What stands between each of them and the next. */
  readonly between: readonly string[];
  /** What stands behind the last of them. */
  readonly ending: string;
}

/** The letters of a form that tell something: kanji, katakana, Latin letters and digits. */
export function skeletonOf(form: string): string {
  return told(form).letters;
}

/**
 * Whether a claim form says all that its quote says, from the beginning to the end, joined by the
 * same particles: 「AがBを」 is not 「AをBが」, and what stands before or behind may be a condition or a denial.
 */
export function keepsOrder(claim: string, quote: string): boolean {
  const said = told(claim);
  const carried = told(quote);
  return (
    said.letters === carried.letters &&
    leadOf(said) === leadOf(carried) &&
    said.between.every((between, at) => {
      const next = said.letters[at + 1] ?? "";
      return joinsAs(between, carried.between[at] ?? "", next);
    }) &&
    endsAs(said.ending, carried.ending)
  );
}

/** 「まれに」 and 「もし」 stand at the beginning and change all of it; what only joins it to the sentence before does not. */
function leadOf({ lead }: Told): string {
  return lead.replace(/[^\p{Script=Hiragana}]/gu, "").replace(JOINING, "");
}

const JOINING =
  /^(?:また|なお|さらに|そして|しかし|しかしながら|その(?:ため|ほか|うえ)?|それ(?:で|に)?|この(?:ため|ほか|うえ)?|これ(?:ら|により|を)?|ここで|このように|そこで|したがって|つまり|すなわち|および|ならびに|あわせて|お|ご|こと)+/u;

/** は may stand where the quote has a colon, a pause or nothing before a number. */
function joinsAs(said: string, carried: string, next: string): boolean {
  const [own, other] = [said, carried].map(joint);
  if (own === other) return true;
  return own === "は" && (other === "も" || (other === "" && (carried !== "" || /\d/u.test(next))));
}

/** A particle or an ending within a sentence: 「し」, 「して」 and 「しており」 are one. */
function joint(between: string): string {
  return between.replace(PAUSES, "").replace(/(?<=[しれせけげべめえ])(?:て|ており|ていて)$/u, "");
}

/** Endings that change the manner of a sentence, not what it says; tense and voice are looked at by themselves. */
const MANNER =
  /(?:て|で|っ|い|おり|る|う|く|ます|まし|です|でし|だっ|だ|ある|あり|あっ|た|する|し|なり|なっ|なる|と|に|され|られ|れ|こと|もの|。)+$/u;
/** The rest of a word that begins in kanji: no particle, and too short for a verb of its own. */
const OKURIGANA = /^[^をはのへも]{0,2}$/u;
const PARTICLE = /^(?:から|まで|より|[をへ])/u;

function endsAs(said: string, carried: string): boolean {
  const [own = "", other = ""] = [said, carried].map((ending) => ending.replace(PAUSES, ""));
  if (own === other) return true;
  if (PARTICLE.exec(own)?.[0] !== PARTICLE.exec(other)?.[0]) return false;
  const [stem = "", otherStem = ""] = [own, other].map((ending) => ending.replace(MANNER, ""));
  return stem === otherStem || (OKURIGANA.test(stem) && OKURIGANA.test(otherStem));
}

function told(form: string): Told {
  let letters = "";
  let lead = "";
  const between: string[] = [];
  let behind = "";
  for (const { 0: letter, index } of form.matchAll(/[\s\S]/gu)) {
    const point = letter === "." && /^\d/u.test(form.slice(index + 1));
    if (!point && !TELLING.test(letter)) {
      behind += letter;
      continue;
    }
    if (letters === "") lead = behind;
    else between.push(behind);
    letters += letter;
    behind = "";
  }
  return { lead, letters, between, ending: behind };
}
