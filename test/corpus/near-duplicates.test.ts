import { expect, test } from "vitest";
import { foldDuplicates, sketchOf } from "../../src/corpus/near-duplicates.ts";

const PAGE =
  "本市では、精密加工の企業が集まる北部の工業団地に共同の試験棟を設け、測定器を貸し出している。利用は会員企業に限らず、市外の企業も予約のうえで使える。相談は無料である。開設は平成10年である。";
const sketched = (...texts: string[]) =>
  texts.map((text) => ({ sketch: sketchOf(text), text: () => text }));

test("a page repeated nearly word for word is folded into the first", () => {
  const again = PAGE.replace("予約のうえで", "予約の上で").replaceAll("、", "、 ");

  expect(
    foldDuplicates(sketched(PAGE, "別のことを述べた、まったく違う文章である。", again)),
  ).toEqual([0, 1, 0]);
});

test("a page repeated with another figure is kept: the two contradict each other", () => {
  const changed = PAGE.replace("平成10年", "平成12年");

  expect(foldDuplicates(sketched(PAGE, changed))).toEqual([0, 1]);
});

test.each([
  ["another place", "本市", "福山市"],
  ["another share", "無料", "半額"],
])("a page repeated with %s is kept", (_, from, to) => {
  expect(foldDuplicates(sketched(PAGE, PAGE.replace(from, to)))).toEqual([0, 1]);
});

test("short texts are never folded: two equal headings stand for two places", () => {
  expect(foldDuplicates(sketched("支援策の概要", "支援策の概要"))).toEqual([0, 1]);
});
