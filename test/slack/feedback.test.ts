import { expect, test } from "vitest";
import { ADMIN, openScene, readOut } from "../support/slack-scene.ts";

test("a comment on an answer is on record with its category, unless it tells a secret", async () => {
  const { slack, ask, person, app } = await openScene("socket");
  await person("U1", "coordinator");
  const answer = await ask({ user: "U1", text: "岡山TLOの支援は何年間？" });
  const shown = () => [
    ...slack.messages(slack.directMessage("U1")),
    ...slack.ephemerals({ user: "U1" }),
  ];
  const comment = async (text: string) => {
    const seen = shown().length;
    await slack.deliver.action({
      user: "U1",
      message: answer,
      action: { action_id: "musubi_feedback", value: "A-000001|not-useful" },
    });
    const view = await slack.until(() => slack.views("U1")[0]);
    await slack.deliver.viewSubmission({
      view,
      values: { category: { value: "outdated" }, comment: { value: text } },
    });
    return slack.until(() => shown()[seen]);
  };

  const refused = await comment("弊社の未出願の配合では、硫酸すず40g/Lに添加剤を2%入れています。");
  const kept = await comment("年数が古いと思います。");

  expect(readOut(refused)).toContain("記録していません");
  expect(readOut(kept)).toContain("確認待ち");
  expect(await app.desk().ledger.all("feedback", ADMIN)).toMatchObject([
    { target: "A-000001", category: "outdated", comment: "年数が古いと思います。" },
  ]);
});
