import { describe, expect, test } from "vitest";
import { rendering } from "../../src/answers/compose-answer.ts";
import { type Claim, faultOf } from "../../src/claims/check-claim.ts";
import { readCorpusFiles } from "../../src/corpus/corpus-files.ts";
import { readCorpus } from "../../src/corpus/read-corpus.ts";
import { passagesOf } from "../../src/search/passage.ts";
import { scaled, seeded } from "../support/scale.ts";
import { CORPUS } from "../support/shipped.ts";
import { HONEST } from "./honest-claims.ts";
import { MUTATIONS } from "./mutations.ts";

const corpus = readCorpus(CORPUS, await readCorpusFiles(CORPUS));
const statements = corpus.cards.flatMap((card) => passagesOf(card));
const passages = statements.map(({ statement }) => statement.text);
const names = corpus.cards.map(({ head }) => head.name);

const honestClaims = Object.entries(HONEST).flatMap(([how, reword]) =>
  passages.flatMap((text, at) => {
    const claim = reword(text);
    return claim ? [{ how, claim: { ...claim, passage: at + 1 } }] : [];
  }),
);

describe("claims of a model", () => {
  test("that are true are dropped in no more than 3 of 100", () => {
    const dropped = honestClaims.filter(({ claim }) => faultOf(claim, passages, "ja"));
    const ways = Object.keys(HONEST).map((how) => {
      const among = (claims: typeof honestClaims) => claims.filter((each) => each.how === how);
      return `  ${how}: ${among(dropped).length} of ${among(honestClaims).length}`;
    });
    console.log(
      `True claims dropped: ${dropped.length} of ${honestClaims.length}\n${ways.join("\n")}`,
    );

    expect(dropped.length / honestClaims.length).toBeLessThanOrEqual(0.03);
  });

  test("in English are dropped in no more than 3 of 100", () => {
    const english = statements.map((passage) => rendering(passage, "en"));
    const claims = english.map((text, at) => ({ text, quote: text, passage: at + 1 }));
    const dropped = claims.filter((claim) => faultOf(claim, english, "en"));
    console.log(`True English claims dropped: ${dropped.length} of ${claims.length}`);

    expect(dropped.length / claims.length).toBeLessThanOrEqual(0.03);
  });

  test.each(Object.entries(MUTATIONS))("with a changed %s never pass", (kind, mutations) => {
    const random = seeded(8);
    const stock = { passages, names, random };
    const mutated = mutations.flatMap((mutate) =>
      Array.from({ length: scaled(4_000, 200) }, () => someClaim(random)).flatMap(
        (claim) => mutate(claim, stock) ?? [],
      ),
    );
    const passed = mutated.filter((claim) => !faultOf(claim, passages, "ja"));
    console.log(`Changed ${kind}: ${passed.length} of ${mutated.length} pass`);

    expect(mutated.length).toBeGreaterThan(100);
    expect(passed).toEqual([]);
  });

  function someClaim(random: () => number): Claim {
    const { claim } = honestClaims[Math.floor(random() * honestClaims.length)] ?? {};
    if (!claim) throw new Error("Expected honest claims");
    return claim;
  }
});

describe("a claim", () => {
  const said =
    "A社がB社を2004年に買収し、C大学は5社と15件の共同研究を行いました。要求額は約3億円です。";
  const [first = "", second = ""] = said.split(/(?<=。)/u);
  const faultIn = (text: string, quote: string, passage = said) =>
    faultOf({ text, quote, passage: 1 }, [passage], /[ぁ-ん一-龠]/u.test(passage) ? "ja" : "en");

  test.each([
    [
      "roles exchanged",
      first,
      "A社をB社が2004年に買収し、C大学は5社と15件の共同研究を行いました。",
      "order",
    ],
    ["part of a name", first, "大学は5社と15件の共同研究を行いました。", "order"],
    ["figures exchanged", first, "C大学は15社と5件の共同研究を行いました。", "figure"],
    ["a request made a budget", second, "予算額は約3億円です。", "word"],
    ["a request without the word", second, "約3億円です。", "order"],
    ["an estimate made exact", second, "要求額は3億円です。", "figure"],
    ["a link", second, "詳しくは https://evil.example/ へ。", "link"],
    ["a mention", second, "<!channel> A社がB社を買収しました。", "link"],
    ["another language", first, "A社がB社を收购了。", "word"],
  ])("with %s of %s → %s", (_, quote, text, fault) => {
    expect(faultIn(text, quote)).toBe(fault);
  });

  test("in another notation of years and numbers is kept", () => {
    const text = "A社がB社を平成16年に買収し、C大学は五社と１５件の共同研究を行った。";

    expect(faultIn(text, first)).toBeUndefined();
  });

  test.each([
    ["of words that do not stand there", "A社がC社を"],
    ["that begins within a number", "5件の共同研究を行いました。"],
    ["that is too short to prove anything", "です。"],
  ])("with a quote %s is dropped", (_, quote) => {
    expect(faultIn("C大学は共同研究を行いました。", quote)).toBe("quote");
  });

  test.each([
    ["補助の対象となる経費は、人件費には認められません。", "補助の対象となる経費は、人件費"],
    ["B大学は世界で初めて合成に成功したC社と連携しました。", "B大学は世界で初めて合成に成功した"],
    ["市は『事業を続けます。』とした案を撤回しました。", "市は『事業を続けます。"],
    ["売上が20％減少した場合、補助率は3分の2になります。", "補助率は3分の2になります。"],
    ["大企業の補助率は3分の1です。", "補助率は3分の1です。"],
    ["If sales fell by 20%, the subsidy rate is 2/3.", "the subsidy rate is 2/3."],
    [
      "The plan of Acme Inc. The rate of subsidy is 2/3 was rejected.",
      "The rate of subsidy is 2/3",
    ],
  ])("of 「%s」 with a quote that is part of the sentence is dropped", (passage, quote) => {
    expect(faultIn(`${quote.replace(/。$/u, "")}。`, quote, passage)).toBe("quote");
  });

  test.each([
    ["市はこの事業を続けることを断念しました。", "市はこの事業を続けます。"],
    ["A社は補助金の申請を取り下げました。", "A社は補助金の申請をしました。"],
    ["県は窓口を廃止する案を撤回しました。", "県は窓口を廃止します。"],
    ["補助率は3分の2です。", "補助率は3です。"],
    ["対象は中小企業診断士です。", "対象は中小企業です。"],
    ["売上が20％減少した場合、補助率は3分の2になります。", "補助率は3分の2になります。"],
    [
      "売上が20％減少すれば、補助率は3分の2になります。",
      "売上が20％減少し、補助率は3分の2になります。",
    ],
    ["大企業の補助率は3分の1です。", "補助率は3分の1です。"],
    ["If sales fell by 20%, the subsidy rate is 2/3.", "The subsidy rate is 2/3."],
    // Words in hiragana at the beginning.
    ["まれに金型が割れます。", "金型が割れます。"],
    ["ときどき金型が割れます。", "ほとんど金型が割れます。"],
    ["あまり金型は割れません。", "金型は割れません。"],
    ["もし金型が割れたら返品できます。", "金型が割れたら返品できます。"],
    ["また、まれに金型が割れます。", "また、金型が割れます。"],
  ])("that leaves out of 「%s」 what changes it: %s", (passage, text) => {
    expect(faultIn(text, passage, passage)).toBeDefined();
  });

  test.each([
    ["補助金の申請ができます。", "補助金の申請ができかねます。"],
    ["人件費も補助の対象となります。", "人件費も補助の対象とならず。"],
    ["人件費も補助の対象となります。", "人件費も補助の対象となりえず。"],
    ["人件費も補助の対象とすべし。", "人件費も補助の対象とすべからず。"],
    ["市は人件費を認めています。", "市は人件費を認めかねます。"],
    ["A社は施設を利用しやすい。", "A社は施設を利用しにくい。"],
    ["市は共同施設を整備したいと考えています。", "市は共同施設を整備したと考えています。"],
    ["市は共同施設を整備したい。", "市は共同施設を整備した。"],
    ["市は共同施設を整備すべきです。", "市は共同施設を整備しました。"],
    ["市は共同施設を整備しようとしています。", "市は共同施設を整備しました。"],
    ["市は来年度に事業を始めます。", "市は来年度に事業を始めました。"],
    ["市は来年度まで事業を続けるのをやめました。", "市は来年度まで事業を続けました。"],
    ["県は市に報告を求めました。", "県は市に報告を求められました。"],
    ["県は窓口を整備するとしています。", "県は窓口を整備します。"],
  ])("in which the ending of 「%s」 becomes another: %s", (passage, text) => {
    expect(faultIn(text, passage, passage)).toBeDefined();
  });

  test.each([
    ["岡山市は倉敷市を支援します。", "岡山市を倉敷市は支援します。"],
    ["県は財団に委託しました。", "県に財団は委託しました。"],
    ["売上高は30％減です。", "売上高は30％に減です。"],
    ["対象は、製造業または小売業の企業です。", "対象は、製造業かつ小売業の企業です。"],
    ["The body was funded by the prefecture.", "The body has funded the prefecture."],
    ["Sales rose by 30% in 2004.", "Sales rose to 30% in 2004."],
    ["The office moved from Okayama to Hiroshima.", "The office moved to Okayama from Hiroshima."],
    ["It is for firms with under 40 employees.", "It is for firms with 40 employees."],
    ["Firms and universities apply together.", "Firms or universities apply together."],
  ])("in which the words of 「%s」 are joined otherwise: %s", (passage, text) => {
    expect(faultIn(text, passage, passage)).toBeDefined();
  });

  test.each([
    ["補助率は3分の2です。", "補助率は3分の2である。"],
    [
      "市は共同施設を整備しており、企業が利用しています。",
      "市は共同施設を整備し、企業が利用している。",
    ],
    ["県は補助を行いました。", "県は補助を行った。"],
    ["また、県は補助を行いました。", "県は補助を行いました。"],
    ["なお、この県は補助を行いました。", "この県は補助を行いました。"],
    ["※県は補助を行いました。", "県は補助を行いました。"],
    ["要求額：5,000千円", "要求額は500万円です。"],
    ["（1）県は窓口を整備します。", "県は窓口を整備する。"],
    ["The budget of the plan is 5,000 yen.", "Budget of this plan is 5,000 yen."],
  ])("that says 「%s」 in another manner is kept: %s", (passage, text) => {
    expect(faultIn(text, passage.replace("（1）", ""), passage)).toBeUndefined();
  });
});
