import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { useShippedApp } from "../support/shipped-app.ts";

const app = useShippedApp();
const ask = (question: string): Promise<Answer> => app().assistant.answer(question);

describe("an answer from the shipped cards", () => {
  test("gives the fact in its first sentence, with a citation that names file, page and date", async () => {
    const answer = await ask(
      "岡山県工業技術センターの集束イオンビーム装置は、いくらで、いつ整備されましたか？",
    );

    expect(answer.kind).toBe("answered");
    expect(answer.text).toMatch(/平成14年度（2002年度）.*5,607万円.*\[1\]。$/u);
    expect(answer.citations).toEqual([
      {
        n: 1,
        source: "okayama-2004",
        title: "地域再生計画「ミクロものづくり岡山」の創成",
        publisher: "岡山県",
        asOf: "2004",
        path: "seeds/okayama-fib.md",
        locator: { page: 9, section: "別紙3" },
        quote: expect.stringContaining("5,607万円"),
        quoteOf: "card",
      },
    ]);
  });

  test("says that a scheme is of the past and that present calls cannot be told", async () => {
    const answer = await ask("夢づくり・オンリーワン企業育成支援事業の予算は？");

    expect(answer.schemes).toEqual([
      {
        id: "okayama-only-one",
        name: "夢づくり・オンリーワン企業育成支援事業",
        status: "historic",
        asOf: "2004",
      },
    ]);
    expect(answer.notices.join()).toContain("現在の公募状況はこの資料から確認できません");
    expect(answer.notices.join()).toContain("平成16年度（2004年度）");
  });

  test("says of a target that it is one", async () => {
    const answer = await ask("新規雇用人数の目標は何人ですか");

    expect(answer.text).toContain("351人");
    expect(answer.notices.join()).toContain("達成したかどうかは、この資料に書かれていません");
  });

  test.each([
    [
      "when two things are asked",
      "岡山の細孔径分布測定装置はどこの機関が持っていて、何年度に入れたものですか？",
      ["岡山セラミックス", "平成14年度"],
    ],
    ["of a list", "ウエストコアの市町を全部挙げて", ["笠岡市", "井原市", "里庄町"]],
    ["of what a word means", "テクノサロンとは何ですか", ["産学官交流組織"]],
    [
      "of who does it",
      "岡山県の都市エリア産学官連携促進事業の実施主体はどこ？",
      ["岡山県産業振興財団"],
    ],
    [
      "of which scheme fits",
      "県内外のトップ研究者との大型共同研究に助成してくれる岡山の制度は？",
      ["新技術研究フィールド支援事業"],
    ],
    ["of how long", "岡山TLOの運営経費への支援は何年間？", ["5年間"]],
    ["in keywords", "技認定 岡山 予算", ["2,400千円"]],
    ["by the western year", "2002年度に工業技術センターが導入した装置は何？", ["集束イオンビーム"]],
  ])("holds what it must %s", async (_, question, wanted) => {
    const answer = await ask(question);

    for (const said of wanted) expect(answer.text).toContain(said);
  });

  test("sets two things side by side when they are compared", async () => {
    const answer = await ask("岡山テクノプラザと岡山TLO運営支援事業、予算が大きいのはどちら？");

    expect(answer.text).toContain("5,000千円");
    expect(answer.text).toContain("10,000千円");
  });

  test("puts what is compared into a table, one row each", async () => {
    const answer = await ask("イーストコアとウエストコアの産業の違いは？");

    expect(answer.table?.columns).toEqual(["対象", "資料の記載"]);
    expect(answer.table?.rows.map(([name]) => name)).toEqual(["イーストコア", "ウエストコア"]);
  });

  test("corrects a year that the question takes for granted", async () => {
    const answer = await ask("FIBは平成15年度に導入されましたよね");

    expect(answer).toMatchObject({ kind: "answered", text: expect.stringContaining("平成14年度") });
  });

  test("shows what sources say differently, beside a statement that gives all of it", async () => {
    const answer = await ask("産業クラスター計画の参加企業は何社？");

    expect(answer.conflicts[0]?.values.map(({ source }) => source)).toEqual(
      expect.arrayContaining(["meti-2003", "sankoshin-2006", "meti-2007"]),
    );
  });

  test.each([
    ["岡山県工業技術センターの所長は誰"],
    ["テクニカルアドバイザーの報酬は月いくら"],
    ["推進協議会の事務局はどこ"],
    ["集束イオンビーム装置の耐用年数は何年"],
    ["特定分野産業出荷額の平成16年の実績は"],
    ["Who was the governor of Okayama?"],
  ])("is declined when the thing asked about is not spoken of: %s", async (question) => {
    expect((await ask(question)).kind).toBe("not_found");
  });

  test("to an English question is English, with the Japanese quote", async () => {
    const answer = await ask("What is the budget of the Okayama Techno Plaza?");

    expect(answer.text).toBe("The budget of the Okayama Techno Plaza is 5,000 thousand yen[1].");
    expect(answer.citations[0]?.quote).toBe(
      "岡山テクノプラザ開催事業の予算額は5,000千円（500万円）です。",
    );
    expect(answer.notices.join()).toContain("cannot be told");
  });

  test("reads a typing error as the name that was meant, and says so", async () => {
    const answer = await ask("岡山TOLの支援は何年間？");

    expect(answer.text).toContain("5年間");
    expect(answer.notices).toContain("「岡山TOL」を「岡山TLO」と読み替えて調べました。");
  });

  test("shows both spellings where a source contradicts itself", async () => {
    const answer = await ask("創成事業と創生事業は別のものですか？");

    expect(answer.conflicts[0]?.values.map(({ value }) => value)).toEqual([
      "ミクロものづくり岡山創成事業",
      "ミクロものづくり岡山創生事業",
    ]);
  });

  test("never says a sentence twice", async () => {
    for (const question of [
      "テクノサロンって何のことですか？",
      "三本柱って何と何と何？",
      "岡山TLOとは？",
    ]) {
      const { citations } = await ask(question);

      expect(new Set(citations.map(({ quote }) => quote)).size).toBe(citations.length);
    }
  });

  test("is the same for the same question", async () => {
    const [a, b] = [await ask("岡山ブランドとは？"), await ask("岡山ブランドとは？")];

    expect({ ...a, timings: null }).toEqual({ ...b, timings: null });
  });
});

describe("the assistant declines", () => {
  test.each([
    "鯖江市の眼鏡産業の出荷額を教えて",
    "福岡県のイノベーション推進機構のファンド総額は？",
    "走査型電子顕微鏡はいくらで導入されましたか",
    "ミクロものづくりセンターの整備費、平成17年度はいくら？",
    "医歯工学先端技術研究開発センターを作るのにいくらかかった？",
    "「岡山・わが社の技」は何件認定されましたか？",
    "岡山セラミックスセンターの電話番号",
  ])("%s: the documents do not say", async (question) => {
    const answer = await ask(question);

    expect(answer.kind).toBe("not_found");
    expect(answer.citations).toEqual([]);
    expect(answer.searched).toContainEqual(
      expect.stringContaining(
        "地域再生計画「ミクロものづくり岡山」の創成（岡山県、平成16年度（2004年度））のカード",
      ),
    );
  });

  test("to say what is open today, naming what the documents do have", async () => {
    const answer = await ask("先端研究スタートアップ支援事業の今年の締切はいつですか？");

    expect(answer.kind).toBe("not_found");
    expect(answer.text).toContain("平成16年度（2004年度）");
    expect(answer.text).toContain("現在の公募状況はこの資料から確認できません");
  });

  test("to say whether a target was met, because a note says that this is not there", async () => {
    const answer = await ask("新規雇用351人の目標は結局達成できたんですか？");

    expect(answer.kind).toBe("not_found");
    expect(answer.text).toContain("達成したかどうかは、この資料に書かれていません");
  });

  test.each([
    ["personal data", "岡山TLOの担当者のメールアドレスわかりますか"],
    ["an opinion", "岡山と広島、工場を建てるならどっちが儲かりますか？"],
    ["small talk", "おはよう！今日の岡山の天気は？"],
  ])("%s politely", async (_, question) => {
    expect(await ask(question)).toMatchObject({ kind: "refused", citations: [] });
  });

  test.each(["", "   ", "？？？", "…"])("%j by asking for a question", async (question) => {
    expect((await ask(question)).kind).toBe("clarify");
  });
});

describe("a question that is a document", () => {
  test("is asked to be shorter", async () => {
    const answer = await ask("岡山TLOとは？".repeat(1_000));

    expect(answer.kind).toBe("clarify");
    expect(answer.text).toContain("2000文字まで");
  });
});

describe("a greeting before a question", () => {
  test("is courtesy, and the question is answered", async () => {
    expect((await ask("こんにちは。岡山TLOの支援は何年間ですか？")).text).toContain("5年間");
  });
});
