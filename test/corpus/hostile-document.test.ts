import { expect, test } from "vitest";
import { readCard } from "../../src/corpus/read-card.ts";
import { readDocument } from "../../src/corpus/read-document.ts";
import { mendTornFigures } from "../../src/corpus/torn-figures.ts";
import { growthOf, PIECES, repeated, TOO_MUCH } from "../support/growth.ts";

const READERS = {
  "a document": (text: string) => readDocument("a.txt", text),
  "a line with torn figures": (text: string) => mendTornFigures(`会員は 社${text}`),
  "a card": (text: string) => readCard("a.md", `---\n---\n${text} [a p.1]\n`),
};

test.each(Object.entries(READERS))("%s is no more work to read than it is long", (_, read) => {
  for (const piece of PIECES) {
    for (const end of ["", "）"]) {
      expect(growthOf(read, repeated(piece, end)), piece + end).toBeLessThan(TOO_MUCH);
    }
  }
});

test("a document of very many lines is read to its end", () => {
  const lines = Array.from({ length: 200_000 }, (_, i) => `行${i}`).join("\n");

  const { extracts } = readDocument("a.txt", lines);

  expect(extracts.at(-1)?.lines[1]).toBe(200_000);
});
