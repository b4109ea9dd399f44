import { describe, expect, test } from "vitest";
import { STATES, type State, TRANSITIONS } from "../../src/ledger/states.ts";
import { isLive } from "../../src/ledger/transitions.ts";
import {
  ADMIN,
  ASSISTANT,
  AUDITOR,
  COORDINATOR,
  consent,
  consents,
  done,
  match,
  matchIn,
  refused,
  testLedger,
} from "./support/ledger.ts";
import { need } from "./support/need.ts";

// Object.keys forgets which keys it gave.
const ALL_STATES = Object.keys(STATES) as State[];

describe("the way of a match", () => {
  test("leads from a suggestion to a deal, with a next action and a day at every step", async () => {
    const { ledger } = testLedger();
    const deal = await matchIn(ledger, "deal");

    const moves = (await ledger.events(deal.id)).map(({ action, payload }) => [
      action,
      payload.to,
      Object(payload.record).nextActionDue,
    ]);
    expect(moves).toEqual([
      ["match.draft", undefined, "2026-04-08"],
      ["match.move", "suggested", "2026-04-08"],
      ["match.move", "screened", "2026-04-08"],
      ["match.move", "consent_pending", "2026-04-15"],
      ["match.move", "introduced", "2026-04-15"],
      ["match.move", "meeting", "2026-05-01"],
      ["match.move", "deal", "2026-06-30"],
    ]);
  });

  test.each(ALL_STATES)("from %s leads only where the table says", async (state) => {
    const { ledger } = testLedger();
    const start = await matchIn(ledger, state);
    const before = await ledger.head();

    const isWay = (to: State) =>
      TRANSITIONS.some((way) => way.from === state && way.to === to) &&
      (state !== "on_hold" || to === start.heldFrom || !isLive(to));
    const every = { match: start.id, from: state, reason: "理由", closeReason: "timing" } as const;
    for (const to of ALL_STATES) {
      refused(await ledger.move({ ...every, to }, AUDITOR));
      if (!isWay(to)) refused(await ledger.move({ ...every, to }, ADMIN));
    }
    expect(await ledger.head()).toEqual(before);
    expect(await ledger.verify()).toMatchObject({ isSound: true });
  });

  test("is pressed by two people at once: one wins, the other sees the new state", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "suggested");

    const first = await ledger.move({ match: id, from: "suggested", to: "screened" }, COORDINATOR);
    const second = await ledger.move({ match: id, from: "suggested", to: "screened" }, COORDINATOR);

    expect(first.kind).toBe("done");
    expect(second).toMatchObject({ kind: "refused", current: { state: "screened" } });
    expect(refused(second)).toContain("コーディネーター確認");
  });

  test("out of 保留 leads back to where it was held", async () => {
    const { ledger } = testLedger();
    const held = await matchIn(ledger, "screened");
    const hold = { match: held.id, from: "screened", to: "on_hold" } as const;
    expect(refused(await ledger.move(hold, COORDINATOR))).toContain("理由");
    done(await ledger.move({ ...hold, reason: "先方が多忙" }, COORDINATOR));

    const elsewhere = await ledger.move(
      { match: held.id, from: "on_hold", to: "suggested" },
      COORDINATOR,
    );
    const back = await ledger.move(
      { match: held.id, from: "on_hold", to: "screened" },
      COORDINATOR,
    );

    expect(refused(elsewhere)).toContain("コーディネーター確認");
    expect(done(back)).not.toHaveProperty("heldFrom");
  });

  test("ends with a reason only, and その他 with words", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "suggested");
    const close = { match: id, from: "suggested", to: "closed" } as const;

    expect(refused(await ledger.move(close, COORDINATOR))).toContain("相手方辞退");
    expect(refused(await ledger.move({ ...close, closeReason: "other" }, COORDINATOR))).toContain(
      "理由",
    );
    expect(
      done(await ledger.move({ ...close, closeReason: "declined" }, COORDINATOR)),
    ).toMatchObject({
      state: "closed",
      closeReason: "declined",
    });
  });

  test("takes an outcome along, in numbers that can be", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "meeting");
    const deal = (valueYen: number) =>
      ledger.move(
        { match: id, from: "meeting", to: "deal", outcome: { level: "deal", valueYen } },
        COORDINATOR,
      );

    expect(refused(await deal(1.5))).toContain("整数");
    expect(done(await deal(3_000_000)).outcome).toEqual({ level: "deal", valueYen: 3_000_000 });
  });

  test("begins anew at コーディネーター確認, where consents of before count no more", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "consent_pending");
    await consents(ledger, id);
    done(
      await ledger.move(
        { match: id, from: "consent_pending", to: "closed", closeReason: "timing" },
        COORDINATOR,
      ),
    );
    const reopened = done(
      await ledger.move({ match: id, from: "closed", to: "screened", reason: "再開" }, COORDINATOR),
    );
    done(await ledger.move({ match: id, from: "screened", to: "consent_pending" }, COORDINATOR));

    const introduced = await ledger.move(
      { match: id, from: "consent_pending", to: "introduced" },
      COORDINATOR,
    );

    expect(reopened).not.toHaveProperty("closeReason");
    expect(refused(introduced)).toContain("同意");
    expect((await ledger.events(id)).at(-2)?.action).toBe("match.reopen");
  });

  test("of the assistant goes no further than a suggestion", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "draft");
    done(await ledger.move({ match: id, from: "draft", to: "suggested" }, ASSISTANT));

    const screened = await ledger.move({ match: id, from: "suggested", to: "screened" }, ASSISTANT);

    expect(refused(screened)).toContain("コーディネーター");
  });
});

describe("a suggestion", () => {
  test("of a pair that stands already is refused with the record that stands", async () => {
    const { ledger } = testLedger();
    const first = await matchIn(ledger, "screened");

    const again = await ledger.recordMatch(match(), COORDINATOR);

    expect(again).toMatchObject({ kind: "refused", current: { id: first.id } });
  });

  test("for a need that has ended is refused", async () => {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(need(), COORDINATOR));
    done(await ledger.closeNeed("N-0001", "no-need", "", COORDINATOR));

    expect(refused(await ledger.recordMatch(match(), COORDINATOR))).toContain("終わって");
  });

  test("cannot begin further on", async () => {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(need(), COORDINATOR));
    // As JSON from outside could be.
    const further = { ...match(), state: "introduced" as "suggested" };

    expect(refused(await ledger.recordMatch(further, COORDINATOR))).toContain("下書き");
  });
});

describe("an introduction", () => {
  test.each([
    ["no consent", [], "ニーズ側・相手側"],
    ["the need's side only", ["need"], "相手側"],
    ["the partner's side only", ["partner"], "ニーズ側"],
  ] as const)("with %s is refused", async (_, sides, missing) => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "consent_pending");
    for (const side of sides) done(await ledger.grantConsent(consent(side), COORDINATOR));

    const result = await ledger.move(
      { match: id, from: "consent_pending", to: "introduced" },
      COORDINATOR,
    );

    expect(refused(result)).toContain(`（${missing}）`);
  });

  test("after the last day of a consent is refused, on the day itself it is not", async () => {
    const { ledger, passDays } = testLedger();
    const { id } = await matchIn(ledger, "consent_pending");
    done(await ledger.grantConsent(consent("need", { until: "2026-04-03" }), COORDINATOR));
    done(await ledger.grantConsent(consent("partner"), COORDINATOR));
    const introduce = { match: id, from: "consent_pending", to: "introduced" } as const;

    passDays(3);
    expect(refused(await ledger.move(introduce, COORDINATOR))).toContain("ニーズ側");
    passDays(-1);
    expect((await ledger.move(introduce, COORDINATOR)).kind).toBe("done");
  });

  test("plans three surveys, at 3, 12 and 36 months", async () => {
    const { ledger } = testLedger({ start: "2026-11-30T00:00:00Z" });
    const { id } = await matchIn(ledger, "introduced");

    const surveys = await ledger.all("survey", AUDITOR);

    expect(surveys.map(({ match: about, months, dueOn }) => [about, months, dueOn])).toEqual([
      [id, 3, "2027-02-28"],
      [id, 12, "2027-11-30"],
      [id, 36, "2029-11-30"],
    ]);
  });

  test("past the code is stopped by the database", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "consent_pending");
    const write = (state: string) => () =>
      ledger.database.db
        .prepare(
          `UPDATE "match" SET body = json_set(body, '$.state', ?, '$.heldFrom', 'introduced') WHERE id = ?`,
        )
        .run(state, id);

    expect(write("introduced")).toThrow("two live consents");
    expect(write("meeting")).toThrow("no way leads");
    expect(write("on_hold")).toThrow("where it was held");
  });
});

describe("a need that has ended", () => {
  test("brings nobody together any more", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "closed");
    done(await ledger.closeNeed("N-0001", "no-need", "", COORDINATOR));
    const reopened = await ledger.move(
      { match: id, from: "closed", to: "screened", reason: "もう一度" },
      COORDINATOR,
    );

    expect(refused(reopened)).toContain("終わっています");
  });
});

describe("a consent", () => {
  test("is asked for once a coordinator has screened the match", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "suggested");

    expect(refused(await ledger.grantConsent(consent("need"), COORDINATOR))).toContain("候補提示");
    done(await ledger.move({ match: id, from: "suggested", to: "screened" }, COORDINATOR));
    expect((await ledger.grantConsent(consent("need"), COORDINATOR)).kind).toBe("done");
  });

  test.each([
    ["a last day that is past", { until: "2026-03-31" }, "期限"],
    ["a last day that is none", { until: "2026-02-30" }, "期限"],
    ["no fields", { fields: [] }, "項目"],
    ["no recipients", { recipients: [] }, "相手"],
    ["a field that no need has", { fields: ["everything"] }, "見せてよい項目"],
    ["recipients who are not the partner", { recipients: ["別の会社"] }, "岡山セラミックス"],
    ["no purpose", { purpose: " " }, "目的"],
    ["no method", { method: "" }, "方法"],
  ])("with %s is refused", async (_, wrong, why) => {
    const { ledger } = testLedger();
    await matchIn(ledger, "consent_pending");

    expect(refused(await ledger.grantConsent(consent("need", wrong), COORDINATOR))).toContain(why);
  });

  test.each(["山田太郎", "山田　太郎様", "山田太郎さん"])(
    "of one person for both sides is none, as with %s",
    async (grantedBy) => {
      const { ledger } = testLedger();
      await matchIn(ledger, "consent_pending");
      done(await ledger.grantConsent(consent("need", { grantedBy: "山田 太郎" }), COORDINATOR));

      expect(
        refused(await ledger.grantConsent(consent("partner", { grantedBy }), COORDINATOR)),
      ).toContain("もう一方の側");
    },
  );

  test("that is withdrawn after the introduction keeps the two from meeting until it is given anew", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "introduced");
    const meet = () => ledger.move({ match: id, from: "introduced", to: "meeting" }, COORDINATOR);
    done(await ledger.withdrawConsent("C-0002", "方針が変わった", COORDINATOR));

    expect(refused(await meet())).toContain("相手側");
    done(await ledger.grantConsent(consent("partner"), COORDINATOR));
    expect(done(await meet()).state).toBe("meeting");
  });

  test("that has run out after the introduction keeps nobody from meeting", async () => {
    const { ledger, passDays } = testLedger();
    const { id } = await matchIn(ledger, "introduced");
    passDays(400);

    expect(
      done(await ledger.move({ match: id, from: "introduced", to: "meeting" }, COORDINATOR)).state,
    ).toBe("meeting");
  });

  test("that is withdrawn after the introduction leaves the history and says whom to tell", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "introduced");

    const [first] = await ledger.all("consent", COORDINATOR);
    done(await ledger.withdrawConsent(first?.id ?? "", "方針が変わった", COORDINATOR));

    expect(await ledger.get("match", id, COORDINATOR)).toMatchObject({
      state: "introduced",
      nextAction: "同意の撤回を相手方に伝える",
      nextActionDue: "2026-04-04",
    });
    expect(await ledger.get("consent", first?.id ?? "", COORDINATOR)).toHaveProperty("withdrawnAt");
    expect(refused(await ledger.withdrawConsent(first?.id ?? "", "二度目", COORDINATOR))).toContain(
      "撤回",
    );
  });

  test("that is withdrawn while the match is held keeps it from going back to 紹介済", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "introduced");
    done(
      await ledger.move(
        { match: id, from: "introduced", to: "on_hold", reason: "待ち" },
        COORDINATOR,
      ),
    );
    done(await ledger.withdrawConsent("C-0001", "やめる", COORDINATOR));

    const back = await ledger.move({ match: id, from: "on_hold", to: "introduced" }, COORDINATOR);

    expect(refused(back)).toContain("同意");
  });
});

describe("what is to be done", () => {
  test("and was not done in time is listed, longest overdue first", async () => {
    const { ledger, passDays } = testLedger();
    await matchIn(ledger, "introduced");
    await matchIn(ledger, "suggested");
    await matchIn(ledger, "closed");

    expect(await ledger.overdue("2026-04-08", COORDINATOR)).toEqual({ matches: [], surveys: [] });
    passDays(100);
    const { matches, surveys } = await ledger.overdue("2026-07-10", COORDINATOR);

    expect(matches.map(({ id }) => id)).toEqual(["M-0002", "M-0001"]);
    expect(surveys.map(({ id }) => id)).toEqual(["S-0001"]);
  });

  test("is what a coordinator plans, by a day of the calendar", async () => {
    const { ledger } = testLedger();
    const { id } = await matchIn(ledger, "meeting");
    const plan = (due: string) => ledger.planNext(id, { action: "試料を送る", due }, COORDINATOR);

    expect(done(await plan("2026-05-20"))).toMatchObject({
      nextAction: "試料を送る",
      nextActionDue: "2026-05-20",
    });
    expect(refused(await plan("来週"))).toContain("YYYY-MM-DD");
  });
});
