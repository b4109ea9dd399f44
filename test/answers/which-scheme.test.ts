import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/answers/answer.ts";
import { useShippedApp } from "../support/shipped-app.ts";

const app = useShippedApp();
const ask = (question: string): Promise<Answer> => app().assistant.answer(question);
const verdictsOf = ({ criteria }: Answer, scheme: string) =>
  criteria.filter((criterion) => criterion.scheme === scheme).map(({ verdict }) => verdict);

const POTTERY =
  "備前焼の陶土の副産物を使って大学と新しい断熱材を開発したい会社がある。使える補助金は?";
const RESOURCES = "地域資源活用型研究開発事業";

describe("a question for a scheme that describes a situation", () => {
  test("is answered with what the scheme is for, not with the case of another", async () => {
    const answer = await ask(POTTERY);

    expect(answer.text).toContain(RESOURCES);
    expect(answer.text).not.toContain("井原水産");
    expect(answer.text).not.toContain("申請できます");
  });

  test("shows for each condition whether it is met, with the line that sets it", async () => {
    const answer = await ask(POTTERY);

    expect(verdictsOf(answer, RESOURCES)).toEqual(["該当", "要確認", "要確認"]);
    for (const { n } of answer.criteria) {
      expect(answer.citations.find((citation) => citation.n === n)?.quote).toContain(RESOURCES);
    }
  });

  test("asks the one thing that would decide most, and says that the scheme is of the past", async () => {
    const { notices } = await ask(POTTERY);

    expect(notices.join()).toContain("どちらに当たりますか");
    expect(notices.join()).toContain("現在の公募状況はこの資料から確認できません");
  });

  test.each([
    [
      "alone",
      "地域資源活用型研究開発事業は、うちの会社が単独で応募しても対象になりますか",
      "非該当",
    ],
    [
      "not with a university",
      "地域資源活用型研究開発事業は、大学と組んでいない会社でも対象ですか",
      "非該当",
    ],
    ["with a university", "大学と一緒にやるなら地域資源活用型研究開発事業の対象ですか", "該当"],
    ["who does not say with whom", "地域資源活用型研究開発事業は製造業なら対象ですか", "要確認"],
  ])("weighs the condition of a joint team for a firm %s", async (_, question, verdict) => {
    expect(verdictsOf(await ask(question), RESOURCES)[0]).toBe(verdict);
  });

  test("knows that a measure of one prefecture is not for a firm of another", async () => {
    const answer = await ask("広島県の中小企業ですが、岡山・わが社の技認定事業の対象になりますか");

    expect(verdictsOf(answer, "岡山・わが社の技認定事業").at(-1)).not.toBe("該当");
  });
});

describe("words that look like a denial and are none", () => {
  test.each([
    ["地域資源活用型研究開発事業は大学と少ない人数で連携する中小企業も対象ですか", "該当"],
    ["地域資源活用型研究開発事業は、大学と連携していない会社も対象ですか", "非該当"],
    ["Is a firm without a university eligible for the regional resource R&D programme?", "非該当"],
  ])("are told from one: %s", async (question, verdict) => {
    const { criteria } = await ask(question);

    expect(criteria[0]?.verdict).toBe(verdict);
  });
});
