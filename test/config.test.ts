import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { UserError } from "../src/errors.ts";
import { ROOT } from "./support/root.ts";

describe("settings", () => {
  test("have defaults that work at once", () => {
    expect(readConfig({}, "/home/k")).toEqual({
      port: 3000,
      host: "127.0.0.1",
      dataFolder: "/home/k/data",
      corpusFolder: "/home/k/corpus",
      firstAdministrator: "admin",
      logLevel: "info",
      unused: [],
    });
  });

  test("as .env.example lists them are the defaults", () => {
    const example = parseEnv(readFileSync(join(ROOT, ".env.example"), "utf8"));

    expect(readConfig(example, "/home/k")).toEqual(readConfig({}, "/home/k"));
    expect(Object.keys(example).sort()).toEqual(
      [
        "HOST JGRANTS_API_URL LOG_LEVEL MUSUBI_ADMIN MUSUBI_CORPUS MUSUBI_DATA OPENAI_API_KEY OPENAI_BASE_URL OPENAI_EMBEDDING_MODEL",
        "OPENAI_MODEL PORT PUBLIC_URL SESSION_SECRET SLACK_API_URL SLACK_APP_TOKEN SLACK_BOT_TOKEN",
        "SLACK_SIGNING_SECRET",
      ]
        .join(" ")
        .split(" "),
    );
  });

  test("that are wrong are named all at once, and secrets are not shown", () => {
    const env = {
      PORT: "70000",
      LOG_LEVEL: "loud",
      SLACK_API_URL: "nowhere",
      SLACK_BOT_TOKEN: "s3cret",
    };

    const error = errorOf(() => readConfig(env, "/"));

    expect(error).toBeInstanceOf(UserError);
    for (const said of ["PORT", "70000", "LOG_LEVEL", "loud", "SLACK_API_URL", "SLACK_BOT_TOKEN"]) {
      expect(error.text.ja).toContain(said);
      expect(error.text.en).toContain(said);
    }
    expect(error.text.ja).not.toContain("s3cret");
  });

  test("for parts that are not there yet are told", () => {
    expect(readConfig({ OPENAI_API_KEY: "k", PORT: "" }, "/").unused).toEqual(["OPENAI_API_KEY"]);
  });
});

function errorOf(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error("Expected a UserError");
}
