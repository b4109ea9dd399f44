import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { partnerView } from "../../src/ledger/partner-view.ts";
import type { Actor } from "../../src/ledger/records.ts";
import { tempFolder } from "../support/temp-folder.ts";
import {
  ADMIN,
  ASSISTANT,
  AUDITOR,
  COORDINATOR,
  consent,
  consents,
  done,
  match,
  refused,
  testLedger,
} from "./support/ledger.ts";
import { need } from "./support/need.ts";

const NAME = "株式会社備前高温耐火";
const SENTENCE = "クロム含有量を三割下げた未出願の配合";
const FIRM: Actor = { id: "U-7f3a", role: "firm", organisation: NAME };
const secretNeed = () =>
  need({
    confidentiality: "nda",
    anonymity: "anonymous",
    secret: { organisation: NAME, text: `${SENTENCE}を試したい。` },
  });

/** Files below a folder that hold any of the texts; `except` is left out. */
function filesWith(folder: string, texts: readonly string[], except?: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => except === undefined || !file.startsWith(except))
    .filter((file) => texts.some((text) => readFileSync(file).includes(Buffer.from(text))));
}

describe("what is secret", () => {
  test("is in no byte of any file from the registration to the end", async () => {
    const { ledger, folder, passDays } = testLedger();
    const texts = [NAME, SENTENCE, "備前高温耐火"];
    done(await ledger.registerNeed(secretNeed(), FIRM));
    expect(filesWith(folder, texts)).toEqual([]);

    done(await ledger.recordMatch(match({ proposedBy: "assistant" }), ASSISTANT));
    done(await ledger.move({ match: "M-0001", from: "suggested", to: "screened" }, COORDINATOR));
    done(
      await ledger.move({ match: "M-0001", from: "screened", to: "consent_pending" }, COORDINATOR),
    );
    await consents(ledger, "M-0001");
    done(
      await ledger.move(
        { match: "M-0001", from: "consent_pending", to: "introduced" },
        COORDINATOR,
      ),
    );
    passDays(30);
    expect(await ledger.openSecret("need", "N-0001", COORDINATOR)).toEqual({
      organisation: NAME,
      text: `${SENTENCE}を試したい。`,
    });
    done(
      await ledger.move(
        { match: "M-0001", from: "introduced", to: "closed", closeReason: "unfit" },
        COORDINATOR,
      ),
    );
    expect(filesWith(folder, texts)).toEqual([]);
  });

  test("cannot be read, nor its key found, after it was erased", async () => {
    const { ledger, folder } = testLedger();
    const { sealed } = done(await ledger.registerNeed(secretNeed(), FIRM));
    const key = readFileSync(join(folder, "keys", `${sealed?.id}.key`));
    const row = ledger.database.db.prepare<[], Buffer>("SELECT bytes FROM vault").pluck().get();

    done(await ledger.erase("need", "N-0001", "本人の求め", COORDINATOR));

    expect(await ledger.openSecret("need", "N-0001", COORDINATOR)).toBeUndefined();
    const bytes = (text: Buffer | undefined) => text?.subarray(-16).toString("latin1") ?? "?";
    const left = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
      .filter((file) => file.includes(bytes(row)) || file.includes(key.toString("latin1")));
    expect(left).toEqual([]);
    expect(await ledger.verify()).toMatchObject({ isSound: true });
    expect(refused(await ledger.erase("need", "N-0001", "もう一度", COORDINATOR))).toContain(
      "消去できる",
    );
  });

  test("stays sealed where the keys are not at hand, and the ledger is sound", async () => {
    const { ledger, folder } = testLedger();
    done(await ledger.registerNeed(secretNeed(), FIRM));
    ledger.database.db.pragma("wal_checkpoint(TRUNCATE)");
    const elsewhere = tempFolder();
    writeFileSync(join(elsewhere, "ledger.sqlite"), readFileSync(join(folder, "ledger.sqlite")));

    const restored = testLedger({ folder: elsewhere }).ledger;

    expect(await restored.openSecret("need", "N-0001", COORDINATOR)).toBeUndefined();
    expect(await restored.verify()).toMatchObject({ isSound: true });
  });

  test("has keys that only their owner reads", async () => {
    const { ledger, folder } = testLedger();
    const { sealed } = done(await ledger.registerNeed(secretNeed(), FIRM));
    const mode = (path: string) => (statSync(join(folder, path)).mode & 0o777).toString(8);

    expect(mode("keys")).toBe("700");
    expect(mode(`keys/${sealed?.id}.key`)).toBe("600");
    expect(mode("keys/names.secret")).toBe("600");
  });

  test("leaves an event at every look, and none at a look that is not allowed", async () => {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(secretNeed(), FIRM));
    const other: Actor = { id: "U-1", role: "firm", organisation: "株式会社別" };

    for (const by of [AUDITOR, ASSISTANT, other]) {
      expect(await ledger.openSecret("need", "N-0001", by)).toBeUndefined();
    }
    await ledger.openSecret("need", "N-0001", FIRM);

    const looks = (await ledger.events("N-0001")).filter(({ action }) => action === "secret.open");
    expect(looks.map(({ actor }) => actor)).toEqual([FIRM.id]);
  });

  test("is told of when somebody exchanges or adds ciphertexts", async () => {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(secretNeed(), FIRM));
    const { db } = ledger.database;

    db.exec("UPDATE vault SET bytes = randomblob(length(bytes))");
    expect((await ledger.verify()).faults).toMatchObject([{ record: "N-0001" }]);
    db.exec("INSERT INTO vault (id, bytes) VALUES ('more', x'00')");
    expect((await ledger.verify()).faults).toMatchObject([
      { record: "N-0001" },
      { record: "more" },
    ]);
  });
});

describe("texts that go on record", () => {
  test.each([
    ["the name", { summary: "株式会社備前高温耐火の耐火物を測りたい" }],
    ["the name without its form", { summary: "備前高温耐火が測りたい" }],
    ["the name in another width", { region: "㈱備前高温耐火 本社" }],
    ["the secret sentence", { summary: `内容：${SENTENCE} を試したい` }],
  ])("are refused with %s in them, and nothing is kept", async (_, told) => {
    const { ledger, folder } = testLedger();

    const result = await ledger.registerNeed({ ...secretNeed(), ...told }, COORDINATOR);

    expect(refused(result)).toContain("除いて");
    expect(await ledger.head()).toMatchObject({ seq: 0 });
    expect(filesWith(folder, [NAME, SENTENCE])).toEqual([]);
    expect(readdirSync(join(folder, "keys"))).toEqual(["names.secret"]);
  });

  test("are refused wherever they concern the need", async () => {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(secretNeed(), COORDINATOR));
    const told = `${NAME}に聞いた`;
    expect(refused(await ledger.erase("need", "N-0001", told, COORDINATOR))).toContain("社名");
    expect(refused(await ledger.recordMatch(match({ reasons: [told] }), COORDINATOR))).toContain(
      "社名",
    );
    done(await ledger.recordMatch(match(), COORDINATOR));
    const move = { match: "M-0001", from: "suggested", to: "screened" } as const;

    const refusals = [
      refused(await ledger.move({ ...move, reason: told }, COORDINATOR)),
      refused(await ledger.move({ ...move, nextAction: told }, COORDINATOR)),
      refused(await ledger.closeNeed("N-0001", "other", told, COORDINATOR)),
      refused(
        await ledger.reportActivity(
          { kind: "visit", on: "2026-04-01", match: "M-0001", note: told },
          COORDINATOR,
        ),
      ),
      refused(await ledger.review({ target: "M-0001", finding: "proper", comment: told }, AUDITOR)),
      refused(
        await ledger.giveFeedback({ target: "N-0001", category: "wrong", comment: told }, AUDITOR),
      ),
      refused(
        await ledger.correct(
          { kind: "match", id: "M-0001", changes: { gaps: [told] }, reason: "追記" },
          COORDINATOR,
        ),
      ),
    ];

    expect(refusals.every((why) => why.includes("社名"))).toBe(true);
    expect(await ledger.get("match", "M-0001", COORDINATOR)).toMatchObject({ state: "suggested" });
  });

  test("are refused in events about what is no record, in quotes written by hand, and as names of counts", async () => {
    const { ledger, folder } = testLedger();
    done(await ledger.registerNeed(secretNeed(), COORDINATOR));
    done(await ledger.recordMatch(match(), COORDINATOR));
    done(await ledger.setUser({ id: "suzuki", name: "鈴木", role: "coordinator" }, ADMIN));
    const correct = (changes: Readonly<Record<string, unknown>>) =>
      ledger.correct({ kind: "match", id: "M-0001", changes, reason: "追記" }, COORDINATOR);
    const note = (entity: string, payload = {}) =>
      ledger.note({ action: "export", kind: "export", entity, payload }, COORDINATOR);
    const quote = { source: "x", path: "y", locator: {}, quote: `${NAME}の炉` };

    expect(refused(await correct({ evidence: [quote] }))).toContain("社名");
    expect(refused(await correct({ outcome: { level: "prototype", [NAME]: 1 } }))).toContain(
      "newJobs",
    );
    await expect(note(`${NAME}.csv`)).rejects.toThrow(UserError);
    await expect(note("needs", { coordinator: "備前高温耐火" })).rejects.toThrow(UserError);
    await expect(ledger.handOver("tanaka", "suzuki", `${NAME}の件`, ADMIN)).rejects.toThrow(
      UserError,
    );

    expect(filesWith(folder, [NAME, "備前高温耐火"])).toEqual([]);
  });

  test("may carry a name that need not be hidden", async () => {
    const { ledger } = testLedger();

    const named = await ledger.registerNeed(
      need({ anonymity: "named", organisation: NAME, summary: `${NAME}の耐火物` }),
      COORDINATOR,
    );

    expect(done(named)).toMatchObject({ organisation: NAME });
  });
});

describe("a name under anonymity", () => {
  test("that was given in the open goes into the vault", async () => {
    const { ledger } = testLedger();

    const record = done(
      await ledger.registerNeed(need({ anonymity: "field", organisation: NAME }), COORDINATOR),
    );

    expect(record).not.toHaveProperty("organisation");
    expect(await ledger.openSecret("need", record.id, COORDINATOR)).toEqual({ organisation: NAME });
  });

  test("is not kept beside the user who registers needs for it", async () => {
    const { ledger, folder } = testLedger();
    done(
      await ledger.setUser(
        { id: FIRM.id, name: "利用者7", role: "firm", organisation: NAME },
        ADMIN,
      ),
    );
    done(await ledger.registerNeed(secretNeed(), { id: FIRM.id, role: "guest" }));

    expect(filesWith(folder, [NAME])).toEqual([]);
    expect(await ledger.all("need", { id: FIRM.id, role: "guest" })).toHaveLength(1);
  });
});

describe("a key without a committed row", () => {
  test("goes when the ledger is opened; one whose row is there is kept", async () => {
    const { ledger, folder } = testLedger();
    const { sealed } = done(await ledger.registerNeed(secretNeed(), FIRM));
    const keys = join(folder, "keys");
    // As a process that ended between the two steps leaves them.
    writeFileSync(join(keys, `${sealed?.id}.fresh`), readFileSync(join(keys, `${sealed?.id}.key`)));
    writeFileSync(join(keys, "abandoned.fresh"), Buffer.alloc(32, 7));

    const again = testLedger({ folder }).ledger;

    expect(readdirSync(keys).sort()).toEqual([`${sealed?.id}.key`, "names.secret"].sort());
    expect(await again.openSecret("need", "N-0001", FIRM)).toHaveProperty("organisation", NAME);
  });

  test("of something erased goes too; keys that an older copy does not know stay", async () => {
    const { ledger, folder } = testLedger();
    const { sealed } = done(await ledger.registerNeed(secretNeed(), FIRM));
    const key = join(folder, "keys", `${sealed?.id}.key`);
    const bytes = readFileSync(key);
    done(await ledger.erase("need", "N-0001", "求め", COORDINATOR));
    writeFileSync(key, bytes);
    const unknown = join(folder, "keys", "of-a-newer-ledger.key");
    writeFileSync(unknown, bytes);

    testLedger({ folder });

    expect([existsSync(key), existsSync(unknown)]).toEqual([false, true]);
  });
});

describe("the other side", () => {
  const RECIPIENT = "岡山セラミックス技術振興財団";
  const secret = { organisation: NAME, text: SENTENCE };

  async function place(anonymity: "named" | "field" | "anonymous") {
    const opened = testLedger();
    const { ledger } = opened;
    done(
      await ledger.registerNeed(
        { ...secretNeed(), anonymity, confidentiality: "members" },
        COORDINATOR,
      ),
    );
    done(await ledger.recordMatch(match(), COORDINATOR));
    const view = async (recipient = RECIPIENT, days = 0) => {
      const [first] = await ledger.all("need", COORDINATOR);
      const [pair] = await ledger.all("match", COORDINATOR);
      if (!first || !pair) throw new Error("nothing to look at");
      const at = new Date(opened.now().getTime() + days * 86_400_000);
      const all = await ledger.all("consent", COORDINATOR);
      return partnerView({ need: first, match: pair, consents: all, at, recipient, secret });
    };
    return { ...opened, view };
  }

  test.each([
    ["named", { industry: "窯業", region: "岡山県", organisation: NAME }],
    ["field", { industry: "窯業", region: "岡山県" }],
    ["anonymous", {}],
  ] as const)("sees of a need that is %s", async (anonymity, seen) => {
    const { view } = await place(anonymity);

    const { need: _, type: __, summary: ___, profile, ...identity } = await view();

    expect(identity).toEqual(seen);
    expect(profile?.industry).toBe(anonymity === "anonymous" ? undefined : "窯業");
  });

  test("learns who it is at the introduction, if it is named and until the last day", async () => {
    const { ledger, view } = await place("anonymous");
    for (const [from, to] of [
      ["suggested", "screened"],
      ["screened", "consent_pending"],
    ] as const) {
      done(await ledger.move({ match: "M-0001", from, to }, COORDINATOR));
    }
    done(await ledger.grantConsent(consent("need", { until: "2026-04-10" }), COORDINATOR));
    done(await ledger.grantConsent(consent("partner"), COORDINATOR));
    expect(await view()).not.toHaveProperty("organisation");
    done(
      await ledger.move(
        { match: "M-0001", from: "consent_pending", to: "introduced" },
        COORDINATOR,
      ),
    );

    expect(await view()).toHaveProperty("organisation", NAME);
    expect(await view()).not.toHaveProperty("text");
    expect(await view("ほかの組織")).not.toHaveProperty("organisation");
    expect(await view(RECIPIENT, 10)).not.toHaveProperty("organisation");
    done(await ledger.withdrawConsent("C-0001", "撤回", COORDINATOR));
    expect(await view()).not.toHaveProperty("organisation");
  });
});
