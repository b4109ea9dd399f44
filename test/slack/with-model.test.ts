import { describe, expect, test } from "vitest";
import { FAULTS, type FaultName } from "../fakes/openai/faults.ts";
import { SCRIPTS } from "../fakes/openai/scripts.ts";
import { startModel } from "../support/language-model.ts";
import { scaled } from "../support/scale.ts";
import { openScene, readOut, type Scene } from "../support/slack-scene.ts";

const QUESTION = "岡山テクノプラザ開催事業の予算額はいくらですか？";

/** What speaks with a model takes some time to load on a busy machine. */
const PATIENCE = { withinMs: 50_000 };

/** What the assistant wrote in direct messages, when the answer with its sources stands there. */
async function answered({ slack, replies }: Scene, user: string) {
  const channel = slack.directMessage(user);
  await slack.deliver.message({ user, channel, text: QUESTION });
  return slack.until(() => {
    const written = replies(channel).filter(({ stream }) => stream?.state !== "streaming");
    return written.some((message) => readOut(message).includes("出典")) ? written : undefined;
  }, PATIENCE);
}

/** Faults of a model that has begun to say something true. */
const SPEAKING: ReadonlySet<FaultName> = new Set(["clean cut", "half JSON", "stall"]);

const beforeSources = (message: Parameters<typeof readOut>[0]) =>
  readOut(message).split("出典")[0] ?? "";

const sentencesShown = (scene: Scene) =>
  scene.slack.calls("chat.appendStream").map(({ args }) => JSON.stringify(args.chunks));

describe("answers in the words of a language model, in direct messages", () => {
  test("grow sentence by sentence and end as one whole message", async () => {
    const { model } = await startModel();
    const scene = await openScene("socket", { model });
    await scene.person("U1", "coordinator");

    const written = await answered(scene, "U1");

    const [whole = { blocks: [] }] = written;
    expect(written).toHaveLength(1);
    expect(sentencesShown(scene)).toHaveLength(2);
    expect(sentencesShown(scene).join()).toContain("5,000千円");
    expect(beforeSources(whole).split("予算額は5,000千円")).toHaveLength(2);
    expect(readOut(whole)).toContain("言語モデル: トークン入力");
    expect(scene.troubles).toEqual([]);
  });

  test("tell guests nothing of what they have cost", async () => {
    const { model } = await startModel();
    const scene = await openScene("socket", { model });
    await scene.person("U1", "guest");

    const [whole = { blocks: [] }] = await answered(scene, "U1");

    expect(readOut(whole)).toContain("出典");
    expect(readOut(whole)).not.toContain("トークン");
  });

  const ALL = Object.keys(FAULTS) as FaultName[];
  const SOME: readonly FaultName[] = ["clean cut", "half JSON", "stall", "500"];
  test.each([...new Set([...SOME, ...ALL])].slice(0, scaled(ALL.length, SOME.length)))(
    "leave nothing partial standing when the model fails with %s",
    async (fault) => {
      const { openai, model } = await startModel({ idleMs: 500 });
      const scene = await openScene("socket", { model });
      await scene.person("U1", "guest");
      openai.failNext(fault, 2);

      const written = await answered(scene, "U1");

      expect(written).toHaveLength(1);
      if (SPEAKING.has(fault)) expect(sentencesShown(scene).length).toBeGreaterThan(0);
      const [whole = { blocks: [] }] = written;
      expect(readOut(whole)).toContain("言語モデルから確かな返答が得られなかった");
      expect(beforeSources(whole).split("予算額は5,000千円")).toHaveLength(2);
    },
  );

  test("leave no sentence standing when Slack lets the message not be changed", async () => {
    const { model } = await startModel();
    const scene = await openScene("socket", { model });
    await scene.person("U1", "guest");
    scene.slack.failNext("chat.update", { error: "cant_update_message" });
    await answered(scene, "U1");

    const left = await scene.slack.until(() => {
      const written = scene.replies(scene.slack.directMessage("U1"));
      return written.length === 1 ? written : undefined;
    }, PATIENCE);

    expect(readOut(left[0] ?? { blocks: [] })).toContain("出典");
  });

  test("keep nobody else waiting", async () => {
    const { openai, model } = await startModel();
    const scene = await openScene("socket", { model });
    await scene.person("U1", "guest");
    await scene.person("U2", "guest");
    openai.failNext("hang");
    const isAsked = new Promise<void>((asked) => {
      openai.play((...given) => {
        asked();
        return SCRIPTS.honest(...given);
      });
    });

    const first = answered(scene, "U1").then(() => "first");
    await isAsked;
    const second = answered(scene, "U2").then(() => "second");

    expect(await Promise.race([first, second])).toBe("second");
    await openai.stop();
    await first;
  });
});
