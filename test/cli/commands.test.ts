import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedData } from "../support/app.ts";
import { runMusubi, runProcess } from "../support/command.ts";
import { pdfOf } from "../support/pdf-file.ts";
import { ROOT } from "../support/root.ts";
import { CORPUS } from "../support/shipped.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** A small corpus of its own: one card and the sources. */
function smallCorpus(): string {
  const folder = join(tempFolder(), "cards");
  mkdirSync(folder);
  cpSync(join(CORPUS, "sources.yaml"), join(folder, "sources.yaml"));
  cpSync(join(CORPUS, "schemes/okayama-techno-plaza.md"), join(folder, "plaza.md"));
  return folder;
}

describe("a password that is asked for at a terminal", () => {
  const ingest = (typed: string) => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, "plan.pdf"), pdfOf([["試作支援事業の計画"]], { password: "himitsu" }));
    const places = ["--data", "d", "--corpus", smallCorpus()];
    return runMusubi(["ingest", "plan.pdf", ...places], { cwd, typed });
  };

  test("is shown nowhere", async () => {
    const { code, stdout, stderr } = await ingest("himitsu\r");

    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/取り込みました/u),
    });
    expect(stdout + stderr).not.toContain("himitsu");
  });

  test.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
    ["the end of the terminal", ""],
  ])("ends the command with %s, and nothing is amiss", async (_, key) => {
    const { code, stderr } = await ingest(key);

    expect(code).toBe(1);
    expect(stderr).toMatch(/パスワード[^\n]*\n中止しました。\n$/u);
  });
});

describe("ask", () => {
  test("prints one JSON object and nothing else on standard output", async () => {
    const { code, stdout, stderr } = await runProcess(
      ["ask", "--json", "--data", "d", "岡山テクノプラザの予算は？"],
      {
        cwd: tempFolder(),
      },
    );

    expect(code).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ kind: "answered", engine: "embedded" });
    expect(stderr).toContain("索引");
  });

  test("has every field of the contract, and an id only in a batch", async () => {
    const { stdout } = await runMusubi([
      "ask",
      "--json",
      "--data",
      shippedData(),
      "岡山テクノプラザの予算は？",
    ]);

    expect(Object.keys(JSON.parse(stdout)).sort()).toEqual(
      "answerId citations conflicts criteria engine kind notices partners question schemes text timings".split(
        " ",
      ),
    );
  });

  test("answers a batch from standard input in order, threads as conversations", async () => {
    const lines = [
      { id: "a", question: "先端研究スタートアップ支援事業とは？", thread: "t" },
      { id: "b", question: "岡山テクノプラザの予算は？" },
      { id: "c", question: "それの予算は？", thread: "t" },
    ];
    const stdin = lines.map((line) => JSON.stringify(line)).join("\n");

    const { stdout } = await runMusubi(["ask", "--json", "--data", shippedData(), "--batch", "-"], {
      stdin,
    });
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

    expect(answers.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(answers[1].text).toContain("5,000千円");
    expect(answers[2].text).toContain("23,000千円");
  });

  test("takes no thread for null, and logs nothing when told so", async () => {
    const stdin = '{"id":"a","question":"岡山テクノプラザの予算は？","thread":null}';

    const { code, stdout } = await runMusubi(
      ["ask", "--json", "--no-log", "--data", shippedData(), "--batch", "-"],
      { stdin },
    );

    expect(code).toBe(0);
    expect(JSON.parse(stdout).answerId).toBeUndefined();
  });

  test("reads well in a terminal: answer, source with its quote, what to keep in mind", async () => {
    const { stdout } = await runMusubi([
      "ask",
      "--data",
      shippedData(),
      "岡山テクノプラザの予算は？",
    ]);

    expect(stdout).toMatch(/5,000千円（500万円）です\[1\]。/u);
    expect(stdout).toContain("出典:");
    expect(stdout).toContain("カード(okayama-2004 p.5) schemes/okayama-techno-plaza.md");
    expect(stdout).toContain("現在の公募状況はこの資料から確認できません");
  });

  test("speaks English where the terminal or the question does", async () => {
    const env = { LANG: "en_US.UTF-8" };
    const wrong = await runMusubi(["ask", "--jsno", "x"], { env });
    const asked = await runMusubi([
      "ask",
      "--data",
      shippedData(),
      "What is the budget of the Techno Plaza?",
    ]);

    expect(wrong.stderr).toContain("Usage:");
    expect(asked.stdout).toContain("Sources:");
  });
});

describe("ingest", () => {
  test("remembers its corpus: later questions are answered from there alone", async () => {
    const cwd = tempFolder();
    const corpus = smallCorpus();

    const ingested = await runMusubi(["ingest", "--data", "d", "--corpus", corpus], { cwd });
    const known = await runMusubi(["ask", "--json", "--data", "d", "岡山テクノプラザの予算は？"], {
      cwd,
    });
    const unknown = await runMusubi(["ask", "--json", "--data", "d", "岡山TLOの支援は何年間？"], {
      cwd,
    });

    expect(ingested).toMatchObject({ code: 0 });
    expect(ingested.stdout).toContain("カード1件");
    expect(JSON.parse(known.stdout).citations[0].path).toBe("plaza.md");
    expect(JSON.parse(unknown.stdout).kind).toBe("not_found");
  });

  test("does nothing the second time, and only what changed the third", async () => {
    const cwd = tempFolder();
    const corpus = smallCorpus();
    await runMusubi(["ingest", "--data", "d", "--corpus", corpus], { cwd });

    const second = await runMusubi(["ingest", "--data", "d"], { cwd });
    cpSync(join(CORPUS, "schemes/okayama-our-skill.md"), join(corpus, "skill.md"));
    const third = await runMusubi(["ingest", "--data", "d"], { cwd });

    expect(second.stderr).toBe("");
    expect(third.stderr).toContain("追加1件、変更0件、削除0件、そのまま2件");
  });

  test("of a broken card names every mistake, and leaves the earlier index as it was", async () => {
    const cwd = tempFolder();
    const corpus = smallCorpus();
    await runMusubi(["ingest", "--data", "d", "--corpus", corpus], { cwd });
    const file = join(corpus, "plaza.md");
    const good = readFileSync(file, "utf8");
    writeFileSync(file, good.replace("status: historic", "status: past").replace("p.5", "p.50"));

    const broken = await runMusubi(["ingest", "--data", "d"], { cwd });
    writeFileSync(file, good);
    const mended = await runMusubi(["ingest", "--data", "d"], { cwd });

    expect(broken.code).toBe(1);
    expect(broken.stdout).toBe("");
    expect(broken.stderr).toMatch(/plaza\.md:\d+ status: .*historic.*past/u);
    expect(mended.stderr).toBe("");
  });

  test("survives the folders being moved together", async () => {
    const from = tempFolder();
    cpSync(smallCorpus(), join(from, "cards"), { recursive: true });
    await runMusubi(["ingest", "--data", "d", "--corpus", "cards"], { cwd: from });
    const to = tempFolder();
    cpSync(from, to, { recursive: true });
    rmSync(join(from, "cards"), { recursive: true });

    const { stdout } = await runMusubi(
      ["ask", "--json", "--data", "d", "岡山テクノプラザの予算は？"],
      { cwd: to },
    );

    expect(JSON.parse(stdout).kind).toBe("answered");
  });
});

describe("evaluate", () => {
  test("grades answers, and declines where nothing is to be answered", async () => {
    const cwd = tempFolder();
    const gold = [
      {
        id: "1",
        question: "岡山テクノプラザの予算は？",
        kind: "number",
        must_include: [["5,000千円"]],
        source: "000_8de5b25480968395.txt",
      },
      {
        id: "2",
        question: "岡山テクノプラザの予算は？",
        kind: "number",
        must_include: [["500"]],
        source: "okayama-2004",
      },
      { id: "3", question: "鯖江の眼鏡の出荷額は？", kind: "other_region" },
    ];
    writeFileSync(join(cwd, "gold.jsonl"), gold.map((line) => JSON.stringify(line)).join("\n"));

    const { stdout, code } = await runMusubi(
      ["evaluate", "--json", "--data", shippedData(), "gold.jsonl"],
      { cwd },
    );

    expect(code).toBe(0);
    // 500 is not in 5,000千円, but it is in 500万円: a bare number must stand alone.
    expect(JSON.parse(stdout)).toMatchObject({
      questions: 3,
      rightAndCited: 1,
      declined: 1,
      numbersBacked: 1,
      quotesFound: 1,
      obeyed: 0,
    });
  });
});

describe("a mistake gets one clear message, exit code 1, and changes nothing", () => {
  test.each([
    ["an unknown command", ["aks"], "「aks」というコマンドはありません"],
    ["an unknown option", ["ask", "--jsno", "質問"], "オプション --jsno は使えません"],
    ["an option without its value", ["ask", "--batch"], "--batch"],
    ["no question", ["ask"], "質問を一つ書くか"],
    ["a question and a batch", ["ask", "--batch", "x", "質問"], "両方は使えません"],
    ["a batch that is not there", ["ask", "--batch", "none.jsonl"], "「none.jsonl」を読めません"],
    ["a corpus that is not there", ["ingest", "--corpus", "nowhere"], "nowhere」を読めません"],
    [
      "a folder without cards",
      ["ingest", "--corpus", "empty"],
      "カード（.md）も資料（.txt、.md）もありません",
    ],
    ["a document that is not there", ["ingest", "none.txt"], "none.txt」は取り込めません"],
    ["no gold file", ["evaluate"], "ファイルを一つ指定"],
    [
      "a data folder that is a file",
      ["ask", "--data", "file", "質問"],
      "file/index」を読み書きできません",
    ],
    [
      "a data folder where none can be",
      ["ask", "--data", "/proc/x", "質問"],
      "」を読み書きできません",
    ],
    ["documents for such a one", ["ingest", "--data", "/proc/x", "a.txt"], "/proc/x"],
  ])("%s", async (_, args, said) => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, "file"), "");
    mkdirSync(join(cwd, "empty"));
    writeFileSync(join(cwd, "a.txt"), "本文である。\n");

    const { code, stdout, stderr } = await runMusubi(args, {
      cwd,
      env: { MUSUBI_DATA: join(cwd, "d") },
    });

    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/\n\s+at /u);
    expect(existsSync(join(cwd, "d"))).toBe(false);
  });

  test.each([
    ["nothing", "[]"],
    ["one thing that nothing spells", "[[]]"],
    ["an empty text", '[[""]]'],
  ])("a question that any answer would be right for: it must hold %s", async (_, wanted) => {
    const cwd = tempFolder();
    const good = '{"id":"1","question":"岡山TLOとは？","must_include":[["TLO"]]}';
    const bad = good.replace('[["TLO"]]', wanted);
    writeFileSync(join(cwd, "gold.jsonl"), `${good}\n${bad}\n`);

    const { code, stderr } = await runMusubi(["evaluate", "--data", "d", "gold.jsonl"], { cwd });

    expect(code).toBe(1);
    expect(stderr).toContain("2行目");
  });

  test("a bad line in a batch, before the first answer is printed", async () => {
    const stdin = '{"id":"1","question":"岡山TLOとは？"}\nこれは違う\n';

    const { code, stdout, stderr } = await runMusubi(
      ["ask", "--batch", "-", "--data", tempFolder()],
      { stdin },
    );

    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("2行目");
  });

  test("bad settings, all at once", async () => {
    const { code, stderr } = await runMusubi(["ask", "質問"], {
      env: { PORT: "x", LOG_LEVEL: "y" },
    });

    expect(code).toBe(1);
    expect(stderr).toMatch(/PORT[\s\S]*LOG_LEVEL|LOG_LEVEL[\s\S]*PORT/u);
  });
});

const PRLIMIT = "/usr/bin/prlimit";
if (!existsSync(PRLIMIT))
  console.warn(`!!! 飛ばしました / SKIPPED: full disk (${PRLIMIT} is not there)`);

describe.skipIf(!existsSync(PRLIMIT))("a fault of the machine", () => {
  /** Asks with a limit on the size of files: beyond it every write fails, as on a full disk. */
  const askWithin = (limit: readonly string[], data: string) =>
    spawnSync(
      PRLIMIT,
      [
        ...limit,
        process.execPath,
        "scripts/launch.mjs",
        "src/main.ts",
        "ask",
        "--data",
        data,
        "岡山TLOとは？",
      ],
      {
        cwd: ROOT,
        encoding: "utf8",
        env: {
          ...process.env,
          LANG: "ja_JP.UTF-8",
          LC_ALL: "",
          // What is compiled would be kept in files that the limit cuts off.
          ...(limit.length > 0 && { TSX_DISABLE_CACHE: "1" }),
        },
      },
    );

  test("such as no room to write ends with exit code 2 and nothing half-written", () => {
    const data = join(tempFolder(), "d");

    const full = askWithin(["--fsize=50000"], data);
    const again = askWithin([], data);

    expect(full.status).toBe(2);
    expect(full.stdout).toBe("");
    expect(full.stderr).toContain("空き容量");
    expect(again.status).toBe(0);
    expect(readdirSync(join(data, "index")).filter((name) => name.includes("tmp"))).toEqual([]);
  });
});
