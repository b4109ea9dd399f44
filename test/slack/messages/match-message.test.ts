import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partnerView } from "../../../src/ledger/partner-view.ts";
import type { Consent, Match, Need } from "../../../src/ledger/records.ts";
import { STATES, type State } from "../../../src/ledger/states.ts";
import { isLive, waysOf } from "../../../src/ledger/transitions.ts";
import { MOVE_ACTION } from "../../../src/slack/messages/action-ids.ts";
import { type MatchShown, matchMessage } from "../../../src/slack/messages/match-message.ts";
import {
  COORDINATOR,
  consent,
  consents,
  matchIn,
  testLedger,
} from "../../ledger/support/ledger.ts";
import { hostileList, hostileText } from "../../support/hostile-values.ts";
import { scaled } from "../../support/scale.ts";
import { buttonsOf, shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

// Object.keys forgets which keys the table has.
const ALL_STATES = Object.keys(STATES) as State[];

/** A match in a state of a real ledger, as a coordinator sees it on the same day. */
async function shownIn(state: State, rest: Partial<MatchShown> = {}): Promise<MatchShown> {
  const { ledger } = testLedger();
  const match = await matchIn(ledger, state);
  const need = await ledger.get("need", match.need, COORDINATOR);
  if (!need) throw new Error("Expected the need of the match");
  const all = await ledger.all("consent", COORDINATOR);
  return {
    match,
    need,
    consents: all,
    viewer: "coordinator",
    today: "2026-04-01",
    language: "ja",
    ...rest,
  };
}

describe("a match in Slack", () => {
  test("shows both sides, where it stands, what is next and who has consented", async () => {
    const shown = await shownIn("introduced");
    const message = matchMessage(shown);
    const text = shownText(message.blocks).replaceAll("\n", "");

    expect(slackFaults(message)).toEqual([]);
    for (const told of [
      "案件 M-0001: 紹介済",
      "N-0001 社名は伏せています（評価・分析、窯業、岡山県）",
      "耐火物の高温クリープを測りたい",
      "岡山セラミックス技術振興財団",
      "Vitagoraの流れ: 2 パートナー選定",
      "次にすること: 面談の日程を決める（期限 2026-04-15）",
      "同意 ニーズ側: あり（2026-12-31まで）",
      "同意 相手側: あり（2026-12-31まで）",
      "温度域が不明",
      "熱間クリープ・荷重軟化試験炉",
    ]) {
      expect(text).toContain(told);
    }
  });

  test.each(ALL_STATES)("in %s has a button for each way that is open", async (state) => {
    const shown = await shownIn(state);
    const { match } = shown;
    const message = matchMessage(shown);
    const pressable = buttonsOf(message.blocks).filter(
      ({ action_id: id }) => !/consent_(?:need|partner)$/u.test(id),
    );
    const hasBoth = shown.consents.length === 2;
    const open = waysOf(match).filter(
      ({ by, guards }) =>
        by.includes("coordinator") && (hasBoth || !guards.includes("both-consents")),
    );

    expect(slackFaults(message)).toEqual([]);
    expect(pressable.map(({ value }) => value)).toEqual(
      open.map(({ to }) => `${match.id}|${state}|${to}`),
    );
    expect(pressable.every(({ action_id: id }) => MOVE_ACTION.test(id))).toBe(true);
  });

  test("offers the introduction when both sides have consented, and says so before", async () => {
    const { ledger } = testLedger();
    const match = await matchIn(ledger, "consent_pending");
    const before = await shownIn("consent_pending");
    const both = await consents(ledger, match.id);

    expect(labelsOf(before)).not.toContain("紹介");
    expect(shownText(matchMessage(before).blocks)).toContain("双方の同意がそろうと");
    expect(labelsOf({ ...before, consents: both })).toContain("紹介");
  });

  test("lets a firm withdraw, whoever audits say what they find, and nothing else", async () => {
    expect(labelsOf(await shownIn("meeting", { viewer: "firm" }))).toEqual(["取下げ"]);
    expect(labelsOf(await shownIn("meeting", { viewer: "auditor" }))).toEqual(["所見を記録"]);
  });

  test("can be resumed from where it was held", async () => {
    const { ledger } = testLedger();
    const match = await matchIn(ledger, "meeting");
    const held: Match = { ...match, state: "on_hold", heldFrom: "meeting" };
    const shown = await shownIn("meeting", { match: held });

    expect(labelsOf(shown)).toContain("再開");
    expect(shownText(matchMessage(shown).blocks)).toContain("Vitagoraの流れ: 3");
  });

  test("says what is overdue", async () => {
    const shown = await shownIn("meeting", { today: "2027-01-01" });

    expect(shownText(matchMessage(shown).blocks)).toContain("【期限超過】");
    expect(shownText(matchMessage(shown).blocks)).toContain("同意 ニーズ側: \n期限切れ");
  });

  test("shows the other side what is open to it, and no more", async () => {
    const shown = await shownIn("screened");
    const need: Need = { ...(shown.need as Need), anonymity: "anonymous", confidentiality: "nda" };
    const view = partnerView({
      need,
      match: shown.match,
      consents: [],
      at: new Date("2026-04-01T00:00:00Z"),
      recipient: shown.match.partner.id,
    });
    const text = shownText(matchMessage({ ...shown, need: view, viewer: "guest" }).blocks);

    expect(text).not.toMatch(/窯業|岡山県|高温クリープを測りたい/u);
    expect(buttonsOf(matchMessage({ ...shown, need: view, viewer: "guest" }).blocks)).toEqual([]);
  });

  test("is in English to readers of English, the usual next step too", async () => {
    const text = shownText(matchMessage(await shownIn("introduced", { language: "en" })).blocks);

    expect(text).toContain("fix a day for the meeting（due 2026-04-15）");
    expect(text).not.toMatch(/次にすること|同意/u);
  });
});

function labelsOf(shown: MatchShown): readonly string[] {
  return buttonsOf(matchMessage(shown).blocks).map(({ label }) => label);
}

describe("any match", () => {
  test("makes a message that Slack takes, in which nothing is alive", async () => {
    const base = await shownIn("draft");
    const any = fc.record({
      state: fc.constantFrom(...ALL_STATES),
      heldFrom: fc.constantFrom(...ALL_STATES.filter(isLive)),
      name: hostileText,
      seed: hostileText,
      summary: hostileText,
      organisation: hostileText,
      next: hostileText,
      gaps: hostileList(hostileText),
      quotes: hostileList(hostileText),
      until: fc.constantFrom("2026-01-01", "2027-01-01"),
      viewer: fc.constantFrom("coordinator", "firm", "guest" as const),
      language: fc.constantFrom("ja", "en" as const),
    });

    fc.assert(
      fc.property(any, ({ state, heldFrom, name, seed, summary, next, gaps, quotes, ...rest }) => {
        const { until, organisation, viewer, language } = rest;
        const message = matchMessage({
          match: {
            ...base.match,
            state,
            heldFrom,
            partner: { id: "x", name, origin: "card", region: name },
            seed,
            nextAction: next,
            coordinator: name,
            gaps,
            schemes: gaps.map((gap) => ({
              id: gap,
              name: gap,
              status: gap,
              asOf: gap,
              use: "used",
            })),
            evidence: quotes.map((quote) => ({ source: quote, path: quote, locator: {}, quote })),
          },
          need: { ...(base.need as Need), summary, organisation, region: name },
          consents: [granted("need", until), granted("partner", until)],
          viewer,
          today: "2026-04-01",
          language,
        });

        expect(slackFaults(message)).toEqual([]);
      }),
      { numRuns: scaled(100, 30) },
    );
  });
});

function granted(side: Consent["side"], until: string): Consent {
  return { ...consent(side), id: "C-0001", grantedAt: "2026-04-01T00:00:00Z", until };
}
