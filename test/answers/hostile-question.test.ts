import { describe, expect, test } from "vitest";
import { mark } from "../../src/answers/compose-answer.ts";
import { screenQuestion } from "../../src/answers/screen-question.ts";
import { splitQuestion } from "../../src/answers/split-question.ts";
import { ENDS, growthOf, PIECES, repeated, TOO_MUCH } from "../support/growth.ts";

describe("a question made to hurt", () => {
  test.each([
    ["splitting it", splitQuestion],
    ["screening it", screenQuestion],
    ["marking an answer like it", (text: string) => mark(text, "[1]")],
  ])("makes %s no more work than it is long", (_, read) => {
    for (const piece of PIECES) {
      for (const end of ENDS) {
        expect(growthOf(read, repeated(piece, end)), piece + end).toBeLessThan(TOO_MUCH);
      }
    }
  });

  test("has four parts at most, and nothing of it is lost", () => {
    const question = "甲は何ですか？乙はいくら？丙はいつ？丁はどこ？戊は誰？以上です。";

    expect(splitQuestion(question)).toEqual([
      "甲は何ですか？",
      "乙はいくら？",
      "丙はいつ？",
      "丁はどこ？ 戊は誰？ 以上です。",
    ]);
  });

  test.each([
    ["?何", 4],
    ["、何がいくら", 4],
    ["千", 1],
  ])("such as %s a thousand times over has few", (piece, parts) => {
    expect(splitQuestion(piece.repeat(1_000))).toHaveLength(parts);
  });
});

describe("the marks of an answer", () => {
  test.each([
    ["甲である。乙である。", "甲である[1]。乙である[1]。"],
    ["「甲である。」と乙は言う。", "「甲である。」と乙は言う[1]。"],
    ["甲である。「乙。丙。」丁", "甲である[1]。「乙。丙。」丁[1]"],
    ["It was 1.5 million (2004). So it is.", "It was 1.5 million (2004)[1]. So it is[1]."],
    ["甲", "甲[1]"],
  ])("stand before every stop that ends a sentence: %s", (text, marked) => {
    expect(mark(text, "[1]")).toBe(marked);
  });
});
