import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/root.ts";
import { describeWithShared, SHARED } from "../support/shared.ts";
import { converseWithShippedApp } from "../support/shipped-app.ts";

const manifest = readManifest();

describe("the manifest", () => {
  const ask = converseWithShippedApp();

  test.each([
    ["README.md", "Scopes"],
    ["README.ja.md", "権限"],
  ])("asks for the scopes that %s gives a reason for, and no others", (file, title) => {
    const rows = section(file, title).matchAll(/^\| `([a-z:_]+)` \| (.+) \|$/gmu);
    const reasons = new Map([...rows].map(([, scope = "", reason = ""]) => [scope, reason]));

    expect([...reasons.keys()].sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
    for (const reason of reasons.values()) expect(reason.length).toBeGreaterThan(10);
  });

  test("asks for the scope of every event that it subscribes to, and reads no group messages", () => {
    // As Slack's reference of events has them; opening the Home needs none.
    const scopeOf: Readonly<Record<string, string | undefined>> = {
      app_home_opened: undefined,
      app_mention: "app_mentions:read",
      "message.channels": "channels:history",
      "message.groups": "groups:history",
      "message.im": "im:history",
    };
    const { bot_events } = manifest.settings.event_subscriptions;

    expect([...bot_events].sort()).toEqual(Object.keys(scopeOf).sort());
    expect(manifest.oauth_config.scopes.bot).toEqual(
      expect.arrayContaining(Object.values(scopeOf).filter((scope) => scope !== undefined)),
    );
  });

  test("has the slash command and the shortcut that the contract names", () => {
    const { slash_commands, shortcuts } = manifest.features;

    expect(slash_commands.map(({ command }) => command)).toEqual(["/musubi"]);
    for (const word of ["help", "ask", "need", "match", "status", "report", "config"])
      expect(slash_commands[0]?.usage_hint).toContain(word);
    expect(shortcuts).toMatchObject([
      { type: "message", callback_id: "musubi_register_need", name: "ニーズとして登録" },
    ]);
  });

  test("works in Socket Mode as it stands, with Home and messages open to write to", () => {
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
    });
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(JSON.stringify(manifest)).not.toContain("url");
  });

  test("is for the agent view: the assistant view takes no new apps", () => {
    expect(manifest.features).toHaveProperty("agent_view");
    expect(manifest.features).not.toHaveProperty("assistant_view");
  });

  test.each(manifest.features.agent_view.suggested_prompts)(
    "suggests what the shipped cards answer with citations: $message",
    async ({ title, message }) => {
      const answer = await ask(message);

      expect(["answered", "partial"]).toContain(answer.kind);
      expect(answer.citations.length).toBeGreaterThan(0);
      expect(`${title}${message}`).toMatch(/[ぁ-ん]/u);
    },
  );
});

describeWithShared("the manifest, judged by Slack's schemas", () => {
  const schemas = readdirSync(join(SHARED, "slack"))
    .filter((name) => /^manifest\.schema\..*\.json$/u.test(name))
    .map((name) => ({ name, faultsOf: judge(join(SHARED, "slack", name)) }));

  test("is judged by both versions", () => {
    expect(schemas).toHaveLength(2);
  });

  describe.each(schemas)("$name", ({ faultsOf }) => {
    test("is valid as it stands, and changed for HTTP as the README says", () => {
      expect(faultsOf(manifest)).toEqual([]);
      expect(faultsOf(overHttp(readManifest()))).toEqual([]);
    });

    test.each<[string, (manifest: Manifest) => unknown]>([
      ["a feature that Slack does not have", (m) => Object.assign(m.features, { chat_view: {} })],
      ["a command without its slash", (m) => change(m.features.slash_commands, { command: "m" })],
      ["a shortcut of no kind", (m) => change(m.features.shortcuts, { type: "channel" })],
      [
        "a shortcut with too long a name",
        (m) => change(m.features.shortcuts, { name: longer(24) }),
      ],
      [
        "a fifth suggestion",
        ({ features: { agent_view } }) => agent_view.suggested_prompts.push(...FIFTH),
      ],
      [
        "too long a description",
        (m) => Object.assign(m.display_information, { description: longer(140) }),
      ],
      ["an event twice", (m) => m.settings.event_subscriptions.bot_events.push("app_mention")],
    ])("refuses %s", (_, spoil) => {
      const spoilt = readManifest();
      spoil(spoilt);

      expect(faultsOf(spoilt)).not.toEqual([]);
    });
  });
});

const FIFTH = [{ title: "五つ目", message: "五つ目の質問" }];

/** One letter more than is allowed. */
function longer(most: number): string {
  return "長".repeat(most + 1);
}

/** What of the manifest the tests look at. */
interface Manifest {
  readonly display_information: object;
  readonly features: {
    readonly app_home: object;
    readonly agent_view: { readonly suggested_prompts: { title: string; message: string }[] };
    readonly shortcuts: object[];
    readonly slash_commands: { readonly command: string; readonly usage_hint: string }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: string[] };
    readonly interactivity: object;
  };
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, "manifest.json"), "utf8"));
}

/** Changes the only entry of a list. */
function change(list: object[], to: object): void {
  const [first] = list;
  if (first === undefined) throw new Error("Expected an entry");
  Object.assign(first, to);
}

/** The changes that the READMEs name for signed HTTP. */
function overHttp(base: Manifest): Manifest {
  const url = "https://musubi.example.jp/slack/events";
  const { settings, features } = base;
  Object.assign(settings, { socket_mode_enabled: false });
  Object.assign(settings.event_subscriptions, { request_url: url });
  Object.assign(settings.interactivity, { request_url: url });
  change(features.slash_commands, { url });
  return base;
}

/** What a schema has against a manifest; nothing when it is valid. */
function judge(schemaFile: string): (manifest: unknown) => readonly string[] {
  // Slack's schemas hold keywords and formats that ajv does not know.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** A part of a Markdown file, from its heading to the next one. */
function section(file: string, title: string): string {
  const text = readFileSync(join(ROOT, file), "utf8");
  const [, found] = new RegExp(`^#+ ${title}\\n(.*?)(?=^#)`, "msu").exec(text) ?? [];
  if (found === undefined) throw new Error(`Expected a heading "${title}" in ${file}`);
  return found;
}
