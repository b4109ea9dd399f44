import type { Desk } from "./desk.ts";
import type { Ledger, Secret } from "./ledger.ts";
import { kindOf } from "./record-store.ts";
import type { LoggedAnswer } from "./records.ts";
import { notFound, Refusal } from "./refusal.ts";
import { FEEDBACK_CATEGORIES } from "./vocabulary.ts";

type NewAnswer = Parameters<Ledger["logAnswer"]>[0];

/** The log of questions that were answered, and what people think of records. */
export function createAnswers(desk: Desk): Pick<Ledger, "logAnswer" | "giveFeedback"> {
  return {
    logAnswer: async (input, by) =>
      desk.change<"answer">("answer", by, (change) => {
        const { secret, ...open } = withoutSecrets(input);
        const answer: LoggedAnswer = {
          ...open,
          id: desk.records.nextId("answer"),
          at: change.at,
          ...(secret === undefined ? {} : { sealed: desk.vault.seal(secret) }),
        };
        return change.save("answer", answer, { action: "answer.create" });
      }),
    giveFeedback: async (input, by) =>
      desk.change<"feedback">("feedback", by, (change) => {
        const kind = kindOf(input.target);
        if (!kind || !desk.records.get(kind, input.target)) throw notFound(input.target);
        // Answers in a channel are there for all who read along; of any other record not even that it is.
        if (kind !== "answer") change.find(kind, input.target);
        if (!Object.hasOwn(FEEDBACK_CATEGORIES, input.category)) throw badCategory();
        return change.save(
          "feedback",
          {
            ...input,
            id: desk.records.nextId("feedback"),
            by: change.actor.id,
            at: change.at,
            status: "open",
          },
          { action: "feedback.give" },
        );
      }),
  };
}

/** What a firm asks, and what is asked in confidence, goes into the vault whole. */
function withoutSecrets({ secret, ...answer }: NewAnswer): NewAnswer {
  if (answer.role !== "firm" && secret === undefined) return answer;
  const { question, text, citations, ...open } = answer;
  const quoted = citations.map(({ source, path, quote }) => `「${quote}」 ${source} ${path}`);
  const whole = [question, text, quoted.join("\n")].filter((part) => part !== undefined);
  const kept: Secret = { ...secret, text: secret?.text ?? whole.join("\n\n").trim() };
  return { ...open, citations: citations.map(({ source }) => ({ source })), secret: kept };
}

function badCategory(): Refusal {
  const list = Object.values(FEEDBACK_CATEGORIES);
  return new Refusal(
    `評価を選んでください：${list.map(({ ja }) => ja).join("、")}。`,
    `Choose what it is: ${list.map(({ en }) => en).join("; ")}.`,
  );
}
