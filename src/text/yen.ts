const LARGE: Readonly<Record<string, number>> = { 兆: 1e12, 億: 1e8, 万: 1e4, "": 1 };
const SMALL: Readonly<Record<string, number>> = { 千: 1000, 百: 100, 十: 10, "": 1 };

const AMOUNT = /^(?=[^円]*[\d千百十])[\d.兆億万千百十]+円$/u;
const SECTION = /([\d.千百十]+)([兆億万]?)/gu;
const PART = /(\d+(?:\.\d+)?)([千百十]?)|([千百十])/gu;

/**
 * Integer yen of an amount in Japanese notation: 5,607万円, 23,000千円, 7兆3千2百億円, 656万3千円.
 * `undefined` when the text is anything else. A number before a small unit multiplies it
 * (23,000千 = 23 million); small units add up below a large one (3千2百億 = 320 billion).
 */
export function parseYen(text: string): number | undefined {
  const plain = text.normalize("NFKC").replace(/[\s,]/gu, "");
  if (!AMOUNT.test(plain)) return undefined;
  const sections = [...plain.matchAll(SECTION)].map(
    ([, section = "", large = ""]) => sectionValue(section) * (LARGE[large] ?? 1),
  );
  return Math.round(sections.reduce((sum, value) => sum + value, 0));
}

/** 3千2百 → 3200, 23000千 → 23000000, 千 → 1000. */
function sectionValue(section: string): number {
  return [...section.matchAll(PART)].reduce(
    (sum, [, digits = "1", unit, bare]) => sum + Number(digits) * (SMALL[unit ?? bare ?? ""] ?? 1),
    0,
  );
}
