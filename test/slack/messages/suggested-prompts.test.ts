import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../../src/ledger/vocabulary.ts";
import { COMMANDS, helpMessage } from "../../../src/slack/messages/help-message.ts";
import { suggestedPrompts } from "../../../src/slack/messages/suggested-prompts.ts";
import { languageOf } from "../../../src/text/language.ts";
import { checkMessage } from "../../fakes/slack-rules.ts";
import { useShippedApp } from "../../support/shipped-app.ts";
import { shownText } from "../../support/shown.ts";
import { slackFaults } from "../../support/slack-limits.ts";

const LANGUAGES = ["ja", "en"] as const;
// Object.keys forgets which keys the table has.
const ALL_ROLES = Object.keys(ROLES) as Role[];

describe("the questions that are offered", () => {
  const app = useShippedApp();
  const all = ALL_ROLES.flatMap((role) =>
    LANGUAGES.flatMap((each) => suggestedPrompts(role, each)),
  );
  const messages = [...new Set(all.map(({ message }) => message))];

  test.each(messages)("are answered from the shipped documents: %s", async (message) => {
    const answer = await app().answer({
      question: message,
      by: { id: "tanaka", role: "coordinator" },
      isLogged: false,
    });

    expect(answer.kind).toBe("answered");
    expect(answer.citations).not.toEqual([]);
    if (/相談できる相手|探しています|Looking for/u.test(message)) {
      expect(answer.partners).not.toEqual([]);
    }
  });

  test("are four for each role, in the language of the reader, each under a title of its own", () => {
    for (const role of ALL_ROLES) {
      for (const language of LANGUAGES) {
        const prompts = suggestedPrompts(role, language);

        expect(new Set(prompts.map(({ title }) => title)).size).toBe(4);
        expect(prompts.map(({ message }) => languageOf(message))).toEqual(Array(4).fill(language));
      }
    }
  });
});

describe("the help", () => {
  test.each(ALL_ROLES)("tells %s what to ask and which commands there are", (role) => {
    for (const language of LANGUAGES) {
      const message = helpMessage(role, language);
      const shown = shownText(message.blocks);

      expect(checkMessage({ ...message })).toEqual([]);
      expect(slackFaults(message)).toEqual([]);
      for (const prompt of suggestedPrompts(role, language)) {
        expect(shown).toContain(prompt.message);
      }
      for (const { usage, roles } of Object.values(COMMANDS)) {
        const isTold = shown.includes(`/musubi ${usage[language]}`);

        expect(isTold).toBe(roles.some((each) => each === role));
      }
    }
  });

  test("tells of the confidential form whoever may register a need, and nobody else", () => {
    expect(shownText(helpMessage("firm", "ja").blocks)).toContain("非公開の用紙（/musubi need）");
    expect(shownText(helpMessage("guest", "ja").blocks)).not.toMatch(/ニーズとして登録|非公開/u);
  });
});
