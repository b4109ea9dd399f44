import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import encoding from "encoding-japanese";
import { describe, expect, onTestFinished, test } from "vitest";
import { squash } from "../../src/text/search-form.ts";
import { docxOf, paragraph, wordTable } from "../support/docx.ts";
import { openOffice } from "../support/office.ts";
import { openApp } from "../support/open-app.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PLAN = "北川市ものづくり振興計画\n\n試作支援事業の予算は1,200千円である。\n";
const QUESTION = "試作支援事業の予算はいくらですか？";

/** An office whose corpus is one note, so that documents answer. */
function openDocumentOffice(options: Parameters<typeof openOffice>[0] = {}) {
  const corpus = tempFolder();
  writeFileSync(join(corpus, "note.txt"), "会議の覚え書き\n\n会議は毎月第一月曜日に開く。\n");
  const office = openOffice({ corpus, ...options });
  return {
    ...office,
    write(name: string, content: string | Buffer) {
      const file = join(office.cwd, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    kept: (name: string) => join(office.data, "documents", name),
    answer: async (question: string) =>
      JSON.parse((await office.ask("--json", "--no-log", question)).text),
    corpus,
  };
}

function wordPlan(budget: string): Buffer {
  return docxOf(
    paragraph("北川市ものづくり振興計画") +
      wordTable([
        ["事業名", "予算額"],
        ["試作支援事業", budget],
      ]),
  );
}

describe("ingest takes documents in", () => {
  test("of every kind, and answers quote what was read of them, in the file they name", async () => {
    const office = openDocumentOffice();
    office.write("in/plan.docx", wordPlan("1,200千円"));
    office.write(
      "in/b/page.html",
      "<html><body><main><p>測定器の利用は1回2時間までとする。</p></main></body></html>",
    );
    const sjis = encoding.convert(
      encoding.stringToCode("機器名,設置場所\n圧縮試験機,第三実験棟\n"),
      {
        to: "SJIS",
        from: "UNICODE",
      },
    );
    office.write("in/b/list.csv", Buffer.from(sjis));

    const { code, text } = await office.ingest("in");

    expect(code).toBe(0);
    expect(text).toMatch(/in\/b\/list\.csv +- +1 +取り込みました/u);
    expect(office.reported.join("\n")).toContain("読んでいます: 1/3 in/b/list.csv");
    for (const [question, told, file] of [
      [QUESTION, "1,200千円", "in/plan.docx.txt"],
      ["測定器の利用は何時間までですか？", "2時間", "in/b/page.html.txt"],
      ["圧縮試験機の設置場所はどこですか？", "第三実験棟", "in/b/list.csv.txt"],
    ] as const) {
      const answer = await office.answer(question);
      expect(answer.text).toContain(told);
      const [{ path, quote }] = answer.citations;
      expect(join(office.corpus, path)).toBe(office.kept(file));
      expect(squash(readFileSync(join(office.corpus, path), "utf8"))).toContain(squash(quote));
    }
    expect(readFileSync(office.kept("in/plan.docx"))).toEqual(wordPlan("1,200千円"));
  });

  test("says what could not be read and why, and takes the others in", async () => {
    const office = openDocumentOffice({
      readPdf: async () => ({ kind: "no-text", pages: 12 }),
    });
    office.write("plan.txt", PLAN);
    office.write("scan.pdf", "%PDF-1.4");
    office.write("broken.docx", "PK");

    const { code, text } = await office.ingest("plan.txt", "scan.pdf", "broken.docx");

    expect(code).toBe(0);
    expect(text).toMatch(/scan\.pdf +- +- +読めません: .*12ページ.*OCR/u);
    expect(text).toMatch(/broken\.docx .*読めません: .*壊れています/u);
    expect(existsSync(office.kept("scan.pdf"))).toBe(false);
    expect((await office.answer(QUESTION)).text).toContain("1,200千円");
  });

  test("says which name is too long to be kept, and takes the others in", async () => {
    const office = openDocumentOffice();
    const long = `${"a".repeat(248)}.txt`;
    office.write(long, PLAN);
    office.write("plan.txt", PLAN);

    const { code, text } = await office.ingest(long, "plan.txt");

    expect(code).toBe(0);
    expect(text).toContain("名前が長すぎます");
    expect((await office.answer(QUESTION)).text).toContain("1,200千円");
  });

  test("ends with 1 when nothing that was named could be read", async () => {
    const office = openDocumentOffice();
    office.write("a.docx", "PK");

    expect(await office.ingest("a.docx")).toMatchObject({
      code: 1,
      text: expect.stringMatching(/a\.docx .*読めません.*どの資料も読めませんでした/su),
    });
  });

  test("tells pages: a citation names the page, and a page that could not be read is told", async () => {
    const office = openDocumentOffice({
      readPdf: async () => ({
        kind: "partly",
        title: "北川市の計画",
        pages: [
          { number: 1, text: "北川市ものづくり振興計画" },
          { number: 3, text: "試作支援事業の予算は1,200千円である。" },
        ],
        missing: [{ page: 2, why: "font" }],
      }),
    });
    office.write("plan.pdf", "%PDF-1.4");

    const { text } = await office.ingest("plan.pdf");

    expect(text).toMatch(/plan\.pdf +3 +\d+ +取り込みました（読めないページ: 2）/u);
    const { citations } = await office.answer(QUESTION);
    expect(citations[0]).toMatchObject({ title: "北川市の計画", locator: { page: 3 } });
  });

  test("asks for a password at a terminal, and keeps it nowhere", async () => {
    const asked: string[] = [];
    const office = openDocumentOffice({
      readPdf: async (_, { password }) =>
        password === "himitsu"
          ? { kind: "read", pages: [{ number: 1, text: PLAN }] }
          : { kind: "encrypted" },
      terminal: {
        async askHidden({ ja }) {
          asked.push(ja);
          return "himitsu";
        },
      },
    });
    office.write("plan.pdf", "%PDF-1.4");

    expect((await office.ingest("plan.pdf")).code).toBe(0);

    expect(asked).toMatchObject([expect.stringContaining("「plan.pdf」のパスワード")]);
    const kept = readdirSync(office.data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    expect(kept.some((content) => content.includes("himitsu"))).toBe(false);
  });

  test("without a terminal says that a password is needed", async () => {
    const office = openDocumentOffice({ readPdf: async () => ({ kind: "encrypted" }) });
    office.write("plan.pdf", "%PDF-1.4");

    expect((await office.ingest("plan.pdf")).text).toMatch(/plan\.pdf .*パスワード/u);
  });
});

describe("what a document says of itself", () => {
  const PAGE =
    '<html><head><title>支援の案内</title><meta name="DC.publisher" content="北川市"><meta name="DC.date" content="2024-04-01"></head><body><p>試作支援事業の予算は1,200千円である。</p></body></html>';

  test("names the source in answers, until somebody writes otherwise in the file beside it", async () => {
    const office = openDocumentOffice();
    office.write("page.html", PAGE);
    await office.ingest("page.html");

    const said = await office.answer(QUESTION);
    const file = office.kept("page.html.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("支援の案内", "試作支援の手引き"));
    const edited = await office.answer(QUESTION);

    expect(said.citations[0]).toMatchObject({
      title: "支援の案内",
      publisher: "北川市",
      asOf: "2024-04-01",
    });
    expect(said.notices.join()).toContain("令和6年4月1日");
    expect(edited.citations[0].title).toBe("試作支援の手引き");
  });

  test("is overruled by what is given for one file, also when it is there already", async () => {
    const office = openDocumentOffice();
    office.write("page.html", PAGE);
    await office.ingest("page.html");

    const again = await office.ingest("--title", "手引き", "--date", "平成16年度", "page.html");

    expect(again.text).toMatch(/page\.html .*置き換えました/u);
    expect((await office.answer(QUESTION)).citations[0]).toMatchObject({
      title: "手引き",
      publisher: "北川市",
      asOf: "2004",
    });
    expect(await office.ingest("--title", "手引き", "page.html", "page.html")).toMatchObject({
      code: 1,
      text: expect.stringContaining("一つのファイル"),
    });
  });

  test("is shown at a terminal, with how to change it", async () => {
    const office = openDocumentOffice({ terminal: { askHidden: async () => undefined } });
    office.write("page.html", PAGE);

    await office.ingest("page.html");

    expect(office.reported.join("\n")).toMatch(/表題「支援の案内」.*page\.html\.yaml.*--title/u);
  });
});

describe("documents live", () => {
  test("a file of the same name replaces the older one, which old answers still show", async () => {
    const office = openDocumentOffice();
    office.write("plan.docx", wordPlan("1,200千円"));
    await office.ingest("plan.docx");
    const old = await office.answer(QUESTION);
    office.write("plan.docx", wordPlan("1,700千円"));

    const { text } = await office.ingest("plan.docx");

    expect(text).toMatch(/plan\.docx .*置き換えました/u);
    const now = await office.answer(QUESTION);
    expect(now.text).toContain("1,700千円");
    expect(now.text).not.toContain("1,200千円");
    const app = office.app();
    expect((await app.passage(old.citations[0]))?.text).toContain("1,200千円");
    expect((await app.passage(now.citations[0]))?.text).toContain("1,700千円");
    expect(await app.passage({ path: old.citations[0].path, quote: "誰も書かなかった文" })).toBe(
      undefined,
    );
  });

  test("that have not changed are not read again", async () => {
    let read = 0;
    const office = openDocumentOffice({
      readPdf: async () => {
        read++;
        return { kind: "read", pages: [{ number: 1, text: PLAN }] };
      },
    });
    office.write("plan.pdf", "%PDF-1.4");
    await office.ingest("plan.pdf");

    const { text } = await office.ingest("plan.pdf");

    expect(text).toMatch(/plan\.pdf .*変わりありません/u);
    expect(read).toBe(1);
  });

  test("are listed, and taken out by name; old answers still show what they cited", async () => {
    const office = openDocumentOffice();
    office.write("plan.txt", PLAN);
    await office.ingest("--publisher", "北川市", "--visibility", "会員", "plan.txt");
    const [citation] = (await office.answer(QUESTION)).citations;

    const listed = await office.ingest("--list");
    const removed = await office.ingest("--remove", "plan.txt");

    expect(listed.text).toMatch(/plan\.txt +- +1 +会員 +- +北川市 +北川市ものづくり振興計画/u);
    expect(removed.code).toBe(0);
    expect((await office.answer(QUESTION)).kind).toBe("not_found");
    expect((await office.app().passage(citation))?.text).toContain("1,200千円");
    expect(await office.ingest("--remove", "plan.txt")).toMatchObject({
      code: 1,
      text: expect.stringContaining("取り込まれていません"),
    });
  });

  test("each change is an event in the ledger", async () => {
    const office = openDocumentOffice();
    office.write("plan.txt", PLAN);
    await office.ingest("--title", "計画", "plan.txt");
    office.write("plan.txt", PLAN.replace("1,200", "1,700"));
    await office.ingest("plan.txt");
    await office.ingest("--as", "tanaka", "--remove", "plan.txt");

    const events = await office.app().desk().ledger.events("plan.txt");

    expect(events).toMatchObject([
      { action: "document.add", kind: "corpus", actor: "admin", payload: { title: "計画" } },
      { action: "document.replace", payload: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) } },
      { action: "document.remove", actor: "tanaka" },
    ]);
    expect((await office.app().desk().ledger.verify()).isSound).toBe(true);
  });

  test.each([
    ["taken out", ["--remove", "plan.docx"], "not_found"],
    ["taken in again", ["plan.docx"], "answered"],
  ])("whose file somebody has deleted can be %s", async (_, change, kind) => {
    const office = openDocumentOffice();
    office.write("plan.docx", wordPlan("1,200千円"));
    await office.ingest("plan.docx");
    rmSync(office.kept("plan.docx"));

    expect(await office.ingest(...change)).toMatchObject({ code: 0 });

    expect((await office.answer(QUESTION)).kind).toBe(kind);
    expect(existsSync(office.kept("plan.docx"))).toBe(kind === "answered");
  });

  test("whose names differ by how their letters are put together only are one", async () => {
    const office = openDocumentOffice();
    const [composed, apart] = ["ガイド.txt".normalize("NFC"), "ガイド.txt".normalize("NFD")];
    office.write(`1/${composed}`, PLAN);
    office.write(`2/${apart}`, PLAN.replace("1,200", "1,700"));
    await office.ingest(`1/${composed}`);

    await office.ingest(`2/${apart}`);

    expect((await office.answer(QUESTION)).text).not.toContain("1,200");
    expect(await office.ingest("--remove", apart)).toMatchObject({ code: 0 });
    expect((await office.answer(QUESTION)).kind).toBe("not_found");
  });

  test("of somebody who is no staff are refused, and nothing is changed", async () => {
    const office = openDocumentOffice();
    office.write("plan.txt", PLAN);
    const { ledger } = office.app().desk();
    await ledger.setUser(
      { id: "firm-1", name: "北川機械", role: "firm", organisation: "北川機械" },
      { id: "admin", role: "administrator" },
    );

    expect((await office.ingest("--as", "firm-1", "plan.txt")).code).toBe(1);
    expect(existsSync(office.kept("plan.txt"))).toBe(false);
  });

  test("a name that another document's text has is refused", async () => {
    const office = openDocumentOffice();
    office.write("plan.docx", wordPlan("1,200千円"));
    office.write("plan.docx.txt", PLAN);
    await office.ingest("plan.docx");

    const { text } = await office.ingest("plan.docx.txt");

    expect(text).toMatch(/plan\.docx\.txt .*別の資料/u);
    expect(readFileSync(office.kept("plan.docx.txt"), "utf8")).toContain("・ 事業名");
  });

  test("a change that was decided is finished by the next run, one that was not is cleared away", async () => {
    const office = openDocumentOffice();
    office.write("plan.txt", PLAN);
    await office.ingest("plan.txt");
    const files = office.kept(".ready-1/files");
    mkdirSync(files, { recursive: true });
    writeFileSync(join(files, "plan.txt"), PLAN.replace("1,200", "1,700"));
    writeFileSync(
      office.kept(".ready-1/change.json"),
      JSON.stringify({ removes: [], note: { action: "replace", name: "plan.txt", by: "admin" } }),
    );
    // No process has this number.
    mkdirSync(office.kept(".staging-4194305-x/files"), { recursive: true });

    expect((await office.answer(QUESTION)).text).toContain("1,700千円");

    expect(readdirSync(office.kept("."))).toEqual(["plan.txt", "plan.txt.yaml"]);
    expect(await office.app().desk().ledger.events("plan.txt")).toHaveLength(2);

    // As when who finished it was killed before it was cleared away.
    mkdirSync(office.kept(".ready-1"));
    writeFileSync(
      office.kept(".ready-1/change.json"),
      JSON.stringify({ removes: [], note: { action: "replace", name: "plan.txt", by: "admin" } }),
    );
    await office.app().update();
    expect(await office.app().desk().ledger.events("plan.txt")).toHaveLength(2);
  });
});

describe("a change that cannot be made", () => {
  /** An app over a folder of documents in which a change lies ready, and what it told of it. */
  function appWithChange(change: object, files: Readonly<Record<string, string>> = {}) {
    const office = openDocumentOffice();
    const troubles: string[] = [];
    mkdirSync(office.kept(".ready-1"), { recursive: true });
    writeFileSync(office.kept(".ready-1/change.json"), JSON.stringify(change));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(office.kept(`.ready-1/files/${name}`)), { recursive: true });
      writeFileSync(office.kept(`.ready-1/files/${name}`), text);
    }
    const app = openApp({
      dataFolder: office.data,
      corpusFolder: office.corpus,
      onTrouble: (message) => troubles.push(message),
    });
    onTestFinished(() => app.close());
    return { ...office, app, troubles };
  }
  const note = { action: "add", name: "x", by: "somebody-else" };

  test.each([
    ["leaves the folder", { removes: ["../victim.txt"], note }],
    ["is none of ours", { removes: "victim.txt" }],
  ])("because it %s is set aside and told, and hinders nothing else", async (_, change) => {
    const { app, data, kept, troubles } = appWithChange(change);
    writeFileSync(join(data, "victim.txt"), "mine");

    await app.update();

    expect(readFileSync(join(data, "victim.txt"), "utf8")).toBe("mine");
    expect(troubles).toMatchObject([expect.stringContaining(kept(".failed-1"))]);
    expect(await app.desk().ledger.events("x")).toEqual([]);
    await app.update();
    expect(troubles).toHaveLength(1);
  });

  test("because a folder has the name of a file of it is set aside and told", async () => {
    const { app, kept, troubles } = appWithChange(
      { removes: [], note },
      { "a/1.txt": PLAN, "b/2.txt": PLAN, "a/1.txt.yaml": "", "b/2.txt.yaml": "" },
    );
    mkdirSync(kept("a/1.txt"), { recursive: true });
    mkdirSync(kept("b/2.txt"), { recursive: true });

    await app.update();

    expect(troubles).toMatchObject([expect.stringContaining(kept(".failed-1"))]);
    // What says who may see a document comes before it.
    for (const head of ["a/1.txt.yaml", "b/2.txt.yaml"]) expect(existsSync(kept(head))).toBe(true);
  });

  test.each([
    ["a folder that has the name of a document", "memo.txt", "memo.txt/a.txt"],
    ["a document that has the name of a folder", "memo.txt/a.txt", "memo.txt"],
    ["a document whose text would have the name of a folder", "a.csv.txt/a.txt", "a.csv"],
  ])("is not begun: %s is told, and what is there goes on answering", async (_, first, second) => {
    const office = openDocumentOffice();
    const top = (name: string) => name.split("/")[0] ?? name;
    office.write(`1/${first}`, PLAN);
    office.write(`2/${second}`, "機器名,場所\n圧縮試験機,第三実験棟\n");
    await office.ingest(`1/${top(first)}`);

    const { text } = await office.ingest(`2/${top(second)}`);

    expect(text).toContain("この名前は別の資料に使われています");
    expect((await office.answer(QUESTION)).text).toContain("1,200千円");
  });
});

describe("what somebody may not see is not found", () => {
  const ASKERS = {
    staff: { by: { id: "c", role: "coordinator" } },
    firm: { by: { id: "f", role: "firm" } },
    guest: { by: { id: "g", role: "guest" } },
    channel: { by: { id: "c", role: "coordinator" }, isPublic: true },
  } as const;

  test.each([
    ["公開", ["staff", "firm", "guest", "channel"]],
    ["会員", ["staff", "firm"]],
    ["担当者限り", ["staff"]],
  ] as const)("a document that is %s answers %j", async (visibility, finders) => {
    const office = openDocumentOffice();
    office.write("plan.txt", PLAN);
    await office.ingest("--visibility", visibility, "plan.txt");
    const app = office.app();

    for (const [name, asker] of Object.entries(ASKERS)) {
      const given = await app.answer({ question: QUESTION, isLogged: false, ...asker });
      const isFinder = finders.some((finder) => finder === name);
      expect([name, given.kind]).toEqual([name, isFinder ? "answered" : "not_found"]);
      if (!isFinder) expect(JSON.stringify(given)).not.toMatch(/振興計画|plan\.txt|1,200/u);
    }
  });

  test("a page that repeats a hidden one is found, and does not tell of the other", async () => {
    const office = openDocumentOffice();
    office.write("a.txt", PLAN);
    office.write("b.txt", PLAN);
    await office.ingest("--visibility", "担当者限り", "a.txt");
    await office.ingest("b.txt");

    const given = await office
      .app()
      .answer({ question: QUESTION, isLogged: false, ...ASKERS.guest });

    expect(given.kind).toBe("answered");
    expect(JSON.stringify(given)).not.toContain("a.txt");
  });

  test("a conversation of staff is no topic for those who see less", async () => {
    const office = openDocumentOffice();
    office.write("plan.txt", PLAN);
    await office.ingest("--visibility", "担当者限り", "plan.txt");
    const app = office.app();
    const asking = { thread: "t", isLogged: false };
    await app.answer({ question: QUESTION, ...asking, ...ASKERS.staff });

    const given = await app.answer({ question: "それの予算は？", ...asking, ...ASKERS.channel });

    expect(JSON.stringify(given)).not.toMatch(/1,200|振興計画/u);
  });

  const kindFor = async (
    app: ReturnType<ReturnType<typeof openDocumentOffice>["app"]>,
    asker: (typeof ASKERS)["guest" | "staff"],
  ) => (await app.answer({ question: QUESTION, isLogged: false, ...asker })).kind;

  test("a file beside a document that nobody can read hides it from all but staff", async () => {
    const office = openDocumentOffice();
    office.write("plan.txt", PLAN);
    await office.ingest("plan.txt");
    writeFileSync(office.kept("plan.txt.yaml"), "visibility: 秘密\n");
    const app = office.app();
    await app.update();

    expect(await kindFor(app, ASKERS.guest)).toBe("not_found");
    expect(await kindFor(app, ASKERS.staff)).toBe("answered");
  });

  test("a text beside a document whose head is missing is for staff", async () => {
    const office = openDocumentOffice();
    office.write("plan.docx", wordPlan("1,200千円"));
    await office.ingest("plan.docx");
    rmSync(office.kept("plan.docx.yaml"));
    const app = office.app();
    await app.update();

    expect(await kindFor(app, ASKERS.guest)).toBe("not_found");
    expect(await kindFor(app, ASKERS.staff)).toBe("answered");
  });

  test("a version that replaces another is seen by no more people", async () => {
    const office = openDocumentOffice();
    office.write("plan.txt", PLAN);
    await office.ingest("--visibility", "会員", "plan.txt");
    office.write("plan.txt", PLAN.replace("1,200", "1,700"));
    await office.ingest("plan.txt");

    expect((await office.ingest("--list")).text).toMatch(/plan\.txt .*会員/u);
  });
});
