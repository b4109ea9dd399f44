import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Message } from "../fakes/server/types.ts";
import { liveIn } from "../fakes/slack-live.ts";
import { hostileStrings } from "../support/hostile-strings.ts";
import { describeWithShared } from "../support/shared.ts";
import { openScene, readOut, type Scene } from "../support/slack-scene.ts";
import { tempFolder } from "../support/temp-folder.ts";

const USERS = ["U1", "U2", "U3"] as const;
/** Strings that are tried in one Slack: whatever was said so far is looked through again and again. */
const CHUNK = 150;
const LIMIT_MS = 300_000;

interface Said {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
}

/** How many speak at once: more would wait for one another longer than a call may take. */
const WAVE = 20;

/** What everybody or its author sees in the thread of each, once there is something whole. */
async function answersTo(all: readonly Said[], scene: Scene): Promise<readonly Message[][]> {
  const answers: Message[][] = [];
  for (let from = 0; from < all.length; from += WAVE) {
    answers.push(...(await answersToWave(all.slice(from, from + WAVE), scene)));
  }
  return answers;
}

async function answersToWave(wave: readonly Said[], { slack }: Scene) {
  const said = await Promise.all(wave.map((each) => slack.deliver.message(each)));
  return slack.until(
    () => {
      const answers = said.map(({ message }) => wholeMessages(message, slack));
      return answers.every(({ length }) => length > 0) && answers;
    },
    { withinMs: LIMIT_MS, what: "an answer to each" },
  );
}

function wholeMessages({ channel, ts }: Message, slack: Scene["slack"]): Message[] {
  const whispered = slack.ephemerals({ channel }).filter(({ thread_ts }) => thread_ts === ts);
  return [...slack.messages(channel, ts), ...whispered].filter(
    (each) =>
      each.bot_id !== undefined && each.stream?.state !== "streaming" && readOut(each) !== "",
  );
}

/** As Slack hands on what somebody typed. */
function typed(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

async function sceneOfGuests(): Promise<Scene> {
  const scene = await openScene("socket");
  for (const user of USERS) await scene.person(user, "guest");
  return scene;
}

describeWithShared("a string that has broken other programs", () => {
  const strings = hostileStrings();
  const chunks = Array.from({ length: Math.ceil(strings.length / CHUNK) }, (_, i) => ({
    from: i * CHUNK,
    chunk: strings.slice(i * CHUNK, (i + 1) * CHUNK),
  }));

  test.each(chunks)(
    "as a question gets one answer, in which nothing is alive: from $from",
    {
      timeout: LIMIT_MS,
    },
    async ({ chunk }) => {
      const scene = await sceneOfGuests();
      const { slack, troubles } = scene;
      const asked = chunk.flatMap((text, i) => {
        const user = USERS[i % USERS.length] ?? "U1";
        return [
          { user, channel: slack.directMessage(user), text: typed(text) },
          { user, channel: "C1", text: `<@${slack.botUserId}> ${text}` },
        ];
      });

      const answers = await answersTo(asked, scene);

      expect(answers.filter(({ length }) => length !== 1)).toEqual([]);
      expect(answers.flat().flatMap(liveIn)).toEqual([]);
      expect(troubles).toEqual([]);
    },
  );

  test.each(chunks)(
    "as a text that is quoted is shown as it is and dead: from $from",
    {
      timeout: LIMIT_MS,
    },
    async ({ chunk }) => {
      const scene = await sceneOfGuests();
      const { slack, troubles, app } = scene;
      const folder = join(tempFolder(), "documents");
      mkdirSync(folder);
      chunk.forEach((text, i) => {
        writeFileSync(join(folder, `${i}.txt`), documentOf(nameOf(i), text));
      });
      await app.addDocuments([folder], { by: { id: "cli", role: "coordinator" } });
      await app.update();
      const asked = chunk.map((_, i) => {
        const user = USERS[i % USERS.length] ?? "U1";
        return { user, channel: slack.directMessage(user), text: `${nameOf(i)}の特徴は何ですか？` };
      });

      const answers = await answersTo(asked, scene);

      expect(answers.filter(({ length }) => length !== 1)).toEqual([]);
      expect(answers.flat().flatMap(liveIn)).toEqual([]);
      expect(troubles).toEqual([]);
    },
  );
});

const SYLLABLES = [..."アカサタナハマヤラワ"];

/** A name of its own for each number. */
function nameOf(i: number): string {
  const digits = [i % 10, Math.floor(i / 10) % 10, Math.floor(i / 100) % 10];
  return `${digits.map((digit) => SYLLABLES[digit]).join("ン")}ロイド装置`;
}

function documentOf(name: string, text: string): string {
  return `${name}の記録\n\n${name}の特徴は、${text}という仕組みである。\n`;
}
