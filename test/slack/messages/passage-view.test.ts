import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Citation } from "../../../src/answers/answer.ts";
import { passageView } from "../../../src/slack/messages/passage-view.ts";
import { hostileText } from "../../support/hostile-values.ts";
import { scaled } from "../../support/scale.ts";
import { shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const QUOTE = "熱間クリープ・荷重軟化試験炉を開放している。";
const citation = (rest: Partial<Citation> = {}): Citation => ({
  n: 1,
  source: "okayama-2004",
  title: "地域再生計画",
  publisher: "岡山県",
  asOf: "2004",
  path: "000.txt",
  locator: { page: 8, section: "別表" },
  quote: QUOTE,
  quoteOf: "source",
  ...rest,
});

describe("the passage of a citation", () => {
  test("is shown with its source, the quote marked, and what stands around it", () => {
    const view = passageView(
      {
        citation: citation(),
        text: `前の文。${QUOTE}後の文。`,
        before: "前の段落です。",
        after: "後の段落です。",
        url: "https://www.example.jp/plan",
      },
      "ja",
    );
    const shown = shownText(view.blocks).replaceAll("\n", "");

    expect(slackFaults(view)).toEqual([]);
    for (const told of [
      "[1] 岡山県『地域再生計画』（2004時点） p.8 別表",
      "資料の原文 000.txt",
      "公開元を開く",
      "前の段落です。",
      `前の文。${QUOTE}後の文。`,
      "後の段落です。",
    ]) {
      expect(shown).toContain(told);
    }
    expect(markedIn(view)).toBe(QUOTE);
  });

  test("marks a quote that is wrapped over lines in the file", () => {
    const text = "前。熱間クリープ・\n  荷重軟化試験炉を開放\nしている。後。";

    expect(markedIn(passageView({ citation: citation(), text }, "ja")).replace(/\s/gu, "")).toBe(
      QUOTE,
    );
  });

  test("is cut around the quote when it is long", () => {
    const text = `${"前の文です。".repeat(2000)}${QUOTE}${"後の文です。".repeat(2000)}`;
    const view = passageView({ citation: citation(), text }, "ja");
    const shown = shownText(view.blocks).replaceAll("\n", "");

    expect(slackFaults(view)).toEqual([]);
    expect(markedIn(view)).toBe(QUOTE);
    expect(shown).toMatch(
      new RegExp(`（前略）前の文です。.*前の文です。${QUOTE}後の文です。.*（以下略）`, "u"),
    );
  });

  test("says when the quote does not stand there any more", () => {
    const shown = shownText(passageView({ citation: citation(), text: "別の文。" }, "ja").blocks);

    expect(shown).toContain("見つかりませんでした");
    expect(shown).toContain(QUOTE);
    expect(shown).toContain("別の文。");
  });

  test("is named a card where it is one", () => {
    const shown = { citation: citation({ quoteOf: "card" }), text: QUOTE };

    expect(passageView(shown, "ja").title.text).toBe("出典のカード");
    expect(shownText(passageView(shown, "ja").blocks)).toContain("原文ではありません");
    expect(passageView(shown, "en").title.text).toBe("Our card");
  });

  test("fits a window whatever it holds, and nothing in it is alive", () => {
    const any = fc.record({
      text: hostileText,
      inside: hostileText,
      before: hostileText,
      after: hostileText,
      url: hostileText,
      told: hostileText,
      language: fc.constantFrom("ja", "en" as const),
    });

    fc.assert(
      fc.property(any, ({ text, inside, told, language, ...rest }) => {
        const about = { title: told, publisher: told, asOf: told, path: told, source: told };
        const cited = citation({ ...about, locator: { section: told }, quote: inside });
        const around = { citation: cited, text: `${text}${inside}${text}`, ...rest };

        expect(slackFaults(passageView(around, language))).toEqual([]);
        expect(slackFaults(passageView({ ...around, text }, language))).toEqual([]);
      }),
      { numRuns: scaled(500, 60) },
    );
  });
});

function markedIn(view: unknown): string {
  const [, text = ""] = /"text":("(?:[^"\\]|\\.)*"),"style":\{"bold":true,"code":true\}/u.exec(
    JSON.stringify(view),
  ) ?? ["", '""'];
  return JSON.parse(text);
}
