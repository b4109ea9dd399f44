import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../../src/ledger/vocabulary.ts";
import { type HomeData, homeView } from "../../../src/slack/messages/home-view.ts";
import type { MatchDue } from "../../../src/slack/messages/match-row.ts";
import { checkView } from "../../fakes/slack-rules.ts";
import { hostileList, hostileText } from "../../support/hostile-values.ts";
import { scaled } from "../../support/scale.ts";
import { buttonsOf, shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const late: MatchDue = {
  id: "M-0001",
  partner: { id: "ceramics", name: "岡山セラミックス技術振興財団", origin: "card" },
  state: "introduced",
  nextAction: "面談の日程を決める",
  nextActionDue: "2026-04-15",
};
const data: HomeData = {
  viewer: "coordinator",
  language: "ja",
  needs: [{ id: "N-0001", summary: "高温クリープを測りたい", expiresOn: "2026-10-01" }],
  overdue: [late],
  index: {
    cards: 690,
    documents: 5,
    revision: "0123456789abcdef",
    updatedAt: "2026-11-26T22:05:00Z",
  },
  indicators: [{ label: "商談成立", value: "2件" }, { label: "新規雇用" }],
};

/** Faults of a Home tab, which has no title and no fallback. */
function faultsOf(view: { readonly blocks: readonly unknown[] }) {
  return [...checkView(view), ...slackFaults({ text: "Home", blocks: view.blocks })];
}

describe("the Home tab", () => {
  test("shows one's needs, what is late, the indicators and how fresh the index is", () => {
    const view = homeView(data);
    const shown = shownText(view.blocks).replaceAll("\n", "");

    expect(faultsOf(view)).toEqual([]);
    for (const told of [
      "質問する",
      "コーディネーター",
      "N-0001 高温クリープを測りたい（2026-10-01まで）",
      "M-0001 岡山セラミックス技術振興財団面談の日程を決める（期限 2026-04-15）",
      "商談成立: 2件",
      "新規雇用: 未収集",
      "カード 690件、文書 5件",
      "最終更新 2026-11-27 07:05、版 0123456789ab",
    ]) {
      expect(shown).toContain(told);
    }
    expect(buttonsOf(view.blocks)).toEqual([
      { action_id: "musubi_open_need_form", value: "home", label: "ニーズを登録" },
      { action_id: "musubi_show_match", value: "M-0001", label: "案件を見る" },
    ]);
  });

  test("tells how many more are late than it shows", () => {
    const overdue = Array.from({ length: 13 }, (_, i) => ({ ...late, id: `M-00${10 + i}` }));
    const view = homeView({ ...data, overdue });

    expect(faultsOf(view)).toEqual([]);
    expect(shownText(view.blocks)).toContain("期限を過ぎた「次にすること」: 13件");
    expect(shownText(view.blocks)).toContain("ほかに3件あります");
  });

  test("shows no indicators to firms, and no way to register to guests", () => {
    const forFirms = homeView({ ...data, viewer: "firm" });
    const forGuests = homeView({ ...data, viewer: "guest", overdue: [] });

    expect(shownText(forFirms.blocks)).not.toContain("商談成立");
    expect(buttonsOf(forFirms.blocks)).toContainEqual(
      expect.objectContaining({ action_id: "musubi_open_need_form" }),
    );
    expect(buttonsOf(forGuests.blocks)).toEqual([]);
  });

  test("says that there are no needs, and that nothing is indexed yet", () => {
    const view = homeView({ ...data, needs: [], index: { cards: 0, documents: 0 } });

    expect(shownText(view.blocks)).toContain("登録したニーズはありません");
    expect(shownText(view.blocks)).toContain("まだ索引がありません");
  });

  test("is in English to readers of English, the usual next step too", () => {
    const view = homeView({ ...data, language: "en" });
    const shown = shownText(view.blocks);

    expect(faultsOf(view)).toEqual([]);
    expect(shown).toContain("fix a day for the meeting（due 2026-04-15）");
    expect(shown).toContain("新規雇用: not collected");
    expect(shown).not.toMatch(/質問する|索引/u);
  });

  test("is what Slack takes, whatever is in it", () => {
    const any = fc.record({
      // Object.keys forgets which keys the table has.
      viewer: fc.constantFrom(...(Object.keys(ROLES) as Role[])),
      language: fc.constantFrom("ja", "en" as const),
      needs: hostileList(
        fc.record({ id: hostileText, summary: hostileText, expiresOn: hostileText }),
      ),
      overdue: hostileList(
        fc.record({
          id: hostileText,
          partner: fc.record({
            id: hostileText,
            name: hostileText,
            origin: fc.constant("card" as const),
          }),
          seed: hostileText,
          state: fc.constantFrom("meeting", "draft" as const),
          nextAction: hostileText,
          nextActionDue: hostileText,
        }),
      ),
      index: fc.record({ cards: fc.nat(), documents: fc.nat(), revision: hostileText }),
      indicators: hostileList(
        fc.record({ label: hostileText, value: hostileText }, { requiredKeys: ["label"] }),
      ),
    });

    fc.assert(
      fc.property(any, (shown) => {
        expect(faultsOf(homeView(shown))).toEqual([]);
      }),
      { numRuns: scaled(150, 40) },
    );
  });
});
