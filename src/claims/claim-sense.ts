const NEGATION =
  /ない(?!よう|し[はがをの])|なかっ|なく|なし|ません|(?<!ま|は|必|な|わ)ず(?=、|に|。|$)|ざる|[ぬん](?=。|$)|まい(?=。|$)|いえず|かね(?=ま|る|な|て)|にくい|がたい|ずらい|\b(?:not|no|never|without|neither|nor|none|cannot|nobody|nothing)\b|n't/gu;

/** Words that narrow a sentence: what is true of all is not true of these, and the other way about. */
const NARROWING =
  /除[くいき]|のぞ[くいき]|以外|のみ|だけ|限[らりるっ定]|しか|\b(?:only|except|excluding|solely|unless)\b/gu;

/** What a claim may say only where its quote does. */
const SWEEPING = /すべて|全て|あらゆる|必ず|いつも|常に|まったく|\b(?:all|every|always|any)\b/gu;

/**
 * How sure a sentence is of what it says. A request is no budget, a target and an estimate are no
 * result: where a sentence says which, a claim about it says the same, and none says more.
 */
const STATUSES: readonly RegExp[] = [
  /要求|\brequest/u,
  /目標|目指|\b(?:target|goal|aim)/u,
  /見込|見通し|予測|推計|試算|予想|\b(?:expect|forecast|estimat|project(?:ed|ion))/u,
  /予定|計画|方針|提案|構想|案|\b(?:planned|plans to|will|propos\w*)\b/u,
  /たい(?=と|です|。|$)|べき|よう(?=と|。|$)|ましょう|ください|\b(?:should|must|wants?)\b/u,
  /でしょう|だろう|はず|らしい|よう(?=です|だ|な)/u,
  /検討|\bconsider/u,
  /実績|達成|\b(?:actual|achieved|result)/u,
  /できれば|なるべく|できるだけ|できる限り|\b(?:if possible|preferably|ideally)\b/u,
  /おそらく|恐らく|たぶん|多分/u,
  /可能性|かもしれ|おそれ|\b(?:may|might|could|possibl)/u,
];

/** Whether a claim denies and narrows just as often as the sentence that it rests on. */
export function sameNegation(claim: string, sentence: string): boolean {
  const count = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0;
  const sweeping = (text: string) => new Set(text.match(SWEEPING));
  const said = sweeping(sentence);
  return (
    count(NEGATION, claim) === count(NEGATION, sentence) &&
    count(NARROWING, claim) === count(NARROWING, sentence) &&
    [...sweeping(claim)].every((word) => said.has(word))
  );
}

/** What somebody else says or means to do: a claim says so where its quote does. */
const HEARSAY = /とされ|としてい|とのこと|とする(?=。|$)|とします(?=。|$)/u;

/** Whether a claim is as sure as the sentence that it rests on. */
export function sameStatus(claim: string, sentence: string): boolean {
  return (
    STATUSES.every((status) => status.test(claim) === status.test(sentence)) &&
    (HEARSAY.test(claim) || !HEARSAY.test(sentence))
  );
}

const PAST = /た(?=。|$)|んだ(?=。|$)/gu;
/** Who does becomes who is done to. */
const PASSIVE = /(?<!と)され|られ|させ|[かがなばまらわ]れ(?=[るたてま、。]|$)/gu;

/** Whether a claim is of the tense and the voice of its quote. */
export function sameTense(claim: string, quote: string): boolean {
  return [PAST, PASSIVE].every(
    (pattern) => (claim.match(pattern)?.length ?? 0) === (quote.match(pattern)?.length ?? 0),
  );
}
