// Nobody's characters: no font but the one in the file knows what they look like.
const LOST = /[\p{Cc}\p{Co}\ufffd]/gu;
// What Japanese read with the table of Western Europe looks like: œ{ŒeXg.
const WESTERN = /[¡-¿À-ÿŒœŠšŽžŸƒˆ˜†‡‰‹›™€‚„]/gu;
const MAX_LOST = 0.02;
// French and German have a twelfth of such letters at the most; Japanese misread a third and more.
const MAX_WESTERN = 0.2;

/** Whether a page's text is not what a person reads on it. */
export function isGarbled(text: string): boolean {
  const letters = text.replace(/\s/gu, "");
  const lost = count(letters, LOST);
  const western = count(letters, WESTERN);
  return (
    lost > letters.length * MAX_LOST || (western > 1 && western > letters.length * MAX_WESTERN)
  );
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
