import { describe, expect, test } from "vitest";
import type { OpenLedger } from "../../src/ledger/open-ledger.ts";
import type { Actor } from "../../src/ledger/records.ts";
import {
  ADMIN,
  ASSISTANT,
  AUDITOR,
  COORDINATOR,
  done,
  GUEST,
  matchIn,
  refused,
  testLedger,
} from "./support/ledger.ts";
import { need } from "./support/need.ts";
import { dropTriggers } from "./support/tamper.ts";

const FIRM: Actor = { id: "U-1", role: "firm", organisation: "株式会社東備窯業" };
const OTHER: Actor = { id: "U-2", role: "firm", organisation: "株式会社西粟精機" };
const SUZUKI: Actor = { id: "suzuki", role: "coordinator" };

/** A ledger with an administrator, the coordinator suzuki and an answer to a coordinator. */
async function office() {
  const world = testLedger({ firstAdministrator: ADMIN.id });
  done(await world.ledger.setUser({ id: "suzuki", name: "鈴木", role: "coordinator" }, ADMIN));
  await answerTo(world.ledger, COORDINATOR);
  return world;
}

async function answerTo(ledger: OpenLedger, { id, role }: Actor) {
  const answer = {
    question: "断熱材に使える補助金は？",
    asker: ledger.hashAsker(id),
    role,
    kind: "answered",
    text: "地域資源活用型研究開発事業がありました。",
    citations: [],
    engine: "embedded",
    indexVersion: "1",
    latencyMs: 12,
    language: "ja",
  } as const;
  return done(await ledger.logAnswer(answer, ASSISTANT));
}

describe("a consultation", () => {
  test("about an answer is opened, taken up and done, an event each", async () => {
    const { ledger } = await office();

    const opened = done(
      await ledger.openConsultation({ target: "A-000001", note: "公募の時期は？" }, COORDINATOR),
    );
    expect(opened).toEqual({
      id: "Q-0001",
      target: "A-000001",
      askedBy: "sato",
      owner: "yamada",
      status: "open",
      dueOn: "2026-04-04",
      at: "2026-04-01T00:00:00.000Z",
      note: "公募の時期は？",
    });
    const taken = done(await ledger.takeConsultation("Q-0001", SUZUKI));
    expect(taken).toEqual({ ...opened, status: "taken", owner: "suzuki" });
    const finished = done(await ledger.closeConsultation("Q-0001", "電話で説明した", SUZUKI));
    expect(finished).toEqual({
      ...taken,
      status: "done",
      doneAt: "2026-04-01T00:00:00.000Z",
      note: "電話で説明した",
    });

    expect((await ledger.events("Q-0001")).map(({ action, actor }) => [action, actor])).toEqual([
      ["consultation.open", "sato"],
      ["consultation.take", "suzuki"],
      ["consultation.done", "suzuki"],
    ]);
    expect(await ledger.verify()).toMatchObject({ isSound: true });
  });

  test("may be about a need or a match, and about nothing else", async () => {
    const { ledger } = await office();
    await matchIn(ledger, "introduced");
    const open = (target: string) => ledger.openConsultation({ target }, COORDINATOR);

    expect(done(await open("N-0001"))).toMatchObject({ id: "Q-0001", target: "N-0001" });
    expect(done(await open("M-0001"))).toMatchObject({ id: "Q-0002", target: "M-0001" });
    for (const target of ["C-0001", "Q-0001", "相談"]) {
      expect(refused(await open(target))).toContain(`「${target}」については相談できません`);
    }
    expect(refused(await open("A-000009"))).toContain("A-000009");
  });

  test("that was asked for is not asked for twice until it is done", async () => {
    const { ledger } = await office();
    const open = (by: Actor) => ledger.openConsultation({ target: "A-000001" }, by);
    const first = done(await open(COORDINATOR));

    const second = await open(COORDINATOR);

    expect(refused(second)).toContain("Q-0001");
    expect(second).toMatchObject({ current: first });
    expect(done(await open(AUDITOR))).toMatchObject({ id: "Q-0002" });
    done(await ledger.closeConsultation("Q-0001", "説明した", SUZUKI));
    expect(done(await open(COORDINATOR))).toMatchObject({ id: "Q-0003" });
  });

  test("is one coordinator's when two take it up at once; the other learns whose it is", async () => {
    const { ledger, folder } = await office();
    const elsewhere = testLedger({ folder }).ledger;
    done(await ledger.openConsultation({ target: "A-000001" }, COORDINATOR));

    const [first, second] = await Promise.all([
      ledger.takeConsultation("Q-0001", SUZUKI),
      elsewhere.takeConsultation("Q-0001", COORDINATOR),
    ]);

    const taken = done(first);
    expect(taken).toMatchObject({ status: "taken", owner: "suzuki" });
    expect(refused(second)).toContain("suzuki");
    expect(second).toMatchObject({ current: taken });
    expect(await ledger.events("Q-0001")).toHaveLength(2);
  });

  test("is ended with what was done, once, and cannot be taken up any more", async () => {
    const { ledger } = await office();
    done(await ledger.openConsultation({ target: "A-000001" }, COORDINATOR));
    const close = (note: string) => ledger.closeConsultation("Q-0001", note, SUZUKI);

    expect(refused(await close(" "))).toContain("対応の内容");
    const finished = done(await close("説明した"));

    expect(refused(await close("もう一度"))).toContain("対応済み");
    expect(await ledger.takeConsultation("Q-0001", SUZUKI)).toMatchObject({
      kind: "refused",
      current: finished,
    });
    expect(refused(await ledger.closeConsultation("Q-0009", "x", SUZUKI))).toContain("Q-0009");
  });

  test("is corrected in its note only", async () => {
    const { ledger } = await office();
    done(await ledger.openConsultation({ target: "A-000001", note: "採択率" }, COORDINATOR));
    const correct = (changes: object) =>
      ledger.correct(
        { kind: "consultation", id: "Q-0001", changes: { ...changes }, reason: "書き間違い" },
        COORDINATOR,
      );

    expect(done(await correct({ note: "採択件数" }))).toMatchObject({ note: "採択件数" });
    for (const field of ["owner", "status", "dueOn", "target", "askedBy", "doneAt"]) {
      expect(refused(await correct({ [field]: "x" }))).toContain(field);
    }
  });

  test("that was changed behind the ledger's back is named by verify", async () => {
    const { ledger } = await office();
    done(await ledger.openConsultation({ target: "A-000001" }, COORDINATOR));
    const { db } = ledger.database;
    expect(() => db.exec("DELETE FROM consultation")).toThrow("never deleted");
    expect(() => db.exec("UPDATE consultation SET id = 'Q-9'")).toThrow("keeps its number");
    dropTriggers(db);

    db.exec("UPDATE consultation SET body = json_set(body, '$.owner', 'dare')");
    expect((await ledger.verify()).faults).toMatchObject([{ record: "Q-0001" }]);
    db.exec("DELETE FROM consultation");
    expect((await ledger.verify()).faults).toMatchObject([{ record: "Q-0001" }]);
  });
});

describe("who is asked", () => {
  const open = (ledger: OpenLedger, owner?: string) =>
    ledger.openConsultation(
      { target: "A-000001", ...(owner === undefined ? {} : { owner }) },
      COORDINATOR,
    );

  test("is the coordinator who was named, where they are one", async () => {
    const { ledger } = await office();

    for (const nobody of ["dare", "kansa"]) {
      expect(refused(await open(ledger, nobody))).toContain(`「${nobody}」には相談できません`);
    }
    expect(done(await open(ledger, "suzuki")).owner).toBe("suzuki");
  });

  test("is an administrator on record where the settings name none", async () => {
    const { ledger } = testLedger();
    await answerTo(ledger, COORDINATOR);
    expect(refused(await open(ledger))).toContain("担当者を");
    done(await ledger.setUser({ id: "suzuki", name: "鈴木", role: "coordinator" }, ADMIN));
    done(await ledger.setUser({ id: "tanaka", name: "田中", role: "administrator" }, ADMIN));

    expect(done(await open(ledger)).owner).toBe("tanaka");
  });

  test("is not who was first administrator and is one no more", async () => {
    const { ledger } = await office();
    done(await ledger.setUser({ id: "tanaka", name: "田中", role: "administrator" }, ADMIN));
    done(await ledger.setUser({ id: "yamada", name: "山田", role: "auditor" }, ADMIN));

    expect(done(await open(ledger)).owner).toBe("tanaka");
  });

  test("changes with a handover, whether or not it was taken up, until it is done", async () => {
    const { ledger } = await office();
    await matchIn(ledger, "screened");
    for (const target of ["A-000001", "N-0001", "M-0001"]) {
      done(await ledger.openConsultation({ target, owner: "suzuki" }, COORDINATOR));
    }
    done(await ledger.takeConsultation("Q-0002", SUZUKI));
    done(await ledger.closeConsultation("Q-0003", "説明した", SUZUKI));

    const passed = await ledger.handOver("suzuki", "yamada", "異動", SUZUKI);

    expect(passed.consultations).toMatchObject([
      { id: "Q-0001", owner: "yamada", status: "open" },
      { id: "Q-0002", owner: "yamada", status: "taken" },
    ]);
    expect(await ledger.get("consultation", "Q-0003", ADMIN)).toMatchObject({ owner: "suzuki" });
    expect((await ledger.events()).slice(-3)).toMatchObject([
      { action: "consultation.handover", entity: "Q-0001", reason: "異動" },
      { action: "consultation.handover", entity: "Q-0002" },
      { action: "handover", payload: { consultations: ["Q-0001", "Q-0002"] } },
    ]);
    expect(await ledger.verify()).toMatchObject({ isSound: true });
  });
});

describe("a consultation of a firm", () => {
  async function asked() {
    const world = await office();
    await answerTo(world.ledger, FIRM);
    done(await world.ledger.openConsultation({ target: "A-000002" }, FIRM));
    return world.ledger;
  }

  test("is seen by who asked and by staff, and by nobody else", async () => {
    const ledger = await asked();
    const seen = async (by: Actor) => (await ledger.all("consultation", by)).map(({ id }) => id);

    expect(await seen(FIRM)).toEqual(["Q-0001"]);
    for (const staff of [ADMIN, COORDINATOR, AUDITOR])
      expect(await seen(staff)).toEqual(["Q-0001"]);
    for (const stranger of [OTHER, GUEST]) {
      expect(await seen(stranger)).toEqual([]);
      expect(await ledger.get("consultation", "Q-0001", stranger)).toBeUndefined();
    }
  });

  test("is about what the firm itself may see", async () => {
    const ledger = await asked();
    done(await ledger.registerNeed(need(), OTHER));

    for (const target of ["A-000001", "N-0001"]) {
      expect(refused(await ledger.openConsultation({ target }, FIRM))).toContain(target);
    }
    expect((await ledger.openConsultation({ target: "N-0001" }, OTHER)).kind).toBe("done");
  });

  test("repeats nothing of what the vault keeps", async () => {
    const ledger = await asked();
    done(await ledger.takeConsultation("Q-0001", SUZUKI));
    const close = (note: string) => ledger.closeConsultation("Q-0001", note, SUZUKI);

    expect(refused(await close("「断熱材に使える補助金は？」に答えた"))).toContain("秘密の内容");
    done(await ledger.registerNeed(need({ secret: { organisation: "東備窯業" } }), COORDINATOR));
    expect(refused(await close("東備窯業に電話した"))).toContain("社名");
    expect((await close("電話で説明した")).kind).toBe("done");
  });
});
