import { describe, expect, test } from "vitest";
import { createMask } from "../../src/discretion/mask.ts";

const TOLD = "ミナト電工の佐藤部長（090-1234-5678）が、佐藤部長の部署で装置を探しています。";

describe("a mask", () => {
  test("takes names and numbers of people out, and puts them back into what comes in return", () => {
    const mask = createMask({ names: ["ミナト電工"] });

    const hidden = mask.hide(TOLD);

    for (const datum of ["ミナト電工", "佐藤", "090-1234-5678"])
      expect(hidden).not.toContain(datum);
    expect(mask.restore(hidden)).toBe(TOLD);
  });

  test("lets nothing of a secret out, and nothing at all where nothing else is said", () => {
    const mask = createMask();

    expect(mask.hideSaid("弊社は未出願の発明があり、配合は酸化物30%です。")).toBeUndefined();
    expect(mask.hideSaid("岡山県の補助金はありますか。")).toBe("岡山県の補助金はありますか。");
  });

  test("keeps ten marks and more apart", () => {
    const mask = createMask();
    const text = Array.from({ length: 12 }, (_, i) => `a${i}@example.jp`).join("、");

    expect(mask.restore(mask.hide(text))).toBe(text);
  });
});
