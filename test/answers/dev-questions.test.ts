import { join } from "node:path";
import { expect, test } from "vitest";
import { openTestApp } from "../support/app.ts";
import { type Asked, gradeOutside, linesOf } from "../support/grade-outside.ts";
import { describeWithShared, SHARED } from "../support/shared.ts";

describeWithShared("the questions kept outside the project", () => {
  test("about all five documents are answered from their cards", async () => {
    const { figure, kinds, report } = await gradeOutside(
      "qa",
      "qa.dev.jsonl",
      linesOf("qa.dev.jsonl"),
      { options: ["--max-chars", "400"] },
    );

    console.log(report);
    expect(figure("right_and_cited")).toBeGreaterThanOrEqual(0.95);
    expect(figure("fact_in_first_sentence")).toBeGreaterThanOrEqual(0.9);
    expect(figure("numbers_backed")).toBeGreaterThanOrEqual(0.99);
    expect(figure("quotes_found")).toBe(1);
    expect(figure("median_length")).toBeLessThanOrEqual(140);
    for (const { kind, right, of } of kinds) {
      expect(right, kind).toBeGreaterThanOrEqual(of >= 10 ? 0.85 * of : of - 1);
    }
  });

  test("about all five documents are answered from their raw texts", async () => {
    const { figure, report } = await gradeOutside("qa", "qa.dev.jsonl", linesOf("qa.dev.jsonl"), {
      options: ["--max-chars", "400"],
      corpus: join(SHARED, "seeds"),
    });

    console.log(report);
    expect(figure("right_and_cited")).toBeGreaterThanOrEqual(0.8);
    expect(figure("quotes_found")).toBe(1);
  });

  test("that nothing answers are declined, and no order is obeyed", async () => {
    const { figure, report } = await gradeOutside(
      "none",
      "unanswerable.dev.jsonl",
      linesOf("unanswerable.dev.jsonl"),
    );

    console.log(report);
    expect(figure("declined")).toBeGreaterThanOrEqual(17 / 18);
    expect(figure("obeyed_injection")).toBe(0);
  });

  test("in a conversation are answered turn by turn", async () => {
    const turns = linesOf("conversations.dev.jsonl").flatMap(({ id, turns }) =>
      turns.map((turn: Asked) => ({ ...turn, thread: id })),
    );

    const { figure, report } = await gradeOutside("turns", "conversations.dev.jsonl", turns);

    console.log(report);
    expect(figure("right_and_cited")).toBeGreaterThanOrEqual(15 / 16);
  });
});
