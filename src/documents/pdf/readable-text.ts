// What fonts with symbols of their own use for bullets and ticks (Symbol, Wingdings), read as Word shows it.
const SYMBOLS =
  "\uf06c● \uf06e■ \uf06f□ \uf071❑ \uf075◆ \uf076❖ \uf09f• \uf0a7▪ \uf0a8□ \uf0b7• \uf0d8➢ \uf0e0→ \uf0e8➔ \uf0f0⇨ \uf0fc✓ \uf0fe☑";
// Forms for vertical setting, as they are written otherwise.
const VERTICAL =
  "︐， ︑、 ︒。 ︓： ︔； ︕！ ︖？ ︙… ︰‥ ︱― ︵（ ︶） ︷｛ ︸｝ ︹〔 ︺〕 ︻【 ︼】 ︽《 ︾》 ︿〈 ﹀〉 ﹁「 ﹂」 ﹃『 ﹄』";
// Radicals that look like the character and have no decomposition in Unicode; ⼾ decomposes to the
// form that is not the Japanese one.
const RADICALS =
  "⺁厂 ⺅亻 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺒巳 ⺓幺 ⺟母 ⺠民 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺨犭 ⺫罒 ⺭礻 ⺮竹 ⺾艹 ⻁虎 ⻂衤 ⻄西 ⻆角 ⻌辶 ⻍辶 ⻑長 ⻖阝 ⻗雨 ⻘青 ⻝食 ⻞食 ⻟飠 ⻤鬼 ⻨麦 ⻩黄 ⻫斉 ⻭歯 ⻯竜 ⻲亀 ⼾戸";
// What full-width signs become in fonts that have one glyph for two of them.
const SIGNS = "∕／ ‒–";
const AS_WRITTEN: ReadonlyMap<string, string> = new Map(
  `${SYMBOLS} ${VERTICAL} ${RADICALS} ${SIGNS}`.split(" ").map((pair) => {
    const [from = "", to = ""] = pair;
    return [from, to];
  }),
);
// Whose decomposition is the same letter, to every eye: ligatures, Kangxi radicals, Korean doubles of
// Chinese characters. Not ①, ㈱, half-width kana or the old forms of names: there something would go.
const SAME_LETTER = /[\ufb00-\ufb06\u2f00-\u2fd5\uf900-\ufa0b]/gu;
const OTHER_FORM = /[\u2012\u2215\uf06c-\uf0fe\ufe10-\ufe44\u2e80-\u2ef3\u2f3e]/gu;

/** The text with every character as one would type it, where that loses nothing. */
export function asTyped(text: string): string {
  return text
    .replace(OTHER_FORM, (letter) => AS_WRITTEN.get(letter) ?? letter)
    .replace(SAME_LETTER, (letter) => letter.normalize("NFKC"));
}

/** Characters that are set without spaces between them. */
const WIDE = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u{20000}-\\u{3ffff}]";
const WIDE_AT_END = new RegExp(`${WIDE}$`, "u");
const WIDE_AT_START = new RegExp(`^${WIDE}`, "u");
// 平成 16 年度: the gap that typesetting leaves beside Latin letters within Japanese.
const LOOSE = new RegExp(
  `(?<=${WIDE}) ([\\u0021-\\u007e]+(?: [\\u0021-\\u007e]+)*) (?=${WIDE})`,
  "gu",
);
// 平成 16年度, 第1 章: the same, seen on one side of a number only.
const LOOSE_NUMBER = new RegExp(
  `(?<=${WIDE}) (?=[\\d,.]+${WIDE})|(?<=${WIDE}[\\d,.]{1,12}) (?=${WIDE})`,
  "gu",
);

/** The text without the spaces that are only typesetting. */
export function closedUp(text: string): string {
  return text.includes(" ") ? text.replace(LOOSE, "$1").replace(LOOSE_NUMBER, "") : text;
}

/** Joins what runs on: without a space beside Japanese, without the hyphen of a divided word. */
export function joinWrapped(left: string, right: string): string {
  if (/\p{Ll}-$/u.test(left) && /^\p{Ll}/u.test(right)) return left.slice(0, -1) + right;
  if (WIDE_AT_END.test(left) || WIDE_AT_START.test(right)) return left + right;
  return `${left} ${right}`;
}

/** Width of a text in ems, roughly: a Latin letter is half as wide as a Japanese one. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDE_AT_END.test(letter) ? 1 : 0.5;
  return width;
}

/** Whether Japanese stands on one side, or both, where two texts meet. */
export function anyWide(left: string, right: string): boolean {
  return WIDE_AT_END.test(left) || WIDE_AT_START.test(right);
}
