import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultOf } from "../../src/claims/check-claim.ts";
import type { App } from "../../src/cli/app.ts";
import { passagesIn } from "../fakes/openai/scripts.ts";
import { type FakeOpenAi, startFakeOpenAi } from "../fakes/openai-server.ts";
import { openApp } from "../support/open-app.ts";
import { percentile } from "./metrics.ts";
import { type Report, type Row, reportRows } from "./row.ts";

/** About as fast as a hosted model: sixteen characters in a tenth of a second. */
const PIECE_MS = 100;
/** Slow, and never so slow that a piece alone is late. */
const DRIP_MS = 2_000;
const QUESTIONS = [
  "岡山テクノプラザ開催事業の予算額はいくらですか？",
  "イーストコアとはどのエリアですか？",
  "先端研究スタートアップ支援事業とは何ですか？",
  "四日市市企業立地促進条例はどのくらい活用されましたか？",
  "集束イオンビーム装置はいくらで、いつ整備されましたか？",
];
/** The whole of an answer, whatever becomes of the model. */
const LIMIT_MS = 20_000;

/** Answers in the words of a model that a server on loopback plays. */
export async function benchAnswer(): Promise<Report> {
  const data = mkdtempSync(join(tmpdir(), "musubi-bench-"));
  const openai = await startFakeOpenAi();
  const { model, apiKey, baseUrl } = openai;
  const app = openApp({
    dataFolder: data,
    model: { model, apiKey, baseUrl },
    // Being late is what the last rows are about.
    onTrouble: (_, cause) => {
      if (cause !== "late") throw new Error(`Expected no trouble: ${cause}`);
    },
  });
  try {
    await app.update();
    await app.warm();
    const sent = await askAll(app, openai);
    return reportRows([
      ...(await firstSentences(app, openai)),
      ...checks(sent),
      ...(await tokens(openai, sent)),
      ...(await slowAnswers(app, openai)),
    ]);
  } finally {
    app.close();
    await openai.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

interface Sent {
  readonly question: string;
  readonly passages: readonly string[];
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What is sent for each question, and what it costs; the server counts a token a character. */
async function askAll({ assistant }: App, openai: FakeOpenAi): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const question of QUESTIONS) {
    const { model } = await assistant.answer(question);
    const request = openai.requests.at(-1);
    if (!model || !request) throw new Error(`Expected the model to be asked: ${question}`);
    const { inputTokens, outputTokens } = model;
    const passages = passagesIn(request).map(({ text }) => text);
    sent.push({ question, passages, inputTokens, outputTokens });
  }
  return sent;
}

/** From question to first sentence, beside what the server took from request to the end of the first claim. */
async function firstSentences({ assistant }: App, openai: FakeOpenAi): Promise<readonly Row[]> {
  const ratios: number[] = [];
  const own: number[] = [];
  for (const question of QUESTIONS) {
    let sentAt: number | undefined;
    let saidAt: number | undefined;
    const asked = performance.now();
    openai.pace({
      pieceMs: PIECE_MS,
      onSent: (sent) => {
        if (sent.includes("}")) sentAt ??= performance.now();
      },
    });
    const onSentence = () => {
      saidAt ??= performance.now();
    };
    await assistant.answer(question, undefined, { onSentence });
    if (sentAt === undefined || saidAt === undefined) throw new Error("Expected a sentence");
    ratios.push((saidAt - asked) / (sentAt - asked));
    own.push(saidAt - sentAt);
  }
  openai.pace(undefined);
  return [
    {
      what: "first sentence, times what the server takes to send it, most",
      value: Math.max(...ratios),
      unit: "×",
      limit: 1.2,
    },
    { what: "from its last piece to the sentence, p50", value: percentile(0.5, own), unit: "ms" },
  ];
}

const CLAIMS = 1_000;

/** Our own work on a claim. */
function checks(sent: readonly Sent[]): readonly Row[] {
  const taken = Array.from({ length: CLAIMS }, (_, i) => {
    const { passages = [] } = sent[i % sent.length] ?? {};
    const at = i % passages.length;
    const text = passages[at] ?? "";
    const begun = performance.now();
    faultOf({ text, quote: text, passage: at + 1 }, passages, "ja");
    return performance.now() - begun;
  });
  return [
    { what: "check of a claim, p50", value: percentile(0.5, taken), unit: "ms", limit: 5 },
    { what: "check of a claim, p99", value: percentile(0.99, taken), unit: "ms", limit: 5 },
  ];
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Beside LangChain's stock retrieval chain on the same passages. */
async function tokens(openai: FakeOpenAi, sent: readonly Sent[]): Promise<readonly Row[]> {
  const row = (what: string, value: number): Row => ({ what, value, unit: "tokens" });
  const ours = [
    row("sent a question (a token a character)", mean(sent.map((each) => each.inputTokens))),
    row("received a question", mean(sent.map((each) => each.outputTokens))),
  ];
  try {
    const theirs = await tokensOfChain(openai, sent);
    return [...ours, row("sent a question by LangChain's retrieval chain", mean(theirs))];
  } catch (error) {
    console.error(`LangChain's retrieval chain could not be measured: ${error}`);
    return ours;
  }
}

/** Packages of the peers are installed when they are first measured. */
async function tokensOfChain(
  openai: FakeOpenAi,
  sent: readonly Sent[],
): Promise<readonly number[]> {
  const peers = new URL("./peers/", import.meta.url);
  await import(new URL("install.mjs", peers).href);
  const { askChain } = await import(new URL("langchain-chain.mjs", peers).href);
  const before = openai.requests.length;
  openai.play((request) => request.messages.at(-1)?.content ?? "");
  const { model, apiKey, baseUrl } = openai;
  for (const { question, passages } of sent)
    await askChain({ model, apiKey, baseUrl, question, passages });
  openai.play("honest");
  return openai.requests
    .slice(before)
    .map(({ messages }) => messages.reduce((sum, { content }) => sum + [...content].length, 0));
}

/** Where nothing comes, and where it comes too slowly, with the limits as they are in use. */
async function slowAnswers({ assistant }: App, openai: FakeOpenAi): Promise<readonly Row[]> {
  const [question = ""] = QUESTIONS;
  const timeOf = async () => {
    const begun = performance.now();
    const { model } = await assistant.answer(question);
    if (model?.fault !== "late") throw new Error(`Expected the model to be late: ${model?.fault}`);
    return performance.now() - begun;
  };
  openai.failNext("hang");
  const hanging = await timeOf();
  openai.pace({ pieceMs: DRIP_MS, onSent: () => {} });
  const dripping = await timeOf();
  const row = (what: string, value: number): Row => ({ what, value, unit: "ms", limit: LIMIT_MS });
  return [
    row("a whole answer where the model never replies", hanging),
    row("a whole answer where the model drips", dripping),
  ];
}
