import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/ledger/records.ts";
import {
  ADMIN,
  ASSISTANT,
  AUDITOR,
  COORDINATOR,
  consent,
  done,
  matchIn,
  testLedger,
} from "./support/ledger.ts";
import { need } from "./support/need.ts";

describe("a reminder", () => {
  test("comes for what is due or about to end, longest due first", async () => {
    const { ledger, now, passDays } = testLedger();
    await matchIn(ledger, "introduced");
    done(await ledger.grantConsent(consent("need", { until: "2026-07-10" }), COORDINATOR));
    done(await ledger.registerNeed(need({ expiresOn: "2026-07-12" }), COORDINATOR));
    expect(await ledger.dueReminders(now())).toEqual([]);

    passDays(95);

    const due = await ledger.dueReminders(now());
    expect(due.map(({ key, coordinator }) => [key, coordinator])).toEqual([
      ["action:M-0001:2026-04-15", "sato"],
      ["survey:S-0001:2026-07-01", "sato"],
      ["consent:C-0003:2026-07-10", "sato"],
      ["need:N-0002:2026-07-12", "sato"],
    ]);
    expect(due[0]?.text.ja).toBe("M-0001：面談の日程を決める（期限 2026-04-15）");
  });

  test("of a consultation comes to its owner while it is not done", async () => {
    const { ledger, now, passDays } = testLedger({ firstAdministrator: "yamada" });
    done(await ledger.registerNeed(need(), COORDINATOR));
    const open = (by: Actor) => ledger.openConsultation({ target: "N-0001" }, by);
    for (const by of [COORDINATOR, ADMIN, AUDITOR]) done(await open(by));
    done(await ledger.takeConsultation("Q-0002", COORDINATOR));
    done(await ledger.closeConsultation("Q-0003", "説明した", COORDINATOR));
    passDays(2);
    expect(await ledger.dueReminders(now())).toEqual([]);

    passDays(1);

    const due = await ledger.dueReminders(now());
    expect(due.map(({ key, about, coordinator }) => [key, about, coordinator])).toEqual([
      ["consultation:Q-0001:2026-04-04", "consultation", "yamada"],
      ["consultation:Q-0002:2026-04-04", "consultation", "sato"],
    ]);
    expect(due[0]?.text.ja).toBe(
      "N-0001 について相談（Q-0001）を受けています。対応の期限は 2026-04-04 です。",
    );
  });

  test("is claimed once, whoever asks and however often the ledger is opened", async () => {
    const { ledger, folder, now, passDays } = testLedger();
    await matchIn(ledger, "suggested");
    passDays(8);
    const [first] = await ledger.dueReminders(now());
    const second = testLedger({ folder }).ledger;

    const claims = await Promise.all(
      [ledger, second, ledger].map((each) => each.claimReminder(first?.key ?? "", ASSISTANT)),
    );
    const reopened = testLedger({ folder }).ledger;

    expect(claims).toEqual([true, false, false]);
    expect(await reopened.claimReminder(first?.key ?? "", ASSISTANT)).toBe(false);
    expect(await reopened.dueReminders(now())).toEqual([]);
    expect(await reopened.verify()).toMatchObject({ isSound: true });
  });

  test("comes anew when a new day was set", async () => {
    const { ledger, now, passDays } = testLedger();
    await matchIn(ledger, "suggested");
    passDays(8);
    await ledger.claimReminder("action:M-0001:2026-04-08", ASSISTANT);
    done(await ledger.planNext("M-0001", { action: "電話", due: "2026-04-09" }, COORDINATOR));

    expect(await ledger.dueReminders(now())).toMatchObject([{ key: "action:M-0001:2026-04-09" }]);
  });

  test("that was struck from its table or put there is told by verify", async () => {
    const { ledger } = testLedger();
    await ledger.claimReminder("a", ASSISTANT);
    const { db } = ledger.database;

    db.exec("DELETE FROM reminder; INSERT INTO reminder VALUES ('b', '')");

    expect((await ledger.verify()).faults).toMatchObject([{ record: "a" }, { record: "b" }]);
  });
});

describe("a need whose last day is past", () => {
  test("expires once, with its matches before an introduction", async () => {
    const { ledger, passDays } = testLedger();
    await matchIn(ledger, "consent_pending");
    await matchIn(ledger, "meeting");
    done(await ledger.registerNeed(need({ expiresOn: "2028-01-01" }), COORDINATOR));
    passDays(364);
    expect(await ledger.expireNeeds(ASSISTANT)).toEqual([]);
    passDays(1);

    const expired = await ledger.expireNeeds(ASSISTANT);

    expect(expired.map(({ id, status }) => [id, status])).toEqual([
      ["N-0001", "expired"],
      ["N-0002", "expired"],
    ]);
    expect(await ledger.get("match", "M-0001", COORDINATOR)).toMatchObject({ state: "expired" });
    expect(await ledger.get("match", "M-0002", COORDINATOR)).toMatchObject({ state: "meeting" });
    expect(await ledger.expireNeeds(ASSISTANT)).toEqual([]);
    expect(await ledger.verify()).toMatchObject({ isSound: true });
  });
});
