import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../src/ledger/records.ts";
import { openTestApp, shippedData } from "../support/app.ts";
import { runMusubi } from "../support/command.ts";

const STAFF: Actor = { id: "tanaka", role: "coordinator" };
const ADMIN: Actor = { id: "admin", role: "administrator" };

describe("an answer in use", () => {
  test("is logged with citations, engine, index and latency, under a hash of who asked", async () => {
    const app = openTestApp();
    const answer = await app.answer({ question: "岡山TLOの支援は何年間？", by: STAFF });
    const [logged] = await app.desk().ledger.all("answer", ADMIN);

    expect(answer.answerId).toBe("A-000001");
    expect(logged).toMatchObject({
      id: "A-000001",
      question: "岡山TLOの支援は何年間？",
      kind: answer.kind,
      text: answer.text,
      role: "coordinator",
      engine: "embedded",
      language: "ja",
      asker: expect.stringMatching(/^[0-9a-f]{64}$/u),
      indexVersion: expect.stringMatching(/./u),
      latencyMs: expect.any(Number),
    });
    expect(logged?.citations[0]).toMatchObject({ source: "okayama-2004", path: expect.anything() });
    expect(JSON.stringify(await app.desk().ledger.events())).not.toContain("tanaka");
  });

  test("is logged without telephone numbers, mail, Slack ids and the names that are registered", async () => {
    const app = openTestApp();
    const { ledger, register } = app.desk();
    await ledger.setUser({ id: "u1", name: "近衛篤子", role: "coordinator" }, ADMIN);
    register.putOrganisation(
      {
        key: "K-1",
        name: "株式会社ミナト電工",
        aliases: [],
        type: "firm",
        fields: [],
        disclosure: "coordinators",
        status: "active",
        asOf: "2026",
      },
      ADMIN,
    );
    await app.answer({
      question:
        "近衛篤子からミナト電工の件で086-251-1234かa@example.jpへ、<@U012AB3CD>も。岡山TLOの支援は何年間？",
      by: STAFF,
    });
    const [logged] = await ledger.all("answer", ADMIN);

    expect(logged?.question).toBe(
      "〔名称〕から〔名称〕の件で〔電話番号〕か〔メール〕へ、〔Slack ID〕も。岡山TLOの支援は何年間？",
    );
  });

  test.each([
    ["of a firm", { by: { id: "f", role: "firm" } as const }],
    ["in confidence", { by: STAFF, isConfidential: true }],
  ])("%s is kept in the vault alone", async (_, asking) => {
    const app = openTestApp();
    const question = "岡山TLOの支援は何年間？";
    await app.answer({ question, ...asking });
    const { ledger } = app.desk();
    const [logged] = await ledger.all("answer", ADMIN);

    expect(logged).not.toHaveProperty("question");
    expect(logged).not.toHaveProperty("text");
    expect((await ledger.openSecret("answer", "A-000001", ADMIN))?.text).toContain(question);
  });

  test("that tells a secret is kept in the vault, whoever asked", async () => {
    const app = openTestApp();
    await app.answer({ question: "弊社の未出願の発明に使える補助金は？", by: STAFF });

    expect((await app.desk().ledger.all("answer", ADMIN))[0]).not.toHaveProperty("question");
  });

  test("brings partners where they are asked for, with what speaks for them", async () => {
    const app = openTestApp();
    const ask = (question: string) => app.answer({ question, by: STAFF, isLogged: false });
    const asked = await ask("耐火物の高温クリープを測れるところを探しています");
    const told = await ask("岡山TLOの支援は何年間？");

    expect(asked.partners[0]?.name).toContain("岡山セラミックス");
    expect(asked.partners[0]?.evidence[0]?.quote).toContain("クリープ");
    expect(told.partners).toEqual([]);
  });

  test("is given all the same when it cannot be logged, and that is told", async () => {
    const troubles: string[] = [];
    const app = openTestApp({ onTrouble: (message) => troubles.push(message) });
    app.desk().ledger.database.db.exec("DROP TABLE answer");
    const answer = await app.answer({ question: "岡山TLOの支援は何年間？", by: STAFF });

    expect(answer.text).not.toBe("");
    expect(answer).not.toHaveProperty("answerId");
    expect(troubles).toEqual(["the answer could not be logged"]);
  });
});

describe("ask", () => {
  const ask = async (data: string, ...args: readonly string[]) =>
    JSON.parse((await runMusubi(["ask", "--json", "--data", data, ...args])).stdout);

  test("tells the number of the answer", async () => {
    expect(await ask(shippedData(), "岡山TLOの支援は何年間？")).toMatchObject({
      answerId: "A-000001",
      partners: [],
    });
  });

  test("leaves no trace with --no-log", async () => {
    const data = shippedData();

    expect(await ask(data, "--no-log", "岡山TLOの支援は何年間？")).not.toHaveProperty("answerId");
    expect(existsSync(join(data, "ledger"))).toBe(false);
  });

  test("logs no batch", async () => {
    const data = shippedData();
    const stdin = '{"id":"q1","question":"岡山TLOの支援は何年間？"}\n';
    const { stdout } = await runMusubi(["ask", "--json", "--data", data, "--batch", "-"], {
      stdin,
    });

    expect(JSON.parse(stdout)).not.toHaveProperty("answerId");
    expect(existsSync(join(data, "ledger"))).toBe(false);
  });
});
