import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Finding, recogniseSecrets } from "../../src/discretion/recognise-secrets.ts";
import { ROOT } from "../support/root.ts";

interface Message {
  readonly id: string;
  readonly text: string;
  readonly secret: boolean;
  readonly names: readonly string[];
}

const messages: readonly Message[] = readFileSync(
  join(ROOT, "test/fixtures/discretion-messages.jsonl"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const NAMING: readonly Finding["kind"][] = ["firm", "personal"];

describe("sixty labelled messages", () => {
  const judged = messages.map((message) => ({ message, ...recogniseSecrets(message.text) }));

  test("are half secret, half harmless", () => {
    expect(messages.filter(({ secret }) => secret)).toHaveLength(30);
    expect(messages.filter(({ secret }) => !secret)).toHaveLength(30);
  });

  test("have at least nine tenths of their secrets recognised", () => {
    const secret = judged.filter(({ message }) => message.secret);
    const missed = secret.filter(({ isSecret }) => !isSecret).map(({ message }) => message.id);

    expect(missed.length / secret.length).toBeLessThanOrEqual(0.1);
  });

  test("have at least nine tenths of their names recognised", () => {
    const named = judged.flatMap(({ message: { names, text }, findings }) =>
      names.map((name) =>
        findings.some(
          ({ kind, start, end }) => NAMING.includes(kind) && text.slice(start, end).includes(name),
        ),
      ),
    );

    expect(named.filter(Boolean).length / named.length).toBeGreaterThanOrEqual(0.9);
  });

  test("raise false alarms at one harmless message in twenty at most", () => {
    const harmless = judged.filter(({ message }) => !message.secret);
    const alarms = harmless.filter(({ isSecret }) => isSecret).map(({ message }) => message.id);

    expect(alarms.length / harmless.length).toBeLessThanOrEqual(0.05);
  });
});
