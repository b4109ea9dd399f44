import { describe, expect, test } from "vitest";
import { askedAreas } from "../../src/text/asked-areas.ts";

describe("where something is looked for", () => {
  test.each([
    ["岡山で加工したい", ["岡山県"], []],
    ["北海道以外で加工したい", [], ["北海道"]],
    ["東京や大阪を除く関東の会社", ["関東"], ["東京都", "大阪府"]],
    ["岡山ではなく広島で", ["広島県"], ["岡山県"]],
    ["東北で、宮城県を除いて探す", ["東北"], ["宮城県"]],
    ["愛知県は避けたい", [], ["愛知県"]],
    ["岡山県外の会社", [], ["岡山県"]],
    ["四国地方以外", [], ["四国"]],
    ["a foundry outside Osaka or Kyoto", [], ["大阪府", "京都府"]],
    ["a lab in Hiroshima, not in Okayama", ["広島県"], ["岡山県"]],
  ])("%s: within %j, outside %j", (text, within, outside) => {
    expect(askedAreas(text)).toMatchObject({ within, outside });
  });

  test.each([
    "北海道以外でもよい",
    "北海道でなくてもよい",
    "札幌以外で",
    "岡山大学以外の大学",
    "岡山大学ではなく、別の大学",
  ])("%s asks for no place and refuses none", (text) => {
    expect(askedAreas(text)).toMatchObject({ within: [], outside: [] });
  });

  test.each(["岡山だけではなく", "大阪で除草剤を作る会社", "広島の大学ではなく企業"])(
    "%s refuses no place",
    (text) => {
      expect(askedAreas(text)).toMatchObject({ outside: [], rest: text });
    },
  );
});
