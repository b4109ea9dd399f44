import { describe, expect, test } from "vitest";
import { type Claim, faultOf } from "../../../src/answers/claims/check-claim.ts";
import { rendering } from "../../../src/answers/compose-answer.ts";
import { readCorpusFiles } from "../../../src/corpus/corpus-files.ts";
import { readCorpus } from "../../../src/corpus/read-corpus.ts";
import { passagesOf } from "../../../src/search/passage.ts";
import { scaled, seeded } from "../../support/scale.ts";
import { CORPUS } from "../../support/shipped.ts";
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
  const faultIn = (text: string, quote = said) =>
    faultOf({ text, quote, passage: 1 }, [said], "ja");

  test.each([
    ["roles exchanged", "A社をB社が2004年に買収しました。", "order"],
    ["part of a name", "大学は5社と15件の共同研究を行いました。", "order"],
    ["figures exchanged", "C大学は15社と5件の共同研究を行いました。", "figure"],
    ["a request made a budget", "予算額は約3億円です。", "word"],
    ["a request without the word", "約3億円です。", "status"],
    ["an estimate made exact", "要求額は3億円です。", "figure"],
    ["a link", "詳しくは https://evil.example/ へ。", "link"],
    ["a mention", "<!channel> A社がB社を買収しました。", "link"],
    ["another language", "A社がB社を收购了。", "word"],
  ])("with %s: %s → %s", (_, text, fault) => {
    expect(faultIn(text)).toBe(fault);
  });

  test("in another notation of years and numbers is kept", () => {
    const text = "A社がB社を平成16年に買収し、C大学は五社と１５件の共同研究を行った。";

    expect(faultIn(text, said.slice(0, said.indexOf("。") + 1))).toBeUndefined();
  });

  test.each([
    ["of words that do not stand there", "A社がC社を", "quote"],
    ["that begins within a number", "5件の共同研究を行いました", "quote"],
    ["that is too short to prove anything", "です。", "quote"],
  ])("with a quote %s is dropped", (_, quote, fault) => {
    expect(faultIn("C大学は共同研究を行いました。", quote)).toBe(fault);
  });

  test("about a sentence that denies it is dropped, however short its quote", () => {
    const passage = "補助の対象となる経費は、人件費には認められません。";
    const claim = {
      text: "補助の対象となる経費は、人件費です。",
      quote: "補助の対象となる経費は、人件費",
      passage: 1,
    };

    expect(faultOf(claim, [passage], "ja")).toBe("negation");
  });
});
