import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/ledger/records.ts";
import { shippedData } from "../support/app.ts";
import { type Office, openOffice } from "../support/office.ts";

const NAME = "株式会社ミナト電工";
const CORE = "ミナト電工";
const STAFF: Actor = { id: "sato", role: "coordinator" };

/** An office in which a firm's need is anonymous. */
async function officeWithHiddenFirm(name = NAME): Promise<Office> {
  const office = openOffice({ data: shippedData() });
  await office.match("--record", "--organisation", name, "耐火物の高温クリープを測りたい");
  return office;
}

function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(Buffer.from(text)));
}

describe("the name of a firm whose need is anonymous", () => {
  test.each([
    ["the name of a user", ["user", "U-9", "--role", "firm", "--name", `田中（${CORE}）`]],
    ["a report of a visit", ["activity", "--kind", "訪問", "--note", `${CORE}を訪問`]],
    [
      "feedback",
      ["feedback", "M-0002", "--category", "useful", "--comment", `${CORE}にも勧めたい`],
    ],
    [
      "the reason for a step of another need",
      ["move", "M-0004", "--to", "保留", "--reason", `${CORE}の件を先にする`],
    ],
    ["a finding", ["review", "M-0004", "--finding", "適正", "--comment", "ミナト電工と同じ"]],
  ])("stays out of %s", async (_, call) => {
    const office = await officeWithHiddenFirm();
    await office.match("--record", "--new", "海外に販路を広げたい");
    const [name = "", ...rest] = call;

    const { code, text } = await office.ledger(name, ...rest);

    expect([code, text]).toEqual([1, expect.stringContaining("社名を除いて書き直して")]);
    expect(filesWith(office.data, CORE)).toEqual([]);
  });

  test("is taken out of what staff ask, however it is written", async () => {
    const office = await officeWithHiddenFirm("ABC-Techno株式会社");
    const app = office.app();
    for (const spelling of ["ABC-Techno", "ABC-techno", "abc-techno株式会社"]) {
      await app.answer({ question: `${spelling}に使える補助金は？`, by: STAFF });
    }
    const asked = await app.desk().ledger.all("answer", STAFF);

    expect(asked.map(({ question }) => question)).toEqual(
      Array.from({ length: 3 }, () => "〔名称〕に使える補助金は？"),
    );
  });

  test("may stand where the firm is itself a partner, which tells nothing of its need", async () => {
    const office = await officeWithHiddenFirm("岡山セラミックス技術振興財団");
    const { text } = await office.match(
      ...["--record", "--new", "--take", "1", "耐火物の熱間クリープ試験を頼みたい"],
    );

    expect(text).toContain("M-0001");
    expect(text).toContain("岡山セラミックス");
  });

  test("refuses no other word that it is a part of", async () => {
    const office = await officeWithHiddenFirm("株式会社岡山");
    const visit = (note: string) => office.ledger("activity", "--kind", "訪問", "--note", note);

    expect(await visit("岡山県の企業を訪問した")).toMatchObject({ code: 0 });
    expect(await visit("株式会社岡山を訪問した")).toMatchObject({ code: 1 });
    expect(await visit("岡山の社長を訪問した")).toMatchObject({ code: 1 });
  });

  test("does not stop a handover when a record told it before it had to be hidden", async () => {
    const office = openOffice({ data: shippedData() });
    await office.ledger("user", "suzuki", "--role", "coordinator", "--name", "鈴木");
    await office.match("--record", "--coordinator", "sato", `${CORE}の耐火物のクリープを測りたい`);
    await office.match("--record", "--new", "--organisation", NAME, "海外に販路を広げたい");

    const passed = await office.ledger(
      ...["handover", "--from", "sato", "--to", "suzuki", "--reason", "異動"],
    );

    expect(passed).toMatchObject({ code: 0, text: expect.stringContaining("N-0001") });
  });
});

describe("a firm that nobody registered", () => {
  test("is taken out of what staff ask by its legal form", async () => {
    const app = openOffice({ data: shippedData() }).app();
    await app.answer({ question: "株式会社あさひ工房の相談です。補助金は？", by: STAFF });
    await app.answer({ question: "備前スズキ精機㈱に合う融資制度は？", by: STAFF });
    await app.answer({ question: "株式会社の設立に使える制度は？", by: STAFF });
    const asked = await app.desk().ledger.all("answer", STAFF);

    expect(asked.map(({ question }) => question)).toEqual([
      "〔名称〕の相談です。補助金は？",
      "〔名称〕に合う融資制度は？",
      "株式会社の設立に使える制度は？",
    ]);
  });

  test("stands in no summary of a need unless the need goes by name", async () => {
    const office = openOffice({ data: shippedData() });
    const text = "株式会社あさひ工房のれんがの強度を測りたい";
    const hidden = await office.match("--record", text);
    const named = await office.match("--record", "--new", "--anonymity", "実名", text);

    expect(hidden.text).toContain("〔名称〕のれんがの強度を測りたい");
    expect(named.text).toContain(text);
  });
});

describe("a firm's own words", () => {
  const FIRM: Actor = { id: "U-1", role: "firm" };
  async function firmOf(name: string) {
    const office = openOffice({ data: shippedData() });
    await office.ledger(
      ...["user", "U-1", "--role", "firm", "--name", "担当", "--organisation", name],
    );
    return { office, app: office.app() };
  }

  test("are kept by the vault, but for what is asked for", async () => {
    const { app } = await firmOf(NAME);
    const told = "れんがの粒度を三段に分けると強度が上がります。強度を測れる機関を探しています。";
    const draft = await app.needs.draft({ text: told, by: FIRM });

    expect(draft.need.summary).toBe("強度を測れる機関を探しています。");
    expect(draft.need.secret?.text).toContain("粒度を三段に");
  });

  test("lose its own name even where that is known by a hash alone", async () => {
    const { office, app } = await firmOf(NAME);
    const draft = await app.needs.draft({
      text: `${CORE}のれんがの強度を測れる機関を探しています。`,
      by: FIRM,
    });
    await app.needs.register(draft, [], FIRM);

    expect(draft.need.summary).not.toContain(CORE);
    expect(filesWith(office.data, CORE)).toEqual([]);
  });

  test("are not told by what an answer to them quoted", async () => {
    const { app } = await firmOf(NAME);
    const { citations } = await app.answer({ question: "岡山TLOの支援は何年間？", by: FIRM });
    const { ledger } = app.desk();
    const [logged] = await ledger.all("answer", STAFF);
    const secret = await ledger.openSecret("answer", "A-000001", STAFF);

    expect(logged?.citations).toEqual([{ source: "okayama-2004" }]);
    expect(secret?.text).toContain(citations[0]?.quote);
  });
});
