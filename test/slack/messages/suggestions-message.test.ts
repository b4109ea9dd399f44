import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../../src/ledger/records.ts";
import { NEED_TYPES, type NeedType } from "../../../src/ledger/vocabulary.ts";
import type { Suggestion, Suggestions } from "../../../src/matching/suggestion.ts";
import { suggestionsMessage } from "../../../src/slack/messages/suggestions-message.ts";
import { hostileList, hostileText } from "../../support/hostile-values.ts";
import { scaled } from "../../support/scale.ts";
import { useShippedApp } from "../../support/shipped-app.ts";
import { buttonsOf, shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const STAFF: Actor = { id: "tanaka", role: "coordinator" };
const app = useShippedApp();
const NEED = "耐火物の高温クリープを測れる試験炉を使いたい。岡山です。";

describe("suggestions in Slack", () => {
  test("show who meets what of the need, with the quote, what is lacking and the schemes", async () => {
    const found = await app().match(NEED, STAFF);
    const message = suggestionsMessage(found, { needId: "N-0001" });
    const shown = shownText(message.blocks);
    const [first] = found.partners;

    expect(slackFaults(message)).toEqual([]);
    for (const told of [first?.name, first?.evidence[0]?.quote, first?.gaps[0], "関係する制度"]) {
      expect(shown).toContain(told);
    }
    expect(shown).toMatch(/ニーズの「[^」]*クリープ[^」]*」に対して/u);
    for (const each of [...found.questions, ...found.notices]) expect(shown).toContain(each);
    for (const { name } of found.partners) expect(message.text).toContain(name);
  });

  test("have three buttons a card, and none for a need that nobody knows", async () => {
    const found = await app().match(NEED, STAFF);
    const id = found.partners[0]?.id;

    expect(buttonsOf(suggestionsMessage(found, { needId: "N-0001" }).blocks).slice(0, 3)).toEqual([
      { action_id: "musubi_record", value: `N-0001|${id}`, label: "記録" },
      { action_id: "musubi_candidate", value: `N-0001|${id}`, label: "候補にする" },
      { action_id: "musubi_pass", value: `N-0001|${id}`, label: "見送り" },
    ]);
    expect(buttonsOf(suggestionsMessage(found).blocks)).toEqual([]);
  });

  test("say who was left out and why, and which open needs are alike", () => {
    const message = suggestionsMessage({
      ...nobody,
      excluded: [{ name: "広島の機関", reason: "地域が異なります（広島県）。" }],
      similar: [{ id: "N-0003", summary: "高温クリープ試験", likeness: 0.8 }],
      notices: ["相手は見つかりませんでした。"],
    });
    const shown = shownText(message.blocks);

    for (const told of [
      "広島の機関: 地域が異なります",
      "N-0003 高温クリープ試験",
      "見つかりません",
    ]) {
      expect(shown).toContain(told);
    }
  });

  test("shorten the last of ten long cards, and name each partner", () => {
    const partners = Array.from({ length: 10 }, (_, i) => longPartner(i));
    const message = suggestionsMessage({ ...nobody, partners }, { needId: "N-0001" });
    const shown = shownText(message.blocks);

    expect(slackFaults(message)).toEqual([]);
    for (const { name } of partners) expect(shown).toContain(name);
    expect(buttonsOf(message.blocks)).toHaveLength(30);
    expect(shown).toContain("（以下略）");
  });

  test("are in English to whoever asks in English", async () => {
    const need = "Looking for a university partner for joint research on optics in Hamamatsu";
    const found = await app().match(need, STAFF);
    const shown = shownText(suggestionsMessage(found, { needId: "N-0001" }).blocks);

    expect(shown).toContain("Keep as candidate");
    expect(shown).not.toMatch(/候補にする|不足・確認/u);
  });
});

const nobody: Suggestions = {
  need: NEED,
  profile: { types: ["equipment"], technologies: [], materials: [], places: ["岡山県"] },
  kind: "not_found",
  partners: [],
  excluded: [],
  questions: [],
  notices: [],
};

function longPartner(i: number): Suggestion {
  const long = "熱間クリープ・荷重軟化試験炉を備え、企業の試験を受け付けている。".repeat(20);
  return {
    id: `partner-${i}`,
    name: `第${i}試験所`,
    aliases: [],
    origin: "card",
    area: ["岡山県"],
    status: "unknown",
    asOf: "2004",
    score: 0.5,
    parts: [{ part: "content", score: 0.5, need: "クリープ", seed: long }],
    reasons: [long],
    gaps: [long],
    schemes: [],
    evidence: [{ source: "okayama-2004", path: "a.md", locator: { page: 8 }, quote: long }],
  };
}

const locator = fc.record({ page: fc.nat(), section: hostileText }, { requiredKeys: [] });
const anyPartner: fc.Arbitrary<Suggestion> = fc.record({
  id: hostileText,
  name: hostileText,
  aliases: fc.constant([]),
  origin: fc.constantFrom("card", "register" as const),
  seed: hostileText,
  area: hostileList(hostileText),
  status: fc.constantFrom("historic", "unknown", "registered" as const),
  asOf: hostileText,
  score: fc.double(),
  parts: hostileList(
    fc.record({
      part: fc.constant("content"),
      score: fc.double(),
      need: hostileText,
      seed: hostileText,
    }),
  ),
  reasons: hostileList(hostileText),
  gaps: hostileList(hostileText),
  schemes: hostileList(
    fc.record({
      id: hostileText,
      name: hostileText,
      status: hostileText,
      asOf: hostileText,
      use: fc.constantFrom("used", "possible" as const),
    }),
  ),
  evidence: hostileList(
    fc.record({ source: hostileText, path: hostileText, locator, quote: hostileText }),
  ),
});
// Object.keys forgets which keys the table has.
const needTypes = fc.subarray(Object.keys(NEED_TYPES) as NeedType[]);

describe("any suggestions", () => {
  test("make a message that Slack takes, in which nothing is alive", () => {
    const any = fc.record({
      need: hostileText,
      profile: fc.record({
        types: needTypes,
        technologies: hostileList(hostileText),
        materials: hostileList(hostileText),
        places: hostileList(hostileText),
      }),
      kind: fc.constantFrom("matched", "not_found", "vague" as const),
      partners: fc.array(anyPartner, { maxLength: 12 }),
      excluded: hostileList(fc.record({ name: hostileText, reason: hostileText })),
      questions: hostileList(hostileText),
      notices: hostileList(hostileText),
      similar: hostileList(
        fc.record({ id: hostileText, summary: hostileText, likeness: fc.double() }),
      ),
    });

    fc.assert(
      fc.property(any, fc.constantFrom("ja", "en" as const), (found, language) => {
        const message = suggestionsMessage(found, { language, needId: "N-0001" });

        expect(slackFaults(message)).toEqual([]);
      }),
      { numRuns: scaled(60, 20) },
    );
  });
});
