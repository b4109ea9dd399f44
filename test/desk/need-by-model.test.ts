import { describe, expect, onTestFinished, test } from "vitest";
import type { NewNeedInput } from "../../src/desk/draft-need.ts";
import type { Actor } from "../../src/ledger/records.ts";
import { NEED_TYPES } from "../../src/ledger/vocabulary.ts";
import type { FaultName } from "../fakes/openai/faults.ts";
import { NEED_SCRIPTS, needIn, sayingOf, WRITTEN_NEED } from "../fakes/openai/need-scripts.ts";
import { corpusCopy } from "../support/app.ts";
import { startModel } from "../support/language-model.ts";
import { openApp } from "../support/open-app.ts";
import { tempFolder } from "../support/temp-folder.ts";

const STAFF: Actor = { id: "tanaka", role: "coordinator" };
const TIDY =
  "自動車部品の表面の微細な傷を検査する方法を探しています。検査の速度は毎分60個を目標とする。予算は300万円以内です。広島県か岡山県の機関にお願いしたい。来年3月末までに試したい。薬品は使えません。";

/** The desk of an office with a scripted model, which reads needs on 2026-11-27. */
async function openDesk() {
  const { openai, model } = await startModel();
  openai.play(NEED_SCRIPTS.honest);
  const troubles: string[] = [];
  const app = openApp({
    dataFolder: tempFolder(),
    // A few of the cards are enough to look for partners in.
    corpusFolder: corpusCopy((path) => path.startsWith("seeds/okayama")),
    refreshMs: Number.POSITIVE_INFINITY,
    clock: () => new Date("2026-11-27T03:00:00Z"),
    onTrouble: (message) => void troubles.push(message),
    model,
  });
  onTestFinished(() => app.close());
  const draft = (input: Partial<NewNeedInput> = {}) =>
    app.needs.draft({ text: WRITTEN_NEED, by: STAFF, mayPropose: true, ...input });
  return { app, openai, troubles, draft };
}

/** What stands on record without a model: greetings at the edges are left out there too. */
const AS_WRITTEN = WRITTEN_NEED.replace(
  /^お世話になっております。|よろしくお願いいたします。$/gu,
  "",
);

describe("with a language model, a need is put as it proposes where the text bears that", () => {
  test("with a summary without courtesies, a type, a place, a last day, a budget and a target", async () => {
    const { draft } = await openDesk();

    const { need, proposal, usage } = await draft();

    expect(need).toMatchObject({
      summary: TIDY,
      type: "analysis",
      region: "岡山県",
      expiresOn: "2027-03-31",
      profile: { deadline: "来年3月末まで", budget: "300万円以内", target: "毎分60個" },
    });
    expect(proposal).toMatchObject({ region: "岡山県", until: "2027-03-31" });
    expect(usage).toMatchObject({ inputTokens: expect.any(Number) });
  });

  test("and stands on record so when a person says so, with partners for it", async () => {
    const { app, draft } = await openDesk();
    const drafted = await draft();
    const before = await app.desk().ledger.count();

    const { need } = await app.needs.register(drafted, [], STAFF);

    expect(before).toBe(0);
    expect(need).toMatchObject({
      kind: "done",
      record: { summary: TIDY, expiresOn: "2027-03-31" },
    });
  });

  test("in English, for who writes English", async () => {
    const { openai, draft } = await openDesk();
    const [hello, want, by, thanks] = [
      "Hello.",
      "We want to measure the creep of refractories at 1,400 degrees.",
      "We need the results by March 2027.",
      "Thank you in advance.",
    ];
    openai.play(
      sayingOf({ summary: [want, by], deadline: "by March 2027", target: "1,400 degrees" }),
    );

    const { need } = await draft({ text: [hello, want, by, thanks].join(" ") });

    expect(need).toMatchObject({
      summary: `${want} ${by}`,
      expiresOn: "2027-03-31",
      profile: { deadline: "by March 2027", target: "1,400 degrees" },
    });
  });

  test("while what somebody filled in stays", async () => {
    const { draft } = await openDesk();

    const { need } = await draft({ region: "広島県", expiresOn: "2027-01-31" });

    expect(need).toMatchObject({ region: "広島県", expiresOn: "2027-01-31", summary: TIDY });
  });

  test("once for the same text: what was shown is what is confirmed", async () => {
    const { openai, draft } = await openDesk();
    const first = await draft();
    openai.play(NEED_SCRIPTS["dropping a condition"]);

    const second = await draft({ region: "岡山県" });

    expect(second.need).toEqual(first.need);
    expect(openai.requests).toHaveLength(1);
  });
});

describe("the last day that a need is open", () => {
  test.each([
    ["2027年3月15日まで", "2027-03-15"],
    ["令和9年3月末", "2027-03-31"],
    ["来年2月中", "2027-02-28"],
    ["3月中旬まで", "2027-03-20"],
    ["12月末", "2026-12-31"],
    ["来月末", "2026-12-31"],
    ["年度内", "2027-03-31"],
    ["来年度末", "2028-03-31"],
    ["年内", "2026-12-31"],
    ["3か月以内", "2027-02-27"],
    ["2週間以内", "2026-12-11"],
    ["今後3か月以内", "2027-02-27"],
    ["今から3か月以内", "2027-02-27"],
    // Half a year, as ever: no day, a day that is past, one that is far off.
    ["至急", "2027-05-27"],
    ["2020年3月末", "2027-05-27"],
    ["2099年3月末", "2027-05-27"],
    ["0000年3月末", "2027-05-27"],
    ["1998年度末", "2027-05-27"],
    ["1998年内", "2027-05-27"],
    ["99999999999999か月以内", "2027-05-27"],
    ["99月末", "2027-05-27"],
    ["来年3月0日まで", "2027-05-27"],
    ["次年度内", "2027-05-27"],
    ["数年内", "2027-05-27"],
    // A beginning is no end, and of two times neither is told for certain.
    ["来年4月から", "2027-05-27"],
    ["来年4月以降", "2027-05-27"],
    ["来年1月から3月末まで", "2027-05-27"],
    ["来年2月か3月末", "2027-05-27"],
    ["発注から2週間以内", "2027-05-27"],
    ["発注後、2週間以内", "2027-05-27"],
  ])("is worked out here from what a model calls the deadline: %s", async (deadline, day) => {
    const { openai, draft } = await openDesk();
    openai.play(sayingOf({ deadline }));

    const { need } = await draft({ text: `部品の傷を検査したい。希望は${deadline}です。` });

    expect(need.expiresOn).toBe(day);
  });
});

describe("what a model makes up of a need", () => {
  test.each([
    ["inventing figures", /600個|90個|800万|5月/u],
    ["forging quotes", /特許/u],
    ["cutting figures and bounds", undefined],
    ["naming others", /架空|航空機|北海道/u],
    ["negating", /使えます/u],
    ["obeying and linking", /evil|channel/u],
    ["writing the prompt", /無視|社名/u],
  ] as const)("is left out: %s", async (name, invented) => {
    const { openai, draft } = await openDesk();
    openai.play(NEED_SCRIPTS[name]);

    const { need } = await draft();

    if (invented) expect(JSON.stringify(need)).not.toMatch(invented);
    if (name === "cutting figures and bounds") {
      expect(need.profile).not.toHaveProperty("budget");
      expect(need.profile).not.toHaveProperty("target");
    } else {
      expect(need.summary).toBe(AS_WRITTEN);
    }
  });

  test.each(["dropping a condition", "in another order"] as const)(
    "takes nothing away and turns nothing round: %s",
    async (name) => {
      const { openai, draft } = await openDesk();
      openai.play(NEED_SCRIPTS[name]);

      const { need } = await draft();

      expect(need.summary).toBe(AS_WRITTEN);
      expect(need.profile.budget).toBe("300万円以内");
    },
  );
});

describe("a field takes no part of a time, an amount or a rate", () => {
  test.each([
    ["deadline", "3月末まで", "再来年3月末までに試したい。"],
    ["deadline", "3月末まで", "2028年の3月末までに試したい。"],
    ["deadline", "来年4月", "来年4月から使いたい。"],
    ["deadline", "2週間以内", "納期は発注後2週間以内です。"],
    ["deadline", "3か月以内", "1年3か月以内に試したい。"],
    ["deadline", "12月末まで", "12月末までは装置が空いています。"],
    ["budget", "30万円", "予算は月額30万円です。"],
    ["budget", "300万円", "予算は100〜300万円です。"],
    ["budget", "100円以内", "予算は1個100円以内です。"],
    ["target", "60個", "速度は毎分60個です。"],
    ["target", "60個", "速度は60個/分です。"],
    ["target", "5μm", "精度は±5μmです。"],
    ["target", "5mm", "厚さは≦5mmです。"],
    ["target", "厚さ5mm", "厚さ5mm±0.1mmです。"],
    ["target", "5 mm", "We want parts of less than 5 mm."],
    ["target", "60 parts", "We want 60 parts per minute."],
  ] as const)("%s: no 「%s」 of 「%s」", async (field, value, text) => {
    const { openai, draft } = await openDesk();
    openai.play(sayingOf({ [field]: value }));

    const { need, proposal } = await draft({ text });

    expect(proposal?.[field]).toBeUndefined();
    expect(need.expiresOn).toBe("2027-05-27");
  });
});

describe("a budget is money that the text means to spend", () => {
  test.each([
    ["3億円", "部品の傷を検査したい。当社の売上は3億円です。"],
    ["資本金1,000万円", "資本金1,000万円の会社です。部品の傷を検査したい。"],
    ["300万円", "300万円の装置が壊れました。部品の傷を検査したい。"],
    ["10 million yen", "Our sales are 10 million yen. We want to test parts."],
  ])("no 「%s」 of 「%s」", async (budget, text) => {
    const { openai, draft } = await openDesk();
    openai.play(sayingOf({ budget, target: budget }));

    const { need } = await draft({ text });

    expect(need.profile).not.toHaveProperty("budget");
    expect(need.profile).not.toHaveProperty("target");
  });

  test.each([
    ["300万円以内", "部品の傷を300万円以内で検査したい。"],
    ["50万円程度", "部品の傷を検査したい。費用は50万円程度です。"],
    ["3 million yen", "We want to test parts. The budget is 3 million yen."],
  ])("but 「%s」 of 「%s」", async (budget, text) => {
    const { openai, draft } = await openDesk();
    openai.play(sayingOf({ budget }));

    const { need } = await draft({ text });

    expect(need.profile.budget).toBe(budget);
  });
});

describe("a summary", () => {
  test.each([
    [
      "turns no belief into a fact",
      "割れの原因は洗浄液だと考えています。",
      "割れの原因は洗浄液だ。",
    ],
    ["leaves out no wish", "できれば樹脂の部品を検査したいです。", "樹脂の部品を検査したいです。"],
    [
      "leaves out nothing that stands in brackets",
      "部品の傷（深さ0.1mm以上）を検査したいです。",
      "部品の傷を検査したいです。",
    ],
  ])("%s", async (_, quote, text) => {
    const { openai, draft } = await openDesk();
    const last = "来年3月末までに試したい。";
    openai.play(sayingOf({ summary: [{ quote, text }, last] }));

    const { need } = await draft({ text: quote + last });

    expect(need.summary).toBe(quote + last);
  });
});

test("a field takes only what can stand there", async () => {
  const { openai, draft } = await openDesk();
  openai.play(NEED_SCRIPTS["mixing up fields"]);

  const { need, proposal } = await draft();

  expect(need.profile).not.toHaveProperty("budget");
  expect(need.profile).not.toHaveProperty("target");
  expect(proposal?.deadline).toBeUndefined();
  expect(proposal?.region).toBeUndefined();
});

describe("without a proposal the need is drafted as ever", () => {
  const plain = async () => {
    const { app } = await openDesk();
    return (await app.needs.draft({ text: WRITTEN_NEED, by: STAFF })).need;
  };

  test.each([
    "500",
    "half JSON",
    "HTML",
    "other shape",
    "clean cut",
    "429",
  ] as const satisfies FaultName[])("when the model fails with %s", async (fault) => {
    const { openai, troubles, draft } = await openDesk();
    openai.failNext(fault, 2);

    const { need, proposal } = await draft();

    expect(need).toEqual(await plain());
    expect(proposal).toBeUndefined();
    expect(troubles).toHaveLength(1);
  });

  test("when the model is late", async () => {
    const { openai, draft } = await openDesk();
    openai.failNext("hang");

    const { need, proposal } = await draft();

    expect(need).toEqual(await plain());
    expect(proposal).toBeUndefined();
  });

  test("when it answers nonsense, and when nobody asked for a proposal", async () => {
    const { app, openai, draft } = await openDesk();
    openai.play(NEED_SCRIPTS.nonsense);

    expect((await draft()).need).toEqual(await plain());
    const asked = openai.requests.length;
    await app.needs.draft({ text: WRITTEN_NEED, by: STAFF });
    expect(openai.requests).toHaveLength(asked);
  });
});

describe("what a model is told of a need", () => {
  const SECRET =
    "株式会社ミナト電工です。未出願のすずめっき技術で、硫酸すず40g/Lを使っています。皮膜の耐食性を評価してくれる機関を探しています。";
  const sent = (openai: Awaited<ReturnType<typeof openDesk>>["openai"]) =>
    JSON.stringify(openai.requests.map(({ messages }) => messages));

  test("is what may stand on record, and nothing secret", async () => {
    const { openai, draft } = await openDesk();

    const { need, holdsSecret } = await draft({ text: SECRET, organisation: "株式会社ミナト電工" });

    expect(holdsSecret).toBe(true);
    expect(openai.requests.map(needIn)).toEqual([
      "皮膜の耐食性を評価してくれる機関を探しています。",
    ]);
    expect(sent(openai)).not.toMatch(/ミナト|すず|40g/u);
    expect(need.summary).not.toMatch(/ミナト|すず|40g/u);
  });

  test("has personal data and firms masked, which come back in the summary of a need that goes by name", async () => {
    const { openai, draft } = await openDesk();
    const text =
      "お世話になっております。株式会社ミナト電工の部品の傷を、担当の佐藤さんが検査したいと思っております。";

    const { need } = await draft({ text, anonymity: "named" });

    expect(sent(openai)).not.toMatch(/ミナト|佐藤/u);
    expect(need.summary).toBe("株式会社ミナト電工の部品の傷を、担当の〔名称〕さんが検査したい。");
  });

  test("is no name that somebody fills in, though the need goes by that name", async () => {
    const { openai, draft } = await openDesk();
    const text = "ヤマビコの部品の傷を検査したいと思っております。";

    const { need } = await draft({ text, organisation: "ヤマビコ", anonymity: "named" });

    expect(sent(openai)).not.toContain("ヤマビコ");
    expect(need.summary).toBe("ヤマビコの部品の傷を検査したい。");
  });

  test("is nothing before an NDA", async () => {
    const { openai, draft } = await openDesk();

    await draft({ confidentiality: "nda" });

    expect(openai.requests).toEqual([]);
  });
});

test("the model is told of every kind of need, as people read it", async () => {
  const { openai, draft } = await openDesk();
  await draft();

  const [rules] = openai.requests[0]?.messages ?? [];
  for (const [code, { ja }] of Object.entries(NEED_TYPES)) {
    expect(rules?.content).toContain(`${code}（${ja}）`);
  }
});

test("what was proposed of a need on record can be corrected like the rest of it", async () => {
  const { app, draft } = await openDesk();
  const { need } = await app.needs.register(await draft(), [], STAFF);
  if (need.kind !== "done") throw new Error("Expected a need on record");
  const { id, profile } = need.record;
  const to = { ...profile, budget: "400万円以内", target: "毎分80個" };

  const corrected = await app
    .desk()
    .ledger.correct({ kind: "need", id, changes: { profile: to }, reason: "聞き直した" }, STAFF);

  expect(corrected).toMatchObject({ kind: "done", record: { profile: to } });
});
