import { describe, expect, test } from "vitest";
import type { Correction } from "../../src/ledger/ledger.ts";
import {
  ADMIN,
  ASSISTANT,
  AUDITOR,
  COORDINATOR,
  done,
  match,
  matchIn,
  refused,
  testLedger,
} from "./support/ledger.ts";
import { need } from "./support/need.ts";

const answer = {
  question: "断熱材に使える補助金は？",
  asker: "abc",
  role: "coordinator",
  kind: "answered",
  text: "地域資源活用型研究開発事業がありました。",
  citations: [],
  engine: "embedded",
  indexVersion: "1",
  latencyMs: 12,
  language: "ja",
} as const;

describe("a correction", () => {
  test("opens a need to no more readers, but may keep it back from some", async () => {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(need({ confidentiality: "members" }), COORDINATOR));
    const correct = (confidentiality: string) =>
      ledger.correct(
        { kind: "need", id: "N-0001", changes: { confidentiality }, reason: "確認" },
        COORDINATOR,
      );

    expect(refused(await correct("public"))).toContain("広げる");
    expect(done(await correct("coordinators")).confidentiality).toBe("coordinators");
    expect(refused(await correct("members"))).toContain("広げる");
  });

  test("is an auditor's where it concerns their own findings, and nobody's work else", async () => {
    const { ledger } = testLedger();
    await matchIn(ledger, "screened");
    const correct = (kind: "need" | "review", id: string, changes: object) =>
      ledger.correct({ kind, id, changes: { ...changes }, reason: "確認" }, AUDITOR);
    done(await ledger.review({ target: "M-0001", finding: "proper", comment: "" }, AUDITOR));
    done(await ledger.review({ target: "M-0001", finding: "proper", comment: "" }, ADMIN));

    expect((await correct("review", "V-0001", { comment: "書き直し" })).kind).toBe("done");
    expect((await correct("review", "V-0002", { comment: "書き直し" })).kind).toBe("refused");
    expect((await correct("need", "N-0001", { summary: "別の話" })).kind).toBe("refused");
  });

  test("is a new event with the old and the new value; what was written stays", async () => {
    const { ledger } = testLedger();
    const { evidence } = await matchIn(ledger, "screened");
    const right = [{ source: "meti-2007", path: "b.md", locator: {}, quote: "細孔径" }];

    const corrected = done(
      await ledger.correct(
        { kind: "match", id: "M-0001", changes: { evidence: right }, reason: "根拠が別の資料" },
        COORDINATOR,
      ),
    );

    expect(corrected.evidence).toEqual(right);
    const events = await ledger.events("M-0001");
    expect(events.at(-1)).toMatchObject({
      action: "match.correct",
      reason: "根拠が別の資料",
      payload: { changes: { evidence: { from: evidence, to: right } } },
    });
    expect(events[0]).toMatchObject({ payload: { record: { evidence } } });
    expect(await ledger.verify()).toMatchObject({ isSound: true });
  });

  test.each([
    ["without a reason", "match", "M-0001", { gaps: [] }, " ", "理由"],
    ["of nothing", "match", "M-0001", {}, "x", "訂正する項目"],
    ["of what is not there", "match", "M-0099", { gaps: [] }, "x", "M-0099"],
    ["of the state", "match", "M-0001", { state: "introduced" }, "x", "state"],
    ["of the id", "match", "M-0001", { id: "M-0002" }, "x", "id"],
    ["of when it was made", "match", "M-0001", { createdAt: "2020" }, "x", "createdAt"],
    ["of the need", "match", "M-0001", { need: "N-0002" }, "x", "need"],
    ["of the prototype", "match", "M-0001", { toString: "x" }, "x", "toString"],
    ["to a score that is none", "match", "M-0001", { score: "high" }, "x", "score"],
    [
      "to an outcome below 0",
      "match",
      "M-0001",
      { outcome: { level: "deal", valueYen: -1 } },
      "x",
      "整数",
    ],
    [
      "of a reason where nothing was closed",
      "match",
      "M-0001",
      { closeReason: "timing" },
      "x",
      "closeReason",
    ],
    ["of anonymity", "need", "N-0001", { anonymity: "named" }, "x", "anonymity"],
    ["of what is sealed", "need", "N-0001", { sealed: null }, "x", "sealed"],
    ["to a day that is none", "need", "N-0001", { expiresOn: "2026-13-01" }, "x", "expiresOn"],
    ["of a consent", "consent", "C-0001", { until: "2030-01-01" }, "x", "until"],
  ] as const)("%s is refused", async (_, kind, id, changes, reason, why) => {
    const { ledger } = testLedger();
    await matchIn(ledger, "introduced");
    const head = await ledger.head();
    const correction: Correction = { kind, id, changes, reason };

    expect(refused(await ledger.correct(correction, COORDINATOR))).toContain(why);
    expect(await ledger.head()).toEqual(head);
  });

  test("takes away what need not be there", async () => {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(need(), COORDINATOR));

    const corrected = await ledger.correct(
      { kind: "need", id: "N-0001", changes: { region: null }, reason: "伏せる" },
      COORDINATOR,
    );

    expect(done(corrected)).not.toHaveProperty("region");
  });

  test("of an answer names the answer that is right, and leaves the text", async () => {
    const { ledger } = testLedger();
    for (let i = 0; i < 2; i++) done(await ledger.logAnswer(answer, ASSISTANT));
    const correct = (changes: Correction["changes"]) =>
      ledger.correct(
        { kind: "answer", id: "A-000001", changes, reason: "資料内の不一致" },
        AUDITOR,
      );

    expect(refused(await correct({ text: "別の答え" }))).toContain("text");
    expect(refused(await correct({ correctedBy: "A-000001" }))).toContain("correctedBy");
    expect(refused(await correct({ correctedBy: "A-000009" }))).toContain("A-000009");
    expect(done(await correct({ correctedBy: "A-000002" }))).toMatchObject({
      text: answer.text,
      correctedBy: "A-000002",
    });
  });
});

describe("an answer that is logged", () => {
  test("to a firm is kept in the vault alone", async () => {
    const { ledger } = testLedger();

    const logged = done(await ledger.logAnswer({ ...answer, role: "firm" }, ASSISTANT));

    expect(logged).not.toHaveProperty("question");
    expect(logged).not.toHaveProperty("text");
    expect(await ledger.openSecret("answer", logged.id, COORDINATOR)).toEqual({
      text: `${answer.question}\n\n${answer.text}`,
    });
  });

  test("in confidence too, and it can be erased", async () => {
    const { ledger } = testLedger();
    const { question: _, text: __, ...open } = answer;
    const secret = { text: "未出願のめっき技術の相談" };

    const { id } = done(await ledger.logAnswer({ ...open, secret }, ASSISTANT));
    expect(await ledger.openSecret("answer", id, COORDINATOR)).toEqual(secret);
    done(await ledger.erase("answer", id, "求め", COORDINATOR));

    expect(await ledger.openSecret("answer", id, COORDINATOR)).toBeUndefined();
    expect(await ledger.verify()).toMatchObject({ isSound: true });
  });

  test("names who asked by a hash that is the same in every process and tells nobody", async () => {
    const { ledger, folder } = testLedger();
    const hash = ledger.hashAsker("U0123");

    const again = testLedger({ folder }).ledger;
    const elsewhere = testLedger().ledger;

    expect(hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(again.hashAsker("U0123")).toBe(hash);
    expect(elsewhere.hashAsker("U0123")).not.toBe(hash);
  });

  test("gets feedback, which staff settle", async () => {
    const { ledger } = testLedger();
    done(await ledger.logAnswer(answer, ASSISTANT));
    const feedback = { target: "A-000001", category: "outdated", comment: "2013年に改称" } as const;

    expect(done(await ledger.giveFeedback(feedback, COORDINATOR))).toMatchObject({
      id: "F-0001",
      status: "open",
      by: COORDINATOR.id,
    });
    const settled = await ledger.correct(
      { kind: "feedback", id: "F-0001", changes: { status: "done" }, reason: "訂正した" },
      AUDITOR,
    );
    expect(done(settled)).toMatchObject({ status: "done" });
    expect(
      refused(await ledger.giveFeedback({ ...feedback, target: "A-000009" }, COORDINATOR)),
    ).toContain("A-000009");
  });
});

describe("a need", () => {
  test("that is closed takes along the matches before an introduction", async () => {
    const { ledger } = testLedger();
    await matchIn(ledger, "meeting");
    const partner = { id: "other", name: "別の相手", origin: "card" } as const;
    done(await ledger.recordMatch(match({ partner }), COORDINATOR));

    done(await ledger.closeNeed("N-0001", "other", "自社で解決", COORDINATOR));

    const matches = await ledger.all("match", COORDINATOR);
    expect(matches.map(({ state, closeReason }) => [state, closeReason])).toEqual([
      ["meeting", undefined],
      ["closed", "other"],
    ]);
    expect(refused(await ledger.closeNeed("N-0001", "timing", "", COORDINATOR))).toContain(
      "終わって",
    );
  });

  test.each(["2026-03-31", "2027-02-29", "未定"])(
    "that ends on %s is refused",
    async (expiresOn) => {
      const { ledger } = testLedger();

      expect(refused(await ledger.registerNeed(need({ expiresOn }), COORDINATOR))).toContain(
        "有効期限",
      );
    },
  );

  test("has numbers past the four digits in the right order", async () => {
    const { ledger } = testLedger();
    ledger.database.db
      .prepare("INSERT INTO need (number, id, body) VALUES (9999, 'N-9999', '{}')")
      .run();

    const { id } = done(await ledger.registerNeed(need(), COORDINATOR));

    expect(id).toBe("N-10000");
    expect((await ledger.all("need", COORDINATOR)).at(-1)).toMatchObject({ id });
  });
});

describe("a survey", () => {
  test("is answered once, by numbers that make sense", async () => {
    const { ledger } = testLedger();
    await matchIn(ledger, "introduced");
    const reply = (satisfaction: number) =>
      ledger.answerSurvey("S-0001", { satisfaction, outcome: { level: "deal" } }, COORDINATOR);

    expect(refused(await ledger.answerSurvey("S-0001", {}, COORDINATOR))).toContain("未回答");
    expect(refused(await reply(6))).toContain("1から5");
    expect(done(await reply(5))).toMatchObject({ satisfaction: 5, outcome: { level: "deal" } });
    expect(refused(await reply(4))).toContain("回答済み");
  });
});

describe("an event about what is no record", () => {
  test("is a link of the chain and returns the head", async () => {
    const { ledger } = testLedger();

    const head = await ledger.note(
      { action: "export", kind: "export", entity: "matches.csv", payload: { rows: 3 } },
      AUDITOR,
    );

    expect(head).toEqual(await ledger.head());
    expect(await ledger.events("matches.csv")).toMatchObject([
      { actor: "kansa", payload: { rows: 3 } },
    ]);
  });

  test("about the register carries its digest, and verify tells of rows that changed since", async () => {
    const { ledger } = testLedger();
    const note = (payload: Readonly<Record<string, unknown>>) =>
      ledger.note(
        { action: "organisation.add", kind: "organisation", entity: "k", payload },
        ADMIN,
      );
    await expect(note({})).rejects.toThrow("digest");

    ledger.database.db.exec(`INSERT INTO organisation VALUES ('k', '{"name":"x"}')`);

    expect((await ledger.verify()).faults).toMatchObject([{ record: "partners" }]);
  });
});
