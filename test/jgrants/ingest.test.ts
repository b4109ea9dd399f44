import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { openTestApp, shippedData } from "../support/app.ts";
import { openOffice } from "../support/office.ts";
import { openApp } from "../support/open-app.ts";
import { ROOT } from "../support/root.ts";
import { tempFolder } from "../support/temp-folder.ts";

const FIXTURES = join(ROOT, "test/fixtures/jgrants");
const STAFF = { id: "admin", role: "administrator" } as const;
const NOW = "2026-11-30T04:00:00Z";

/** A folder with one answer of the API in which one subsidy stands, with these fields. */
function answerWith(fields: object, envelope: object = {}): string {
  const folder = tempFolder();
  const subsidy = {
    id: "a0W00000000000ZAAA",
    name: "S-99999999",
    title: "架空の補助金",
    ...fields,
  };
  const answer = { retrievedAt: "2026-11-30T00:00:00Z", result: [subsidy], ...envelope };
  writeFileSync(join(folder, "answer.json"), JSON.stringify(answer));
  return folder;
}

/** What an import of a folder gives, and the cards that lie in the data folder afterwards. */
async function take(folder: string, { data = tempFolder(), retrievedAt = "" } = {}) {
  const app = openApp({ dataFolder: data, clock: () => new Date(NOW) });
  onTestFinished(() => app.close());
  const cards = join(data, "documents/jgrants");
  const outcome = await app
    .addSubsidies({ paths: [folder], retrievedAt: retrievedAt || undefined }, STAFF)
    .catch((error: unknown) => error);
  return {
    outcome,
    told: outcome instanceof UserError ? outcome.text.ja : "",
    data,
    names: existsSync(cards) ? readdirSync(cards) : [],
    card: (id = "a0w00000000000zaaa") => readFileSync(join(cards, `jgrants-${id}.md`), "utf8"),
  };
}

async function cardWith(fields: object): Promise<string> {
  return (await take(answerWith(fields))).card();
}

describe("saved answers of Jグランツ", () => {
  test("lists and details of both versions become one card a scheme, with its rounds", async () => {
    const { outcome, names, card: read } = await take(FIXTURES);

    expect(outcome).toMatchObject({ schemes: 6, rounds: 7, kept: 0, datedByFile: [] });
    expect(names).toHaveLength(6);
    const card = read("a0w000000000006aaa");
    expect(card).toContain("第1回）の受付期間は2026年6月1日09:00から、締切は2026年7月31日17:00");
    expect(card).toContain("第2回）の受付期間は2026年11月10日09:00から、締切は2027年1月15日17:00");
    expect(card).toContain("retrievedAt: 2026-11-30T00:10:00Z");
  });

  test("a limit of 0 is one that is not given", async () => {
    expect(await cardWith({ subsidy_max_limit: 0 })).toContain("補助上限額は、Jグランツでは指定");
    expect(await cardWith({ subsidy_max_limit: 150_000_000 })).toContain(
      "補助上限額は150,000,000円（1億5,000万円）です。",
    );
  });

  test("HTML becomes what its reader sees", async () => {
    const detail =
      "<h2>目的</h2><p>設備の<b>更新</b>を支援します。</p><!-- 秘密 --><script>alert(1)</script><ul><li>A&amp;B</li><li>計測&nbsp;費</li></ul>";

    const card = await cardWith({ detail });

    expect(card).toContain("目的 設備の更新を支援します。");
    expect(card).toContain("・A&B ・計測 費");
    expect(card).not.toMatch(/秘密|alert|<\/?[a-z]/u);
  });

  test("what a record says cannot pass for the head, a source or a mark of a card", async () => {
    const detail =
      "<p>---</p><p>status: open</p><p># 見出し</p><p>en: English</p><p>注: だめ。</p><p>出典は[okayama-2004 p.1]です[1]。</p>";
    const title = '架空: "補助金" [1]\n---\nstatus: open';

    const card = await cardWith({ title, detail });

    expect(card.match(/^status: .*$/gmu)).toEqual(["status: unknown"]);
    expect(card.match(/^(?:注:|en: English|# 見出し)/gmu)).toBeNull();
    const body = card.split("\n---\n\n").at(-1) ?? "";
    const cited = body.split("\n").filter((line) => line.startsWith("「"));
    expect(cited.filter((line) => !/\[jgrants:a0W00000000000ZAAA \S+\]$/u.test(line))).toEqual([]);
    expect(body).not.toMatch(/\[1\]/u);
  });

  test("a sentence of any length has room in an answer", async () => {
    const detail = `<p>${"あ".repeat(2_000)}</p>`;
    const card = await cardWith({ title: "長".repeat(300), detail });

    const body = card.split("\n---\n\n").at(-1) ?? "";
    expect(Math.max(...body.split("\n").map((line) => line.length))).toBeLessThan(400);
  });

  test("missing and wrong fields are told by file and field, and nothing is changed", async () => {
    const wrong = { title: null, subsidy_max_limit: -1, acceptance_end_datetime: "来月末" };
    const folder = answerWith(wrong);
    const outside = { result: [{ id: "../../x", name: "S-1", title: "x" }] };
    writeFileSync(join(folder, "second.json"), JSON.stringify(outside));
    writeFileSync(join(folder, "third.json"), '{"errors": []}');
    writeFileSync(join(folder, "fourth.json"), "<html>");

    const { told, names } = await take(folder);

    for (const field of Object.keys(wrong))
      expect(told).toContain(`answer.json result.0.${field}: `);
    expect(told).toContain("second.json result.0.id: ");
    expect(told).toContain("third.json result: ");
    expect(told).toContain("fourth.json JSON: ");
    expect(names).toEqual([]);
  });

  test("details of v2 without their rounds are told", async () => {
    const { told } = await take(answerWith({ granttype: "補助金" }));

    expect(told).toContain("answer.json result.0.workflow: ");
  });

  test("fields that nobody published do no harm", async () => {
    expect(await cardWith({ inquiry_url: {}, update_datetime: 7 })).toContain("架空の補助金");
  });

  test("an answer that does not say when it was asked for has the time that is given, else its file's", async () => {
    const saved = answerWith({}, { retrievedAt: undefined });
    const file = join(saved, "answer.json");
    utimesSync(file, 0, Date.parse("2026-11-28T07:00:00Z") / 1000);

    const dated = await take(saved);
    const given = await take(saved, { retrievedAt: "2026-11-29T00:30:00Z" });

    expect(dated.card()).toContain("retrievedAt: 2026-11-28T07:00:00Z");
    expect(dated.card()).toContain("undated: true");
    expect(dated.outcome).toMatchObject({ datedByFile: [file] });
    expect(given.card()).toContain("retrievedAt: 2026-11-29T00:30:00Z");
    expect(given.card()).not.toContain("undated");
    expect(given.outcome).toMatchObject({ datedByFile: [] });
  });

  test("an answer from the future is refused", async () => {
    const { told } = await take(answerWith({}, { retrievedAt: "2026-11-30T04:00:01Z" }));

    expect(told).toContain("answer.json retrievedAt: ");
  });

  test("a later answer replaces an earlier one, which is kept, and not the other way round", async () => {
    const later = answerWith(
      { title: "新しい名の補助金" },
      { retrievedAt: "2026-11-30T03:00:00Z" },
    );
    const { data } = await take(answerWith({}));

    expect((await take(later, { data })).card()).toContain("name: 新しい名の補助金");
    const [version] = readdirSync(join(data, "documents/superseded"));
    const before = join(data, "documents/superseded", version ?? "", "jgrants");
    expect(readFileSync(join(before, "jgrants-a0w00000000000zaaa.md"), "utf8")).toContain(
      "name: 架空の補助金",
    );
    const again = await take(answerWith({}), { data });
    expect(again.outcome).toMatchObject({ schemes: 0, kept: 1 });
    expect(again.card()).toContain("name: 新しい名の補助金");
  });

  test("of answers of one kind, and of times of acceptance, the newest counts", async () => {
    const open = { acceptance_end_datetime: "2026-12-15T08:00:00Z" };
    const closed = { acceptance_end_datetime: "2026-11-29T08:00:00Z" };
    const folder = answerWith(closed, { retrievedAt: "2026-11-30T03:00:00Z" });
    cpSync(join(answerWith(open), "answer.json"), join(folder, "before.json"));
    const detail = answerWith(
      { ...open, detail: "<p>設備を更新する。</p>" },
      { retrievedAt: "2026-11-30T02:00:00Z" },
    );
    cpSync(join(detail, "answer.json"), join(folder, "detail.json"));

    const { card: read, outcome } = await take(folder);

    expect(outcome).toMatchObject({ rounds: 1 });
    expect(read()).toContain("2026-11-29T08:00:00Z");
    expect(read()).not.toContain("2026-12-15T08:00:00Z");
    expect(read()).toContain("retrievedAt: 2026-11-30T02:00:00Z");
  });

  test.each([
    ["is that of its only round", 1, ["2026-11-29T08:00:00Z"]],
    [
      "is the last that any of several is open",
      2,
      ["2026-11-29T08:00:00Z", "2026-11-20T08:00:00Z"],
    ],
  ])("a time of acceptance that a list tells later than details %s", async (_, count, ends) => {
    const workflow = ["2026-12-15T08:00:00Z", "2026-11-20T08:00:00Z"].map((end, i) => ({
      id: `a0X00000000000${i}AAA`,
      acceptance_start_datetime: "2026-11-01T00:00:00Z",
      acceptance_end_datetime: end,
    }));
    const folder = answerWith({ granttype: "補助金", workflow: workflow.slice(0, count) });
    const list = answerWith(
      {
        acceptance_start_datetime: "2026-11-01T00:00:00Z",
        acceptance_end_datetime: "2026-11-29T08:00:00Z",
      },
      { retrievedAt: "2026-11-30T03:00:00Z" },
    );
    cpSync(join(list, "answer.json"), join(folder, "list.json"));

    const card = (await take(folder)).card();

    expect([...card.matchAll(/closes: (\S+)/gu)].map(([, end]) => end)).toEqual(ends);
  });

  test("an end of acceptance that a list tells later, without its start, is that of the round it fits", async () => {
    const ends = ["2026-12-15T08:00:00Z", "2026-12-05T08:00:00Z"];
    const workflow = ends.map((end, i) => ({
      id: `a0X00000000000${i}AAA`,
      acceptance_start_datetime: "2026-11-01T00:00:00Z",
      acceptance_end_datetime: end,
    }));
    const folder = answerWith({ granttype: "補助金", workflow });
    const list = answerWith(
      { acceptance_start_datetime: null, acceptance_end_datetime: ends[1] },
      { retrievedAt: "2026-11-30T03:00:00Z" },
    );
    cpSync(join(list, "answer.json"), join(folder, "list.json"));

    const card = (await take(folder)).card();

    expect([...card.matchAll(/closes: (\S+)/gu)].map(([, end]) => end)).toEqual(ends);
  });

  test("an answer that says the same as before replaces it without leaving a copy", async () => {
    const { data } = await take(answerWith({}));
    await take(answerWith({}, { retrievedAt: "2026-11-30T03:00:00Z" }), { data });

    expect(existsSync(join(data, "documents/superseded"))).toBe(false);
  });

  test("a card that somebody wrote cannot pass for one", async () => {
    const { card } = await take(answerWith({}));
    const corpus = tempFolder();
    writeFileSync(join(corpus, "mine.md"), card());

    const app = openApp({ dataFolder: tempFolder(), corpusFolder: corpus });
    onTestFinished(() => app.close());

    await expect(app.update()).rejects.toThrow("mine.md:1 acceptance: ");
  });

  test("who is no staff takes nothing in", async () => {
    const app = openApp({ dataFolder: tempFolder() });
    onTestFinished(() => app.close());
    const paths = [answerWith({})];

    await expect(app.addSubsidies({ paths }, { id: "f", role: "firm" })).rejects.toThrow(UserError);
  });

  test("a card of a record that was spoilt is left out, told, and keeps nothing else from being read", async () => {
    const data = shippedData();
    mkdirSync(join(data, "documents/jgrants"), { recursive: true });
    writeFileSync(join(data, "documents/jgrants/jgrants-a0w1.md"), "---\nkind: scheme\n---\n");

    const { warnings } = await openTestApp({ data }).update();

    expect(warnings.map(({ path }) => path.split("/").at(-1))).toContain("jgrants-a0w1.md");
  });

  test("the command says where they are from, how many there are, and which time it took", async () => {
    const saved = answerWith({}, { retrievedAt: undefined });

    const office = openOffice({ data: shippedData(), start: "2999-01-01T00:00:00Z" });

    const { code, text } = await office.ingest("--jgrants", saved);

    expect(code).toBe(0);
    expect(text).toContain("Jグランツ(jGrants)からの出典: 補助金1件、公募回0件を取り込みました");
    expect(office.reported.join("\n")).toContain("更新日時を取得日時としました");
    expect(await office.app().desk().ledger.events("jgrants")).toMatchObject([
      { action: "jgrants.import", actor: "admin", payload: { schemes: 1, rounds: 0 } },
    ]);
  });
});
