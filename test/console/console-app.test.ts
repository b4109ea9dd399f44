import { describe, expect, test } from "vitest";
import { FAULTS, type FaultName } from "../fakes/openai/faults.ts";
import { openTestApp } from "../support/app.ts";
import { openPages } from "../support/console.ts";
import { startModel } from "../support/language-model.ts";
import { scaled } from "../support/scale.ts";

function openConsole(options: Parameters<typeof openTestApp>[0] = {}) {
  const pages = openPages(openTestApp(options));
  const tab = pages.browser();
  return { ...pages, get: tab.get, post: tab.ask };
}

describe("the console", () => {
  test("says that it is well, and how much it knows", async () => {
    const response = await openConsole().get("/healthz");

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "ok", documents: 0 });
  });

  test("answers on the page itself where there is no script", async () => {
    const page = await (
      await openConsole().get(`/?q=${encodeURIComponent("岡山テクノプラザの予算は？")}`)
    ).text();

    expect(page).toContain("5,000千円");
    expect(page).toContain("schemes/okayama-techno-plaza.md");
    expect(page).toContain('<span class="badge historic"');
  });

  test("gives an answer as a piece of the page, its marks tied to its sources", async () => {
    const html = await (
      await openConsole().post({ question: "岡山テクノプラザの予算は？" })
    ).text();

    const [, anchor] = /<a class="mark" href="#([^"]+)">\[1\]<\/a>/u.exec(html) ?? [];
    expect(html).toContain(`id="${anchor}"`);
  });

  test("tells the sentences of a language model as they are confirmed, then the whole answer", async () => {
    const { model } = await startModel();
    const { post } = openConsole({ model });
    const accept = { "content-type": "application/json", accept: "application/x-ndjson" };

    const response = await post({ question: "岡山テクノプラザの予算は？" }, accept);
    const lines = (await response.text()).trim().split("\n");
    const told = lines.map((line): Record<string, string> => JSON.parse(line));

    expect(told.slice(0, -1).flatMap(Object.keys)).toEqual(["sentence", "sentence"]);
    expect(told[0]?.sentence).toContain("5,000千円");
    expect(told.at(-1)?.answer).toContain('<article class="answer answered"');
  });

  test("asks no language model for what an address alone asks: another site may have made it", async () => {
    const { openai, model } = await startModel();
    const { get, browser } = openConsole({ model });
    const question = "岡山テクノプラザの予算は？";

    expect(await (await get(`/?q=${encodeURIComponent(question)}`)).text()).toContain("5,000千円");
    expect(openai.requests).toHaveLength(0);
    await browser().post("/", { q: question });
    expect(openai.requests).not.toHaveLength(0);
  });

  const SOME: readonly FaultName[] = ["stall", "half JSON"];
  const ALL = Object.keys(FAULTS) as FaultName[];
  test.each([...new Set([...SOME, ...ALL])].slice(0, scaled(ALL.length, SOME.length)))(
    "gives one whole answer where the model fails with %s",
    async (fault) => {
      const { openai, model } = await startModel({ idleMs: 200 });
      const troubles: string[] = [];
      const { post } = openConsole({ model, onTrouble: (message) => troubles.push(message) });
      openai.failNext(fault, 2);

      const html = await (await post({ question: "岡山テクノプラザの予算は？" })).text();

      expect(troubles).toHaveLength(1);
      expect(html.split("<article")).toHaveLength(2);
      expect(html).toContain("5,000千円");
      expect(html).toContain("言語モデルから確かな返答が得られなかった");
    },
  );

  test("keeps a conversation by its thread", async () => {
    const { post } = openConsole();
    await post({ question: "先端研究スタートアップ支援事業とは？", thread: "a" });

    expect(await (await post({ question: "それの予算は？", thread: "a" })).text()).toContain(
      "23,000千円",
    );
  });

  test("shows what people type as text, never as markup", async () => {
    const attack = '<img src=x onerror=alert(1)>"><script>alert(2)</script>岡山TLOとは？';
    const { get, post } = openConsole();

    for (const html of [
      await (await get(`/?q=${encodeURIComponent(attack)}`)).text(),
      await (await post({ question: attack })).text(),
    ]) {
      expect(html).not.toContain("<img src=x");
      expect(html).not.toContain("<script>alert");
    }
  });

  test.each([
    ["no JSON", { question: "x" }, { "content-type": "text/plain" }, "読み取れません"],
    ["no question", { text: "x" }, undefined, "読み取れません"],
    ["an endless thread", { question: "x", thread: "t".repeat(65) }, undefined, "読み取れません"],
    ["an endless question", { question: "あ".repeat(2001) }, undefined, "2000文字まで"],
  ])("refuses %s with a sentence", async (_, body, headers, said) => {
    const response = await openConsole().post(body, headers);

    expect(response.status).toBe(400);
    expect(await response.text()).toContain(said);
  });

  test("reads no more than a question can be long", async () => {
    const response = await openConsole().post({ question: "あ".repeat(20_000) });

    expect(response.status).toBe(413);
    expect(await response.text()).toContain("2000文字まで");
  });

  test("is not reached under a foreign host name", async () => {
    const { console } = openConsole();

    expect((await console.request("http://evil.example/")).status).toBe(421);
  });

  test("lets a page load nothing from elsewhere and run nothing inline", async () => {
    const response = await openConsole().get("/");
    const page = await response.text();

    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script(?![^>]*src="\/assets\/)|<[^>]+\son\w+=|https?:\/\//u);
  });

  test.each([
    ["http://127.0.0.1/audit/ledger?page=2", "/audit/ledger?page=2"],
    ["http://127.0.0.1//evil.example/x", "/evil.example/x"],
    ["http://127.0.0.1/\\evil.example/x", "/evil.example/x"],
    ["http://evil.example/x", "/"],
    ["no address", "/"],
  ])("goes from %s, when the language is changed, to %s", async (referer, to) => {
    const tab = openConsole().browser();
    const response = await tab.request("/language?to=en", { headers: { referer } });

    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(to);
  });

  test("lets nothing that is behind it be kept by a browser", async () => {
    const response = await openConsole().get("/audit");

    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test.each(["/assets/console.css", "/assets/chat.js", "/assets/icon.svg"])(
    "serves %s",
    async (path) => {
      expect((await openConsole().get(path)).status).toBe(200);
    },
  );

  test.each(["/nothing", "/assets/..%2fconsole-app.ts", "/assets/constructor"])(
    "has no %s",
    async (path) => {
      const response = await openConsole().get(path);

      expect(response.status).toBe(404);
      expect(await response.text()).toContain("ありません");
    },
  );

  test("stays calm when it fails, and reports the whole fault", async () => {
    const fault = new Error("the disk is on fire");
    const app = openTestApp();
    const { browser, logged } = openPages({ ...app, answer: () => Promise.reject(fault) });

    const response = await browser().get("/?q=x");

    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("fire");
    expect(logged.flatMap(({ level, about }) => (level === "error" ? about["err"] : []))).toEqual([
      fault,
    ]);
  });

  test("tells how it is in Prometheus' format, and nothing of what was said", async () => {
    const { get, post } = openConsole();
    await post({ question: "岡山テクノプラザの予算は？" });

    const text = await (await get("/metrics")).text();

    expect(text).toMatch(
      /musubi_http_requests_total\{method="POST",route="\/ask",status="200"\} 1/u,
    );
    expect(text).toMatch(/musubi_ledger_events \d/u);
    expect(text).not.toContain("岡山");
  });

  test("logs each request by its number and route, without what was written in it", async () => {
    const { get, post, logged } = openConsole();
    await get(`/?q=${encodeURIComponent("田中太郎さんの電話番号は？")}`);
    const response = await post({ question: "秘密の質問" });

    expect(logged.at(-1)?.about).toMatchObject({
      requestId: response.headers.get("x-request-id"),
      route: "/ask",
      status: 200,
    });
    expect(JSON.stringify(logged)).not.toMatch(/田中|秘密/u);
  });
});
