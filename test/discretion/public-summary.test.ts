import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { discretionAdvice, readAdviceWording } from "../../src/discretion/advice.ts";
import { partSecrets } from "../../src/discretion/public-summary.ts";
import { recogniseSecrets } from "../../src/discretion/recognise-secrets.ts";
import { ROOT } from "../support/root.ts";

const SECRET =
  "株式会社ミナト電工です。未出願のすずめっき技術の共同開発先を探しています。配合は硫酸すず40g/Lに添加剤Aを2%です。";
const wording = readAdviceWording(readFileSync(join(ROOT, "prompts/discretion.yaml"), "utf8"));

describe("what may stand on record", () => {
  test("of a harmless need is all of it", () => {
    const text = "耐火物の高温クリープを測りたい。岡山県内で、年度内にお願いします。";

    expect(partSecrets(text)).toEqual({ open: text, secret: "" });
  });

  test("of a secret one is what it asks for, without name, recipe or invention", () => {
    const { open, secret } = partSecrets(SECRET);

    expect(open).toBe("共同開発先を探しています。");
    expect(secret).toBe(SECRET);
    expect(recogniseSecrets(open).findings).toEqual([]);
  });

  test("leaves the name out of a need that is harmless otherwise", () => {
    const names = ["備前耐火株式会社"];
    const { open, secret } = partSecrets("備前耐火のれんがの強度を測りたい。予算は50万円。", {
      names,
    });

    expect(open).toBe("〔名称〕のれんがの強度を測りたい。予算は50万円。");
    expect(secret).toBe("備前耐火のれんがの強度を測りたい。");
  });

  test("leaves out what stands in brackets behind the name: its reading, or the name in Latin letters", () => {
    const names = ["備前耐火株式会社"];
    const { open } = partSecrets(
      "備前耐火（びぜんたいか、BIZEN TAIKA）のれんがの強度を測りたい。熱膨張（室温から）も。",
      { names },
    );

    expect(open).toBe("〔名称〕のれんがの強度を測りたい。熱膨張（室温から）も。");
  });

  test("keeps what stands beside a secret out too", () => {
    const { open } = partSecrets(
      "論文投稿前のデータです。ゼオライト膜の透過率が従来の3倍になりました。共同研究先の企業を探したいです。",
    );

    expect(open).toBe("共同研究先の企業を探したいです。");
  });

  test("is nothing where nothing is harmless", () => {
    expect(partSecrets("ここだけの話ですが、うちは赤字です。").open).toBe("");
  });
});

describe("advice to who wrote a secret in public", () => {
  const advise = (text: string, language: "ja" | "en" = "ja") =>
    discretionAdvice(text, { language, wording });

  test("says what to do and repeats nothing of it", () => {
    const told = (advise(SECRET) ?? []).join("\n");

    expect(told).toContain("公開の場");
    expect(told).toContain("削除することをお勧めします");
    expect(told).toContain("ダイレクトメッセージ");
    expect(told).toContain("弁理士");
    expect(told).toContain("公開する範囲、相手、目的、期限");
    expect(told).toContain("秘密保持の決まりは書かれていません");
    expect(told).toContain("共同開発先を探しています");
    expect(told).not.toMatch(/ミナト|すず|硫酸|40g/u);
  });

  test("speaks of filing only where there is an invention", () => {
    expect((advise("ここだけの話ですが、当社は2期連続の赤字です。") ?? []).join()).not.toContain(
      "弁理士",
    );
  });

  test("is not given about what is harmless", () => {
    expect(advise("特許出願に使える補助金はありますか？")).toBeUndefined();
  });

  test("is English for who reads English", () => {
    expect(advise("We have an unfiled invention.", "en")?.join("\n")).toContain("patent attorney");
  });
});
