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

  test("of a language model are its name and how it is reached", () => {
    const env = { OPENAI_MODEL: "m", OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" };

    expect(readConfig(env, "/").model).toEqual({ model: "m", baseUrl: env.OPENAI_BASE_URL });
    expect(readConfig({ OPENAI_MODEL: "m", OPENAI_API_KEY: "k" }, "/").model).toEqual({
      model: "m",
      apiKey: "k",
    });
    expect(readConfig({ OPENAI_API_KEY: "k" }, "/").model).toMatchObject({ apiKey: "k" });
    expect(readConfig({ OPENAI_API_KEY: "k", OPENAI_MODEL: "none" }, "/").model).toBeUndefined();
    expect(readConfig({}, "/").model).toBeUndefined();
    expect(errorOf(() => readConfig({ OPENAI_MODEL: "m" }, "/")).text.ja).toContain(
      "OPENAI_API_KEY",
    );
  });

  test("of an embedding model are there only where it is named", () => {
    const env = { OPENAI_EMBEDDING_MODEL: "e", OPENAI_API_KEY: "k" };

    expect(readConfig(env, "/").embedding).toEqual({ model: "e", apiKey: "k" });
    expect(readConfig({ OPENAI_API_KEY: "k" }, "/").embedding).toBeUndefined();
    expect(errorOf(() => readConfig({ OPENAI_EMBEDDING_MODEL: "e" }, "/")).text.en).toContain(
      "OPENAI_EMBEDDING_MODEL also needs OPENAI_API_KEY",
    );
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
