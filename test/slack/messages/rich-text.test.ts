import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arranged,
  button,
  buttons,
  contextLine,
  divider,
  flowing,
  header,
  messageOf,
} from "../../../src/slack/messages/message.ts";
import {
  badge,
  charsOf,
  fitting,
  link,
  list,
  paragraph,
  quote,
  richText,
} from "../../../src/slack/messages/rich-text.ts";
import { cut, ending, fallbackOf } from "../../../src/slack/messages/shown-text.ts";
import { hostileList, hostileText } from "../../support/hostile-values.ts";
import { slackFaults } from "../../support/slack-limits.ts";

describe("a text that is cut", () => {
  test("ends with a sentence, and says that something was left out", () => {
    expect(cut("一つ目の文です。二つ目の文はここで切れます。", 16, "ja")).toBe(
      "一つ目の文です。（以下略）",
    );
  });

  test("ends between letters where there is no sentence", () => {
    expect(cut("あ".repeat(20), 10, "ja")).toBe(`${"あ".repeat(5)}（以下略）`);
    expect(cut("😀".repeat(20), 10, "ja")).toBe("😀😀（以下略）");
  });

  test("stays as it is where it fits", () => {
    expect(cut("短い文。", 4, "ja")).toBe("短い文。");
  });

  test("is never longer than asked for, never torn, whatever it holds", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 12, max: 500 }), (text, most) => {
        const shown = cut(text, most, "ja");

        expect(shown.length).toBeLessThanOrEqual(most);
        expect(shown.isWellFormed()).toBe(true);
        expect(ending(text, most).length).toBeLessThanOrEqual(most);
      }),
    );
  });

  test("may be shown from the beginning of a sentence to its end", () => {
    expect(ending("前の文の終わり。ここから始まる文です。", 12)).toBe("ここから始まる文です。");
  });
});

describe("the fallback of a message", () => {
  test("mentions nobody and links to nothing", () => {
    expect(fallbackOf("<!channel> <https://x|y> R&D", "ja")).toBe(
      "&lt;!channel&gt; &lt;https://x|y&gt; R&amp;D",
    );
  });

  test("has at most 3,000 characters with what it is escaped by", () => {
    expect(fallbackOf("&".repeat(5000), "ja").length).toBeLessThanOrEqual(3000);
  });

  test("says something where there is nothing to say", () => {
    expect(messageOf([], [""], "ja")).toEqual({
      text: "表示できる内容がありません。",
      blocks: [expect.objectContaining({ type: "rich_text" })],
    });
  });
});

describe("a link", () => {
  test("leads to an https address", () => {
    expect(link("https://www.pref.example.jp/a", "計画")).toEqual({
      type: "link",
      url: "https://www.pref.example.jp/a",
      text: "計画",
    });
  });

  test.each(["http://x.example", "javascript:alert(1)", "https://", "https://a|b", "https://a b"])(
    "is none to %s",
    (url) => {
      expect(link(url, "計画")).toBe("計画");
    },
  );
});

describe("a button", () => {
  test("gives its ids back whole, or is not there", () => {
    expect(button("見る", "a", ["A-000001", "3"], { language: "ja" })).toMatchObject([
      { value: "A-000001|3", action_id: "a" },
    ]);
    expect(button("見る", "a", ["x".repeat(2001)], { language: "ja" })).toEqual([]);
    expect(button("見る", "a", ["\ud800"], { language: "ja" })).toEqual([]);
    expect(button("見る", "a", [""], { language: "ja" })).toEqual([]);
  });
});

describe("blocks of any text", () => {
  test("are what Slack takes, and show nothing alive", () => {
    fc.assert(
      fc.property(hostileList(hostileText), hostileText, (texts, text) => {
        const elements = [
          ...paragraph([badge(text), text], ...texts.map((each) => [each])),
          ...quote(text),
          ...list(texts.map((each) => [each])),
        ];
        const parts = [0, 1, 2].map((rank) => flowing(elements, { rank, language: "ja" }));
        const around = [
          ...header(text, "ja"),
          ...contextLine(text, "ja"),
          ...divider(),
          ...buttons(button(text, "a", ["1"], { language: "ja" })),
        ];

        const { text: fallback, blocks } = messageOf(parts, texts, "ja");

        expect(slackFaults({ text: fallback, blocks: [...blocks, ...around] })).toEqual([]);
      }),
    );
  });

  test("fit any room that has place for the mark", () => {
    fc.assert(
      fc.property(hostileList(hostileText), fc.integer({ min: 20, max: 900 }), (texts, most) => {
        const elements = [...paragraph([texts[0] ?? ""]), ...list(texts.map((each) => [each]))];

        expect(charsOf(fitting(elements, most, "ja"))).toBeLessThanOrEqual(most);
      }),
    );
  });

  test("are given room by rank and shown in their order", () => {
    const wide = paragraph(["あ".repeat(8000)]);
    const blocks = arranged([
      flowing(wide, { rank: 2, language: "ja", most: 8000 }),
      flowing(wide, { rank: 1, language: "ja", most: 8000 }),
    ]);

    expect(blocks.map((block) => charsOf(block))).toEqual([
      expect.toSatisfy((n) => n < 1001),
      8000,
    ]);
  });
});

describe("the check of limits itself", () => {
  test.each([
    ["mrkdwn", { type: "section", text: { type: "mrkdwn", text: "*a*" } }],
    ["a mention", rich({ type: "user", user_id: "U1" })],
    ["a broadcast", rich({ type: "broadcast", range: "channel" })],
    ["an http link", rich({ type: "link", url: "http://x.example" })],
    ["an empty text", rich({ type: "text", text: "" })],
    ["a torn text", rich({ type: "text", text: "\ud83d" })],
    ["too much text", rich({ type: "text", text: "あ".repeat(9001) })],
    ["equal action ids", { type: "actions", elements: [pressable(), pressable()] }],
    ["an empty cell", { type: "table", rows: [[{ type: "raw_text", text: " " }]] }],
    ["a long header", { type: "header", text: { type: "plain_text", text: "a".repeat(151) } }],
  ])("finds %s", (_, block) => {
    expect(slackFaults({ text: "a", blocks: [block] })).not.toEqual([]);
  });

  test("finds what is alive in a fallback", () => {
    expect(slackFaults({ text: "<!channel>", blocks: [{ type: "divider" }] })).not.toEqual([]);
  });
});

function rich(element: object) {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [element] }] };
}

function pressable() {
  const text = { type: "plain_text", text: "a", emoji: false };
  return { type: "button", text, action_id: "a", value: "1" };
}

test("what ends a page is a new line", () => {
  expect(JSON.stringify(richText(paragraph(["予算額は\f1,200千円"])))).toContain(
    JSON.stringify("予算額は\n1,200千円"),
  );
});
