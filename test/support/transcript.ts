import { expect } from "vitest";
import { isObject, type Json } from "../fakes/rules/shape.ts";
import type { Filled } from "../fakes/server/fill-view.ts";
import type { Call, Message, OpenView } from "../fakes/server/types.ts";
import { liveIn } from "../fakes/slack-live.ts";
import { rendered, renderedView } from "./rendered.ts";
import type { Scene } from "./slack-scene.ts";

/** A field of a form with what somebody writes or chooses in it. */
export type Answers = Readonly<Record<string, string | readonly string[] | null>>;

/**
 * What people do in a scene, and what they see of it, one after the other. Everything resolves with
 * what the assistant showed, as text, when it has done all that it does.
 */
export interface Transcript {
  /** Somebody writes; in the direct messages unless a channel is named. */
  writes(said: {
    user: string;
    text: string;
    channel?: string;
    thread_ts?: string;
  }): Promise<string>;
  commands(user: string, text: string, channel?: string): Promise<string>;
  /** Somebody presses a button, by its label and, where there are several, by their order from 0. */
  presses(user: string, label: string, on: Message | OpenView, at?: number): Promise<string>;
  /** Somebody fills in the window on top and sends it. */
  sends(user: string, answers?: Answers): Promise<string>;
  shortcut(user: string, message?: Message): Promise<string>;
  opensHome(user: string, tab?: "home" | "messages"): Promise<string>;
  /** Somebody closes all windows. */
  closes(user: string): Promise<void>;
  /** Something happens that nobody in Slack did. */
  happens(what: string, work: () => Promise<void>): Promise<string>;
  /** The last message of the assistant in a channel, or in the direct messages with somebody. */
  last(where: string): Message;
  /** The last thing that only one person saw. */
  lastWhisper(user: string): Message;
  /** The window on top. */
  window(user: string): OpenView;
  /** Everything; fails when something live was shown, or something went wrong on the way. */
  whole(): string;
}

const SHOWN: Readonly<Record<string, (args: Json) => string | undefined>> = {
  "chat.postMessage": ({ thread_ts }) => `結び${thread_ts === undefined ? "" : "（スレッド）"}:`,
  "chat.postEphemeral": () => "結び（本人だけに見える）:",
  "chat.update": () => "結び（前のメッセージを書き換え）:",
  "chat.startStream": ({ chunks }) => `結び: …${titleOf(chunks)}`,
  "chat.stopStream": () => "結び:",
  "views.open": () => "画面が開く:",
  "views.update": () => "画面が変わる:",
  "views.publish": () => "ホーム:",
  "assistant.threads.setStatus": ({ status }) => (status === "" ? undefined : `結び: …${status}`),
  "assistant.threads.setSuggestedPrompts": () => "質問の例:",
  response_url: () => "結び（本人だけに見える）:",
};

/** Follows what is done in a scene; `names` are of people and channels. */
export function follow(scene: Scene, names: Readonly<Record<string, string>>): Transcript {
  const { slack } = scene;
  const lines: string[] = [];
  const standing = new Map<string, readonly string[]>();
  let seen = slack.calls().length;
  const nameOf = (id: string) => names[id] ?? id;
  const placeOf = (channel: string) => (channel.startsWith("D") ? "" : ` #${nameOf(channel)}`);
  const shows = (call: Call) => SHOWN[call.method]?.(call.args) !== undefined;

  /** Notes what was done, waits until it was dealt with, and notes what was shown. */
  async function step(done: string, work: () => Promise<unknown>): Promise<string> {
    lines.push("", done);
    await work();
    await slack.until(
      () =>
        slack
          .calls()
          .slice(seen)
          .some((call) => call.answer && shows(call)),
      {
        what: `something after: ${done}`,
        withinMs: 50_000,
      },
    );
    await scene.joined.settled();
    const shown = slack
      .calls()
      .slice(seen)
      .map((call) => linesOf(call));
    const told = slack
      .calls()
      .slice(seen)
      .flatMap((call) => withoutWhatStood(linesOf(call), call, standing));
    seen = slack.calls().length;
    lines.push(...told);
    return shown.flat().join("\n");
  }
  const windowOf = (user: string) => slack.views(user).at(-1) ?? missing(`a window for ${user}`);

  return {
    writes({ user, channel = slack.directMessage(user), ...said }) {
      const text = said.text.replaceAll(`<@${slack.botUserId}>`, "@結び");
      return step(`${nameOf(user)}${placeOf(channel)}: ${text}`, () =>
        slack.deliver.message({ user, channel, ...said }),
      );
    },
    commands: (user, text, channel = slack.directMessage(user)) =>
      step(`${nameOf(user)}${placeOf(channel)}: /musubi ${text}`, () =>
        slack.deliver.command({ command: "/musubi", text, user, channel }),
      ),
    presses: (user, label, on, at = 0) =>
      step(`${nameOf(user)}: 【${label}】を押す`, () => {
        const shown = "view" in on ? on.view.blocks : on.blocks;
        const action = pressable(shown).filter((each) => each.label === label)[at];
        if (!action) throw new Error(`No ${label} in ${rendered(shown).join("\n")}`);
        const { action_id, value } = action;
        const press = { user, action: { action_id, value } };
        return slack.deliver.action(
          "view" in on ? { ...press, view: on } : { ...press, message: on },
        );
      }),
    sends: (user, answers = {}) =>
      step(`${nameOf(user)}: 《${titleIn(windowOf(user))}》を送る${told(answers)}`, async () => {
        const view = windowOf(user);
        await slack.deliver.viewSubmission({ view, user, values: filled(answers) });
      }),
    shortcut: (user, message) =>
      step(`${nameOf(user)}: 「ニーズとして登録」を選ぶ`, () =>
        slack.deliver.shortcut({
          callbackId: "musubi_register_need",
          user,
          ...(message && { message }),
        }),
      ),
    opensHome: (user, tab = "home") =>
      step(`${nameOf(user)}: アプリの${tab === "home" ? "ホーム" : "メッセージ"}を開く`, () =>
        slack.deliver.homeOpened(user, tab),
      ),
    async closes(user) {
      for (const view of slack.views(user)) await slack.deliver.viewClosed({ view });
    },
    happens: (what, work) => step(`（${what}）`, work),
    last: (where) =>
      scene.replies(where.startsWith("C") ? where : slack.directMessage(where)).at(-1) ??
      missing(`a message in ${where}`),
    lastWhisper: (user) => slack.ephemerals({ user }).at(-1) ?? missing(`a whisper to ${user}`),
    window: windowOf,
    whole() {
      const said = [...scene.slack.calls()].map(({ args }) => args.channel).filter(isText);
      for (const channel of new Set(said)) {
        expect(
          slack
            .messages(channel)
            .filter(({ bot_id }) => bot_id)
            .flatMap(liveIn),
        ).toEqual([]);
      }
      expect(scene.troubles).toEqual([]);
      // Hashes come from keys that are made anew, and an index is as old as its file.
      return `${lines.join("\n").trim()}\n`
        .replace(/[0-9a-f]{64}/gu, "（ハッシュ）")
        .replace(/最終更新 [^\n]*/gu, "最終更新 …");
    },
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function missing(what: string): never {
  throw new Error(`Expected ${what}`);
}

function linesOf({ method, args, answer }: Call): readonly string[] {
  const title = answer?.body.ok === false ? undefined : SHOWN[method]?.(args);
  if (title === undefined) return [];
  const { view, blocks, prompts } = args;
  const shown = isObject(view) ? renderedView(view) : rendered(blocks);
  const asked = (Array.isArray(prompts) ? prompts : []).map(
    (prompt) => `[${prompt.title}] ${prompt.message}`,
  );
  return [title, ...[...shown, ...asked].map((line) => `  │ ${line}`.trimEnd())];
}

/** Of a message that is brought up to date, what was not there before. */
function withoutWhatStood(
  told: readonly string[],
  { method, args, answer }: Call,
  standing: Map<string, readonly string[]>,
): readonly string[] {
  const ts = args.ts ?? answer?.body.ts;
  const key = `${args.channel ?? ""} ${ts ?? ""}`;
  const before = standing.get(key) ?? [];
  standing.set(key, told);
  if (method !== "chat.update") return told;
  const kept = told.map((line, i) => (i > 0 && before.includes(line) ? "  │ ⋮" : line));
  return kept.filter((line, i) => line !== "  │ ⋮" || kept[i - 1] !== line);
}

function titleOf(chunks: unknown): string {
  const [first] = Array.isArray(chunks) ? chunks : [];
  return isObject(first) ? String(first.title) : "";
}

function titleIn({ view: { title } }: OpenView): string {
  return isObject(title) ? String(title.text) : "";
}

function told(answers: Answers): string {
  return Object.entries(answers)
    .map(([name, value]) => `\n    ${name} = ${[value ?? "（空）"].flat().join("、")}`)
    .join("");
}

/** All fields of our forms have one action id. */
function filled(answers: Answers): Filled {
  return Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, { value }]));
}

interface Pressable {
  readonly action_id: string;
  readonly value: string;
  readonly label: string;
}

function pressable(value: unknown): readonly Pressable[] {
  if (Array.isArray(value)) return value.flatMap(pressable);
  if (!isObject(value)) return [];
  const { type, action_id, text } = value;
  const made = (from: unknown): readonly Pressable[] =>
    isObject(from) && isObject(from.text)
      ? [{ action_id: String(action_id), value: String(from.value), label: String(from.text.text) }]
      : [];
  if (type === "button") return made({ text, value: value.value });
  if (type === "feedback_buttons")
    return [value.positive_button, value.negative_button].flatMap(made);
  return Object.values(value).flatMap(pressable);
}
