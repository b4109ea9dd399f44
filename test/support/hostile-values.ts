import fc from "fast-check";

const LONG =
  "地域の中小企業が持つ技術を大学や公設試の知見と結び付けて新しい事業に育てる取組".repeat(60);

/** Texts that have broken messages of others: endless, torn, invisible, alive, empty. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "\n\n",
    "\u200b",
    "<!channel>",
    "<!here|here>",
    "<@U1>",
    "<#C1|general>",
    "<https://x.example|y>",
    "https://x.example/?a=<b>&c",
    "[x](https://x.example)",
    "*太字*_斜体_`code`",
    ":tada:",
    "@channel 見てください",
    "&amp;&lt;",
    "（以下略）",
    "\ud83d",
    "\ude00[1]。",
    "\u202eabc\u2066",
    "岡山テクノプラザの予算は56,000千円です[1][2]。",
    LONG,
    `${LONG}。`.repeat(3),
    "👩‍👩‍👧‍👦".repeat(700),
    `e${"\u0301".repeat(5000)}`,
    "&".repeat(4000),
    "一行\n".repeat(400),
  ),
  fc.string({ maxLength: 40, unit: "binary" }),
  fc.string({ maxLength: 40, unit: "grapheme" }),
  fc
    .array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 30 })
    .map((units) => String.fromCharCode(...units)),
);

/** Short and long lists of anything, now and then one that no message could hold. */
export function hostileList<T>(item: fc.Arbitrary<T>, longest = 400): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.array(item, { maxLength: 5 }) },
    {
      weight: 1,
      arbitrary: fc.array(item, { minLength: longest, maxLength: longest, size: "max" }),
    },
  );
}
