import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { squash } from "../../src/text/search-form.ts";
import { openOffice } from "../support/office.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PLAN = `# 北川市ものづくり振興計画

令和8年4月1日

## 1 支援策

北川市の「試作支援事業」は、岡山県内の中小企業を対象として、新製品の試作にかかる費用を補助する。試作支援事業の令和8年度の予算額は1,200千円である。
同事業の申請は随時受け付ける。

## 2 支援機関

北川産業振興センターは、企業の相談を受け付け、圧縮試験機を保有している。
`;

/** An office over a corpus folder of its own, into which documents are taken. */
function openDraftOffice(options: Pick<Parameters<typeof openOffice>[0] & object, "readPdf"> = {}) {
  const corpus = tempFolder();
  writeFileSync(join(corpus, "note.txt"), "会議の覚え書き\n\n会議は毎月第一月曜日に開く。\n");
  const office = openOffice({ corpus, ...options });
  const drafts = join(corpus, "drafts");
  const names = () => (existsSync(drafts) ? readdirSync(drafts) : []);
  return {
    ...office,
    corpus,
    take: async (text = PLAN, ...options: readonly string[]) => {
      writeFileSync(join(office.cwd, "plan.md"), text);
      return office.ingest(...options, "plan.md");
    },
    /** The drafts that there are, by their names. */
    drafts: () => names().filter((name) => name.endsWith(".md")),
    /** The file of the draft about a thing. */
    draft: (name: string) => {
      const file = names().find((each) => textOf(join(drafts, each)).includes(`\nname: ${name}\n`));
      return join(drafts, file ?? "none");
    },
    events: async (action: string) =>
      (await office.app().desk().ledger.events()).filter((event) => event.action === action),
  };
}

const textOf = (file: string) => readFileSync(file, "utf8");
const idOf = (file: string) => file.replace(/^.*\//u, "").replace(/\.md$/u, "");
const fill = (file: string, field: string, value: string) =>
  writeFileSync(
    file,
    textOf(file).replace(new RegExp(`^#! ${field}: .*$`, "mu"), `${field}: ${value}`),
  );

describe("after documents are taken in, cards are drafted", () => {
  test("of schemes, organisations and seeds, each field below its quote from the document", async () => {
    const office = openDraftOffice();

    await office.take();

    expect(office.reported.join("\n")).toContain("カードの下書きを3件作りました");
    const scheme = textOf(office.draft("試作支援事業"));
    const lines = scheme.split("\n");
    const above = (field: string) => lines[lines.indexOf(field) - 1];
    expect(above("targets:")).toContain("岡山県内の中小企業を対象として");
    expect(above("amounts:")).toContain("予算額は1,200千円である");
    expect(scheme).toContain("    yen: 1200000\n");
    expect(scheme).toContain("#! provider: 資料から読み取れません");
    for (const name of office.drafts()) {
      const text = textOf(join(office.corpus, "drafts", name));
      const quotes = [...text.matchAll(/^# 引用 \/ quote[^:]*: (.*)$/gmu)].map(
        ([, quote]) => quote,
      );
      expect(quotes.length).toBeGreaterThan(1);
      for (const quote of quotes) expect(squash(PLAN)).toContain(squash(quote ?? ""));
    }
    expect(textOf(office.draft("圧縮試験機"))).toContain(
      `holder: ${idOf(office.draft("北川産業振興センター"))}`,
    );
    expect(await office.events("draft.propose")).toMatchObject([
      { actor: "admin", entity: "drafts/plan.md", payload: { drafts: expect.any(Array) } },
    ]);
  });

  test("and no answer uses them", async () => {
    const office = openDraftOffice();
    await office.take();

    const app = office.app();
    const answer = await app.assistant.answer("試作支援事業の対象は？");

    expect((await app.size()).cards).toBe(0);
    for (const { path, quoteOf } of answer.citations) {
      expect(path).not.toContain("drafts");
      expect(quoteOf).toBe("source");
    }
  });

  test("once: a document that has not changed gives nothing anew, nor what somebody deleted", async () => {
    const office = openDraftOffice();
    await office.take();
    rmSync(office.draft("試作支援事業"));
    const before = office.drafts().map((name) => textOf(join(office.corpus, "drafts", name)));

    await office.take();
    await office.take(PLAN.replace("1,200千円", "2,400千円"));

    expect(office.drafts().map((name) => textOf(join(office.corpus, "drafts", name)))).toEqual(
      before,
    );
    expect(await office.events("draft.propose")).toHaveLength(1);
  });

  test("again when it has changed, but not over what somebody has written", async () => {
    const office = openDraftOffice();
    await office.take();
    const [mine, other] = [office.draft("試作支援事業"), office.draft("北川産業振興センター")];
    writeFileSync(mine, `${textOf(mine)}# 確認中\n`);
    const edited = textOf(mine);

    await office.take(
      PLAN.replace("1,200千円", "2,400千円").replace("企業の相談", "岡山県の企業の相談"),
    );

    expect(textOf(mine)).toBe(edited);
    expect(office.reported.join("\n")).toContain(`そのままにしました: ${idOf(mine)}`);
    expect(textOf(other)).toContain("area:\n  - 岡山県");
  });

  test("and go when their document says nothing of them any more, unless somebody has changed them", async () => {
    const office = openDraftOffice();
    await office.take();
    const centre = office.draft("北川産業振興センター");
    const scheme = office.draft("試作支援事業");
    writeFileSync(scheme, `${textOf(scheme)}# 確認中\n`);

    await office.take("# 北川市の覚え書き\n\n岡山TLOは、特許の相談を受け付ける。\n");

    expect(existsSync(centre)).toBe(false);
    expect(existsSync(scheme)).toBe(true);
    expect(existsSync(office.draft("岡山TLO"))).toBe(true);
  });

  test("only of what everybody may see, and of things that have no card", async () => {
    const office = openDraftOffice();
    await office.take(PLAN, "--visibility", "会員");
    expect(office.drafts()).toEqual([]);

    mkdirSync(join(office.corpus, "organisations"));
    writeFileSync(
      join(office.corpus, "organisations/centre.md"),
      "---\nkind: organisation\nname: 北川産業振興センター\nnameEn: Kitagawa Centre\nstatus: unknown\nasOf: 令和8年（2026年）\narea: [岡山県]\norgType: 産業支援機関\n---\n\n北川産業振興センターは、市の機関である。 [town]\n",
    );
    writeFileSync(
      join(office.corpus, "sources.yaml"),
      "- {id: town, title: 町, titleEn: Town, publisher: 町, publisherEn: Town, asOf: 令和8年（2026年）, asOfBasis: 本文}\n",
    );
    await office.take(PLAN, "--visibility", "公開");

    expect(existsSync(office.draft("北川産業振興センター"))).toBe(false);
    expect(textOf(office.draft("圧縮試験機"))).toContain("holder: centre");
  });

  test("from the rows of a table, too", async () => {
    const office = openDraftOffice();
    writeFileSync(
      join(office.cwd, "list.csv"),
      '事業名,実施主体,対象者,予算額\n人材育成補助金,北川市,市内企業、組合,"3,500千円"\n',
    );

    await office.ingest("--date", "2026-04-01", "list.csv");

    const draft = textOf(office.draft("人材育成補助金"));
    expect(draft).toContain("provider: 北川市");
    expect(draft).toContain("targets:\n  - 市内企業\n  - 組合");
    expect(draft).toContain("yen: 3500000");
  });
});

test("a change that lies ready in a corpus folder is not ours: nothing is deleted or told for it", async () => {
  const office = openDraftOffice();
  const victim = join(dirname(office.corpus), `victim-${process.pid}.txt`);
  writeFileSync(victim, "mine");
  onTestFinished(() => rmSync(victim));
  mkdirSync(join(office.corpus, ".ready-evil"));
  writeFileSync(
    join(office.corpus, ".ready-evil/change.json"),
    JSON.stringify({
      removes: [relative(office.corpus, victim), "note.txt"],
      note: { action: "reject", name: "x", by: "somebody-else" },
    }),
  );

  await office.take();

  expect(textOf(victim)).toBe("mine");
  expect(existsSync(join(office.corpus, "note.txt"))).toBe(true);
  expect(await office.events("draft.reject")).toEqual([]);
});

describe("a draft is accepted", () => {
  test("when the card reader has nothing against it, and then answers cite the card", async () => {
    const office = openDraftOffice();
    await office.take();
    const draft = office.draft("試作支援事業");
    const id = idOf(draft);

    const refused = await office.ingest("--accept", id);
    expect(refused).toMatchObject({ code: 1, text: expect.stringMatching(/\.md:\d+ provider: /u) });
    expect(existsSync(draft)).toBe(true);
    fill(draft, "provider", "北川市");
    const accepted = await office.ingest("--accept", id);

    expect(accepted).toMatchObject({
      code: 0,
      text: expect.stringContaining(`schemes/${id}.md`),
    });
    expect(existsSync(draft)).toBe(false);
    const card = textOf(join(office.corpus, "schemes", `${id}.md`));
    expect(card).not.toContain("#!");
    expect(card).toContain("# 引用 / quote");
    expect(textOf(join(office.corpus, "sources.yaml"))).toContain(
      "title: 北川市ものづくり振興計画",
    );
    const answer = await office.app().assistant.answer("試作支援事業の予算はいくらですか？");
    expect(answer.citations[0]).toMatchObject({ path: `schemes/${id}.md`, quoteOf: "card" });
    expect(await office.events("draft.accept")).toMatchObject([
      { actor: "admin", entity: id, payload: { path: `schemes/${id}.md` } },
    ]);
    await office.take(PLAN.replace("1,200千円", "2,400千円"));
    expect(existsSync(draft)).toBe(false);
  });

  test("under another name, when somebody has renamed its file", async () => {
    const office = openDraftOffice();
    await office.take();
    const draft = office.draft("試作支援事業");
    fill(draft, "provider", "北川市");
    const renamed = join(dirname(draft), "kitagawa-prototypes.md");
    writeFileSync(renamed, textOf(draft));
    rmSync(draft);

    expect((await office.ingest("--accept", "kitagawa-prototypes")).code).toBe(0);
    expect(existsSync(join(office.corpus, "schemes/kitagawa-prototypes.md"))).toBe(true);
  });

  test.each([
    ["begins", undefined],
    ["goes on", "text"],
  ] as const)("with the pages that its sentences stand on, where a page %s", async (_, goesOn) => {
    const pages = [
      { number: 1, text: "北川市の計画\n\n令和8年4月1日", ...(goesOn && { goesOn }) },
      { number: 2, text: "岡山TLOは、大学の特許を企業に紹介している。" },
    ];
    const office = openDraftOffice({ readPdf: async () => ({ kind: "read", pages }) });
    writeFileSync(join(office.cwd, "plan.pdf"), "%PDF-1.4");
    await office.ingest("plan.pdf");
    const draft = office.draft("岡山TLO");

    const { code } = await office.ingest("--accept", idOf(draft));

    expect(code).toBe(0);
    const answer = await office.app().assistant.answer("岡山TLOは何を紹介していますか？");
    expect(answer.citations[0]).toMatchObject({ quoteOf: "card", locator: { page: 2 } });
  });

  test("not when its document has no date, which the message says how to give", async () => {
    const office = openDraftOffice();
    await office.take(PLAN.replace("令和8年4月1日\n", ""));
    const draft = office.draft("試作支援事業");
    fill(draft, "provider", "北川市");
    fill(draft, "asOf", "令和8年（2026年）");

    expect(await office.ingest("--accept", idOf(draft))).toMatchObject({
      code: 1,
      text: expect.stringContaining("--date YYYY-MM-DD"),
    });
  });

  test.each([
    ["is for staff only by now", ["--visibility", "担当者限り", "plan.md"], "公開ではない"],
    ["was taken out", ["--remove", "plan.md"], "取り込まれていない"],
  ])("not when its document %s, though an earlier card cites it", async (_, change, why) => {
    const office = openDraftOffice();
    await office.take(PLAN.replace("企業の相談", "岡山県の企業の相談"));
    const [first, second] = [office.draft("北川産業振興センター"), office.draft("試作支援事業")];
    expect(await office.ingest("--accept", idOf(first))).toMatchObject({ code: 0 });
    fill(second, "provider", "北川市");
    await office.ingest(...change);

    expect(await office.ingest("--accept", idOf(second))).toMatchObject({
      code: 1,
      text: expect.stringContaining(why),
    });
    expect(existsSync(join(office.corpus, "schemes"))).toBe(false);
  });

  test("not into a folder that is a link to somewhere else", async () => {
    const office = openDraftOffice();
    await office.take();
    const draft = office.draft("試作支援事業");
    fill(draft, "provider", "北川市");
    const elsewhere = tempFolder();
    symlinkSync(elsewhere, join(office.corpus, "schemes"));

    expect(await office.ingest("--accept", idOf(draft))).toMatchObject({
      code: 1,
      text: expect.stringContaining("リンク"),
    });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(existsSync(draft)).toBe(true);
  });

  test("or rejected, and then it is not proposed again", async () => {
    const office = openDraftOffice();
    await office.take();
    const draft = office.draft("試作支援事業");

    const rejected = await office.ingest("--reject", idOf(draft));
    await office.take(PLAN.replace("1,200千円", "2,400千円"));
    const listed = await office.ingest("--drafts");

    expect(rejected.text).toContain("不採用にしました");
    expect(existsSync(draft)).toBe(false);
    expect(listed.text).not.toContain("試作支援事業");
    expect(listed.text).toContain("北川産業振興センター  plan.md");
    expect(await office.events("draft.reject")).toMatchObject([{ entity: idOf(draft) }]);
    expect(await office.ingest("--accept", "none")).toMatchObject({
      code: 1,
      text: expect.stringContaining("「none」という下書きはありません"),
    });
  });

  test("by staff only", async () => {
    const office = openDraftOffice();
    await office.take();
    const id = idOf(office.draft("試作支援事業"));
    const { drafts } = office.app();
    const firm = { id: "f", role: "firm" } as const;

    await expect(drafts.accept(id, firm)).rejects.toThrow("coordinators");
    await expect(drafts.reject(id, firm)).rejects.toThrow("coordinators");
  });
});
