import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import type { OpenLedger } from "../../src/ledger/open-ledger.ts";
import type { Actor } from "../../src/ledger/records.ts";
import { ROLES, type Role } from "../../src/ledger/vocabulary.ts";
import {
  ADMIN,
  ASSISTANT,
  AUDITOR,
  COORDINATOR,
  consent,
  consents,
  done,
  GUEST,
  match,
  matchIn,
  refused,
  testLedger,
} from "./support/ledger.ts";
import { need } from "./support/need.ts";

const FIRM: Actor = { id: "U-1", role: "firm", organisation: "株式会社東備窯業" };
const OTHER: Actor = { id: "U-2", role: "firm", organisation: "株式会社西粟精機" };

// Each deed with a ledger that has a match in 紹介済 and a consultation about it, and who may do it. A
// firm's deeds concern its own need only, which this one is not.
const DEEDS: readonly (readonly [
  name: string,
  roles: readonly Role[],
  deed: (ledger: OpenLedger, by: Actor) => Promise<{ readonly kind: string }>,
])[] = [
  [
    "registers a need",
    ["administrator", "coordinator", "firm"],
    (l, by) => l.registerNeed(need(), by),
  ],
  [
    "suggests a match",
    ["administrator", "coordinator", "assistant"],
    (l, by) =>
      l.recordMatch(
        match({ partner: { id: "x", name: "x", origin: "card" }, proposedBy: "assistant" }),
        by,
      ),
  ],
  [
    "moves a match",
    ["administrator", "coordinator"],
    (l, by) => l.move({ match: "M-0001", from: "introduced", to: "meeting" }, by),
  ],
  [
    "lets a match expire",
    ["administrator", "coordinator", "assistant"],
    (l, by) => l.move({ match: "M-0001", from: "introduced", to: "expired", reason: "期限" }, by),
  ],
  [
    "plans what is next",
    ["administrator", "coordinator"],
    (l, by) => l.planNext("M-0001", { action: "電話", due: "2026-05-01" }, by),
  ],
  [
    "records a consent",
    ["administrator", "coordinator"],
    (l, by) => l.grantConsent(consent("need"), by),
  ],
  [
    "withdraws a consent",
    ["administrator", "coordinator"],
    (l, by) => l.withdrawConsent("C-0001", "撤回", by),
  ],
  [
    "reports an activity",
    ["administrator", "coordinator"],
    (l, by) => l.reportActivity({ kind: "visit", on: "2026-04-01", note: "訪問" }, by),
  ],
  [
    "answers a survey",
    ["administrator", "coordinator"],
    (l, by) => l.answerSurvey("S-0001", { satisfaction: 4 }, by),
  ],
  [
    "judges a record",
    ["administrator", "auditor"],
    (l, by) => l.review({ target: "M-0001", finding: "proper", comment: "" }, by),
  ],
  [
    "corrects a record",
    ["administrator", "coordinator"],
    (l, by) =>
      l.correct({ kind: "match", id: "M-0001", changes: { gaps: [] }, reason: "確認済み" }, by),
  ],
  [
    "closes a need",
    ["administrator", "coordinator"],
    (l, by) => l.closeNeed("N-0001", "timing", "", by),
  ],
  [
    "gives feedback",
    ["administrator", "coordinator", "auditor", "assistant"],
    (l, by) => l.giveFeedback({ target: "M-0001", category: "useful", comment: "" }, by),
  ],
  [
    "asks for a person",
    ["administrator", "coordinator", "auditor", "assistant"],
    (l, by) => l.openConsultation({ target: "M-0001" }, by),
  ],
  [
    "takes a consultation up",
    ["administrator", "coordinator"],
    (l, by) => l.takeConsultation("Q-0001", by),
  ],
  [
    "ends a consultation",
    ["administrator", "coordinator"],
    (l, by) => l.closeConsultation("Q-0001", "説明した", by),
  ],
  [
    "names users",
    ["administrator"],
    (l, by) => l.setUser({ id: "U-9", name: "新人", role: "coordinator" }, by),
  ],
];

// Object.keys forgets which keys it gave.
const EVERY_ROLE = Object.keys(ROLES) as Role[];

describe("only who may", () => {
  test.each(DEEDS)("%s", async (_, roles, deed) => {
    for (const role of EVERY_ROLE) {
      const { ledger } = testLedger({ firstAdministrator: ADMIN.id });
      await matchIn(ledger, "introduced");
      done(await ledger.openConsultation({ target: "M-0001" }, COORDINATOR));
      const head = await ledger.head();

      const { kind } = await deed(ledger, { id: `a-${role}`, role });

      expect([role, kind]).toEqual([role, roles.includes(role) ? "done" : "refused"]);
      if (kind === "refused") expect(await ledger.head()).toEqual(head);
    }
  });
});

describe("a role", () => {
  test("is what the user's record says, whatever the surface says", async () => {
    const { ledger } = testLedger();
    done(await ledger.setUser({ id: "U-5", name: "監査", role: "auditor" }, ADMIN));
    await matchIn(ledger, "suggested");

    const moved = await ledger.move(
      { match: "M-0001", from: "suggested", to: "screened" },
      { id: "U-5", role: "administrator" },
    );

    expect(refused(moved)).toContain("監査職員");
  });

  test("of the first administrator comes from the settings until a record says otherwise", async () => {
    const { ledger } = testLedger({ firstAdministrator: "U-0" });
    const first: Actor = { id: "U-0", role: "guest" };

    expect(
      refused(await ledger.setUser({ id: "U-0", name: "自分", role: "guest" }, first)),
    ).toContain("管理者がいなくなります");
    done(await ledger.setUser({ id: "U-1", name: "次", role: "administrator" }, first));
    done(await ledger.setUser({ id: "U-0", name: "自分", role: "coordinator" }, first));

    expect(refused(await ledger.setUser({ id: "U-3", name: "x", role: "guest" }, first))).toContain(
      "コーディネーター",
    );
  });
});

describe("a firm", () => {
  async function twoFirms() {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(need(), FIRM));
    done(await ledger.registerNeed(need({ anonymity: "named", summary: "旋盤を使いたい" }), OTHER));
    for (const id of ["N-0001", "N-0002"]) {
      const { id: m } = done(await ledger.recordMatch(match({ need: id }), COORDINATOR));
      done(await ledger.move({ match: m, from: "suggested", to: "screened" }, COORDINATOR));
      await consents(ledger, m);
    }
    return ledger;
  }
  const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);

  test("sees its own needs, their matches and its own consents, and no others", async () => {
    const ledger = await twoFirms();

    const seen = async (by: Actor) => [
      ids(await ledger.all("need", by)),
      ids(await ledger.all("match", by)),
      ids(await ledger.all("consent", by)),
    ];

    expect(await seen(FIRM)).toEqual([["N-0001"], ["M-0001"], ["C-0001"]]);
    expect(await seen(OTHER)).toEqual([["N-0002"], ["M-0002"], ["C-0003"]]);
    expect(await seen({ ...FIRM, id: "colleague" })).toEqual([["N-0001"], ["M-0001"], ["C-0001"]]);
    expect(await seen({ id: "U-3", role: "firm" })).toEqual([[], [], []]);
    expect(await seen(GUEST)).toEqual([[], [], []]);
    expect(await seen(AUDITOR)).toEqual([
      ["N-0001", "N-0002"],
      ["M-0001", "M-0002"],
      ["C-0001", "C-0002", "C-0003", "C-0004"],
    ]);
    expect(await ledger.get("need", "N-0002", FIRM)).toBeUndefined();
    expect((await ledger.overdue("2027-01-01", FIRM)).matches.map(({ id }) => id)).toEqual([
      "M-0001",
    ]);
  });

  test("learns of a partner that the register keeps from firms at the introduction", async () => {
    const { ledger } = testLedger();
    done(await ledger.registerNeed(need(), FIRM));
    const known = { id: "K-1", name: "吉備微細株式会社", origin: "register" } as const;
    const partners = (["public", "members", "coordinators", "nda"] as const).map((disclosure) => ({
      ...known,
      id: `K-${disclosure}`,
      disclosure,
    }));
    for (const partner of [...partners, known]) {
      done(await ledger.recordMatch(match({ partner }), COORDINATOR));
    }
    const seen = async () => ids(await ledger.all("match", FIRM));
    expect(await seen()).toEqual(["M-0001", "M-0002"]);

    for (const [from, to] of [
      ["suggested", "screened"],
      ["screened", "consent_pending"],
      ["consent_pending", "introduced"],
    ] as const) {
      if (to === "introduced") await consents(ledger, "M-0004");
      done(await ledger.move({ match: "M-0004", from, to }, COORDINATOR));
    }

    expect(await seen()).toEqual(["M-0001", "M-0002", "M-0004"]);
  });

  test("gives no feedback on what it may not see, as if it were not there", async () => {
    const ledger = await twoFirms();
    const give = (target: string) =>
      ledger.giveFeedback({ target, category: "wrong", comment: "" }, FIRM);

    expect(refused(await give("N-0002"))).toContain("ありません");
    expect((await give("N-0001")).kind).toBe("done");
  });

  test("takes back its own match and no other's", async () => {
    const ledger = await twoFirms();
    const withdraw = (id: string) =>
      ledger.move({ match: id, from: "screened", to: "withdrawn", closeReason: "no-need" }, FIRM);

    expect(refused(await withdraw("M-0002"))).toContain("ありません");
    expect((await withdraw("M-0001")).kind).toBe("done");
  });

  test("registers needs in its own name only", async () => {
    const { ledger } = testLedger();

    const result = await ledger.registerNeed(need({ organisation: "株式会社別" }), FIRM);

    expect(refused(result)).toContain("自社");
  });

  test("does not speak for its partner", async () => {
    const ledger = await twoFirms();

    expect(refused(await ledger.grantConsent(consent("partner"), FIRM))).toContain("企業");
    expect((await ledger.grantConsent(consent("need"), FIRM)).kind).toBe("done");
  });

  test("still sees a need after its secret was erased, as the user who registered it", async () => {
    const ledger = await twoFirms();
    done(await ledger.erase("need", "N-0001", "求め", FIRM));

    expect(ids(await ledger.all("need", FIRM))).toEqual(["N-0001"]);
  });
});

describe("a handover", () => {
  test("passes on every live match and open need, with an event each and a summary", async () => {
    const { ledger } = testLedger();
    await matchIn(ledger, "meeting");
    await matchIn(ledger, "closed");
    done(await ledger.closeNeed("N-0002", "timing", "", COORDINATOR));
    done(await ledger.setUser({ id: "suzuki", name: "鈴木", role: "coordinator" }, ADMIN));

    const passed = await ledger.handOver("sato", "suzuki", "異動", COORDINATOR);

    expect(passed.matches).toMatchObject([
      { id: "M-0001", coordinator: "suzuki", state: "meeting" },
    ]);
    expect(passed.needs).toMatchObject([{ id: "N-0001", coordinator: "suzuki" }]);
    expect((await ledger.events()).slice(-3)).toMatchObject([
      { action: "match.handover", entity: "M-0001", reason: "異動" },
      { action: "need.handover", entity: "N-0001", reason: "異動" },
      { action: "handover", payload: { from: "sato", to: "suzuki", matches: ["M-0001"] } },
    ]);
    expect(await ledger.verify()).toMatchObject({ isSound: true });
  });

  test.each([
    [
      "of somebody else's cases by a coordinator",
      "sato",
      "suzuki",
      { id: "x", role: "coordinator" },
    ],
    ["to oneself", "sato", "sato", COORDINATOR],
    ["to an auditor", "sato", "kansa", COORDINATOR],
    ["by an auditor", "sato", "suzuki", AUDITOR],
    ["by the assistant", "sato", "suzuki", ASSISTANT],
  ] as const)("%s is refused", async (_, from, to, by) => {
    const { ledger } = testLedger();
    done(await ledger.setUser({ id: "kansa", name: "監査", role: "auditor" }, ADMIN));
    done(await ledger.setUser({ id: "suzuki", name: "鈴木", role: "coordinator" }, ADMIN));

    await expect(ledger.handOver(from, to, "異動", by)).rejects.toBeInstanceOf(UserError);
  });
});
