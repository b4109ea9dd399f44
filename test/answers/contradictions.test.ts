import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { answerAsText } from "../../src/cli/answer-as-text.ts";
import { squash } from "../../src/text/search-form.ts";
import { openTestApp } from "../support/app.ts";
import { describeWithShared, SHARED } from "../support/shared.ts";
import { converseWithShippedApp } from "../support/shipped-app.ts";

// The five documents contradict each other and themselves: what each says is shown, with its date.
const ask = converseWithShippedApp();

const shown = (answer: Answer) => answerAsText(answer, "ja");

/** What an answer says by itself, sentence by sentence, without the quotes that carry it. */
function saidIn({ text, notices, conflicts, table }: Answer): readonly string[] {
  return [
    ...[text, ...notices].flatMap((each) => each.split("。")),
    ...conflicts.flatMap(({ about, values }) =>
      values.map(({ value, asOf }) => `${about}: ${value}（${asOf}）`),
    ),
    ...(table?.rows.map((row) => row.join(" ")) ?? []),
  ];
}

/** One letter to a line, or letter after letter with gaps between. */
const TORN = /(?:(?<=\n)\S\s*\n){3}|(?:(?<= )[\p{Script=Han}\p{Script=Hiragana}] ){3}/u;

/** Questions on the four pages that stand in the report twice. */
const REGIONS = [
  "広島県の輸送用機械産業の政策は?",
  "富山県の医薬品産業の政策は?",
  "北上川流域の産業政策は?",
  "北勢地域の産業政策は?",
];

/** Quotes that say nearly word for word what an earlier one said; headings are too short to tell. */
function copiesIn({ citations }: Answer): readonly string[] {
  const quotes = [...new Set(citations.map(({ quote }) => squash(quote)))];
  return quotes
    .filter(({ length }) => length >= 40)
    .filter((quote, i, long) => long.slice(0, i).some((earlier) => alike(quote, earlier)));
}

function alike(one: string, other: string): boolean {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  return [...a].filter((pair) => b.has(pair)).length >= 0.9 * Math.min(a.size, b.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set([...text].map((_, i) => text.slice(i, i + 2)));
}

const FIRMS_2003 = [/約3,800社/u, /平成15年|2003/u] as const;
const FIRMS_2005 = [/約9,800社/u, /平成17年12月|2005年12月/u] as const;
const FIRMS_2007 = [/約10,700社/u, /平成19年7月|2007年7月/u] as const;
const UNIVERSITIES_2003 = [/約200大学/u, /平成15年|2003/u] as const;
const UNIVERSITIES_2005 = [/約290大学/u, /平成17年12月|2005年12月/u] as const;
const UNIVERSITIES_2007 = [/約290大学/u, /平成19年7月|2007年7月/u] as const;
const FORECAST = [/約40,000件/u, /平成18年|2006/u] as const;
const RESULT = [/約5万件/u, /平成19年|2007/u] as const;
const NINETEEN = [/19(?:プロジェクト|件)/u, /平成15年|2003/u] as const;
const SEVENTEEN = [/17(?:プロジェクト|件)/u, /平成18年|2006/u] as const;
const STILL_SEVENTEEN = [/17(?:プロジェクト|件)/u, /平成19年|2007/u] as const;
const RENAMED = [/カーエレクトロニクス推進センター/u, /2013/u] as const;
const SET_UP = [/設置/u, /2022/u] as const;
const FOUNDED_2018 = [/2018年6月/u, /直近の動向/u] as const;
const FOUNDED_2020 = [/2020年/u, /サマリー/u] as const;
const FUND_IN_TEXT = [/ひろしま連携応援ファンド/u, /本文/u] as const;
const FUND_IN_FIGURE = [/ふるさと連携応援ファンド/u, /図/u] as const;
const THREE = [/3産業/u, /サマリー/u] as const;
const FOUR = [/4分野/u, /具体的施策/u] as const;
const FIRST_BIOTECH = [/大学発のバイオベンチャーとして初/u, /平成19年|2007/u] as const;
const FIRST_VENTURE = [/大学発の?ベンチャー企業として国内で?初/u, /平成18年|2006/u] as const;

describe("what the documents say differently is shown with the date or the place of each", () => {
  test.each([
    ["産業クラスター計画の参加企業は何社?", [FIRMS_2003, FIRMS_2005, FIRMS_2007]],
    [
      "産業クラスター計画に参加している企業と大学の数は?",
      [FIRMS_2003, FIRMS_2005, FIRMS_2007, UNIVERSITIES_2003, UNIVERSITIES_2005, UNIVERSITIES_2007],
    ],
    [
      "産業クラスター計画の参加大学はいくつ?",
      [UNIVERSITIES_2003, UNIVERSITIES_2005, UNIVERSITIES_2007],
    ],
    ["産業クラスター計画第Ⅰ期の新事業は何件?", [FORECAST, RESULT]],
    ["産業クラスター計画の新事業開始件数は?", [FORECAST, RESULT]],
    ["産業クラスター計画のプロジェクトはいくつ?", [NINETEEN, SEVENTEEN, STILL_SEVENTEEN]],
    ["産業クラスター計画のプロジェクト数は?", [NINETEEN, SEVENTEEN, STILL_SEVENTEEN]],
    ["カーテクノロジー革新センターはいつ設置された?", [RENAMED, SET_UP]],
    ["カーテクノロジー革新センターは2022年にできたの?", [RENAMED, SET_UP]],
    [
      "くすりのシリコンバレーTOYAMA創造コンソーシアムはいつ設立された?",
      [FOUNDED_2018, FOUNDED_2020],
    ],
    ["くすりのシリコンバレーTOYAMAは2020年設立ですか?", [FOUNDED_2018, FOUNDED_2020]],
    ["ひろしまイノベーション推進機構の3号ファンドの名前は?", [FUND_IN_TEXT, FUND_IN_FIGURE]],
    ["ふるさと連携応援ファンドの総額は?", [FUND_IN_TEXT, FUND_IN_FIGURE]],
    ["三重県のバレー構想の対象はいくつの産業?", [THREE, FOUR]],
    ["バレー構想は何分野?", [THREE, FOUR]],
    ["アンジェスMGのマザーズ上場は何が初めてだったの?", [FIRST_BIOTECH, FIRST_VENTURE]],
    ["アンジェスMGは国内初の大学発ベンチャー上場ですか?", [FIRST_BIOTECH, FIRST_VENTURE]],
  ])("%s", async (question, values) => {
    const answer = await ask(question);
    const said = saidIn(answer);

    for (const [value, where] of values) {
      expect(
        said.filter((sentence) => value.test(sentence) && where.test(sentence)),
        `${value} with ${where} in:\n${said.join("\n")}`,
      ).not.toEqual([]);
    }
    expect(answer.conflicts).not.toEqual([]);
  });

  test.each([
    ["産業クラスター計画の参加企業は何社?"],
    ["産業クラスター計画に参加している企業と大学の数は?"],
    ["産業クラスター計画の約10,700社はいつの数字?"],
  ])(
    "the document of 2007 dates one figure twice, and both dates are shown: %s",
    async (question) => {
      const said = saidIn(await ask(question)).join("\n");

      expect(said).toMatch(/平成19年7月/u);
      expect(said).toMatch(/平成13年～17年実績/u);
    },
  );
});

describe("40,000 new businesses are a forecast of one phase and the target of the next", () => {
  const QUESTIONS = [
    "産業クラスター計画第Ⅰ期の新事業は何件?",
    "産業クラスター計画の新事業開始件数は?",
    "産業クラスター計画第Ⅱ期の新事業開始件数の目標は?",
    "産業クラスター計画の新事業は全部で何件?",
    "第Ⅱ期の40,000件は達成した?",
  ];

  test.each(QUESTIONS)("and each is called what it is: %s", async (question) => {
    const counting = saidIn(await ask(question)).filter((said) => said.includes("40,000件"));

    expect(counting).not.toEqual([]);
    for (const said of counting) expect(said).toMatch(/見込み|目標/u);
  });

  test.each(QUESTIONS)("and they are never added up: %s", async (question) => {
    expect(shown(await ask(question))).not.toMatch(/[89]万件|[89]0,?000件|13万件|130,?000件/u);
  });

  test("and both are shown to who asks what the number is", async () => {
    const { text } = await ask("産業クラスター計画の40,000件とは何の数字?");

    expect(text).toMatch(/第Ⅰ期[^。]*見込み/u);
    expect(text).toMatch(/第Ⅱ期[^。]*目標/u);
  });

  test("and the target is no result", async () => {
    const answer = await ask("第Ⅱ期の40,000件は達成した?");

    expect(shown(answer)).toMatch(
      /第Ⅱ期の実績は、どの資料にも書かれていません|達成したかどうかは[^。]*書かれていません/u,
    );
    expect(answer.text).not.toMatch(/達成しました|達成されました/u);
  });
});

describe("the 92億円 of the co-creation programme are a request, and so is each part of them", () => {
  test.each([
    ["地域イノベーション協創プログラムの予算額は?", "92億円"],
    ["地域イノベーション協創プログラムは92億円の予算ですか?", "92億円"],
    ["イノベーション創出基盤形成事業の予算は?", "17.7億円"],
    ["地域イノベーション創出共同体形成事業の予算は?", "12.2億円"],
    ["創造的産学連携体制整備事業の予算は?", "5.5億円"],
    ["イノベーション創出研究開発事業の予算は?", "74.3億円"],
  ])("%s", async (question, amount) => {
    const answer = await ask(question);

    expect(answer.text).toContain(amount);
    expect(answer.text).toContain("要求");
    expect(answer.text).not.toMatch(/予算額?[はが]/u);
    expect(answer.notices.join("\n")).toMatch(/成立した予算(?:かどうか|額では)/u);
  });
});

describe("two spellings of one thing are answered alike", () => {
  test.each([
    [
      "ミクロものづくり岡山創成事業の三本柱は?",
      "ミクロものづくり岡山創生事業の三本柱は?",
      "ダブルネット",
    ],
    [
      "岡山セラミックス技術振興財団の細孔径分布測定装置はいつ整備された?",
      "岡山セラミックスセンターの細孔径分布測定装置はいつ整備された?",
      "平成14年度",
    ],
    ["ミクロものづくりネットの予算は?", "ミクロものづくり岡山ネットの予算は?", "6,563千円"],
  ])("%s / %s", async (one, other, wanted) => {
    const [first, second] = [await ask(one), await ask(other)];

    expect(first.text).toContain(wanted);
    // What is said beside it may differ with the words of the question.
    expect(second.text.split("。")[0]).toBe(first.text.split("。")[0]);
    expect(second.citations[0]).toEqual(first.citations[0]);
  });
});

describe("figures that the extraction tore from their words", () => {
  test.each([
    ["ミクロものづくり企業ネットは何社でスタートする?", "50社程度"],
    ["夢づくり・オンリーワン企業育成支援事業の予算額は?", "56,000千円"],
    ["ミクロものづくりネットの予算は?", "6,563千円"],
    ["新規雇用人数の目標は何人?", "351人"],
    ["平成16年度の新規雇用人数の目標は?", /平成16年度（2004年度）1人/u],
    ["平成17年度の新規雇用人数の目標は?", /平成17年度（2005年度）50人/u],
    ["平成20年度の新規雇用人数の目標は?", /平成20年度（2008年度）100人/u],
  ])("are given with what they count: %s", async (question, wanted) => {
    const answer = await ask(question);

    expect(answer.text).toMatch(wanted);
    expect(shown(answer)).not.toMatch(/351☆|社程度でスタート50|予算額 千円|1 50 100/u);
  });
});

describe("words that the extraction set one below the other", () => {
  test.each([
    [
      "地域資源活用型研究開発事業の地域資源の定義は?",
      /一次産品及びその副産物等.*産地の技術・技法等/u,
    ],
    ["地域イノベーション協創プログラムの流れは?", /地域における新事業・新産業の創出/u],
  ])("are read as words: %s", async (question, wanted) => {
    const answer = await ask(question);

    expect(answer.text).toMatch(wanted);
    expect(shown(answer)).not.toMatch(TORN);
  });
});

describe("a page that the report has twice", () => {
  test.each(REGIONS)("is answered from once: %s", async (question) => {
    const answer = await ask(question);

    expect(answer.kind).toBe("answered");
    expect(copiesIn(answer)).toEqual([]);
  });
});

describeWithShared("documents as they were extracted", () => {
  test("are answered from without copies, though the report has four pages twice", async () => {
    const { assistant } = openTestApp({ corpus: join(SHARED, "seeds") });

    for (const question of REGIONS) {
      const answer = await assistant.answer(question);

      expect(answer.kind).toBe("answered");
      expect(copiesIn(answer)).toEqual([]);
    }
  });

  test.each([["地域資源活用型研究開発事業の地域資源の定義は?", "本事業における地域資源の定義"]])(
    "say no title twice and no word letter by letter: %s",
    async (question, title) => {
      const { assistant } = openTestApp({ corpus: join(SHARED, "seeds") });

      const { text } = await assistant.answer(question);

      expect(text).not.toMatch(TORN);
      for (const sentence of text.split(/(?:\[\d+\])+/u)) {
        expect(sentence.split(title).length, sentence).toBeLessThanOrEqual(2);
      }
    },
  );
});

describe("a firm that the report leaves unnamed", () => {
  const FIRMS =
    /ホンダ|本田技研|トヨタ|マツダ|ダイハツ|スバル|SUBARU|スズキ|日産|日亜|豊田合成|大王製紙|ユニ・?チャーム|丸住|シャープ|東芝|キオクシア|デンソー|株式会社/u;

  test.each([
    "進出企業Aはどこ?",
    "富山県に進出した企業Aはどこの会社?",
    "進出企業Bの社名を教えて",
    "自動車メーカーAはどこの会社?",
    "埼玉県寄居町の自動車メーカーAの社名は?",
    "広島県の自動車メーカーの社名は?",
    "広島の自動車メーカーはマツダですよね?",
    "自動車メーカーAはホンダですか?",
    "徳島県のLEDの中核企業の社名は?",
    "四国中央市の製紙メーカーAはどこ?",
    "ひろしまイノベーション推進機構が投資した企業Aの社名は?",
  ])("is not guessed, and the reader is told that it is not named: %s", async (question) => {
    const answer = await ask(question);

    expect(answer.text).not.toMatch(FIRMS);
    expect(shown(answer)).toMatch(
      /社名[^。]*書かれていません|匿名|資料には書かれていません|お尋ねの点は書かれていません|記載は、[^。]*見つかりませんでした/u,
    );
  });

  test("is not taken for another of the same trade", async () => {
    expect((await ask("自動車メーカーAはどこの会社?")).text).not.toContain("広島");
    expect((await ask("自動車メーカーAはホンダですか?")).text).not.toContain("Industria");
  });
});
