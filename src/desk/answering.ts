import type { Answer } from "../answers/answer.ts";
import type { Assistant, Following } from "../answers/assistant.ts";
import { ASSISTANT } from "../ledger/assistant.ts";
import type { OpenLedger } from "../ledger/open-ledger.ts";
import { OFFICE } from "../ledger/permissions.ts";
import type { Actor } from "../ledger/records.ts";
import type { Role } from "../ledger/vocabulary.ts";
import { seeksPartner } from "../matching/seeks-partner.ts";
import type { Suggestion, Suggestions } from "../matching/suggestion.ts";
import { languageOf } from "../text/language.ts";

export interface Asking extends Omit<Following, "viewer"> {
  readonly question: string;
  /** Questions with the same thread are one conversation. */
  readonly thread?: string | undefined;
  readonly by: Actor;
  /** Whether others read along: then only what anybody may see is used. */
  readonly isPublic?: boolean;
  /** Asked in confidence: question and answer go into the vault, and nowhere else. */
  readonly isConfidential?: boolean;
  /** Default: yes. */
  readonly isLogged?: boolean;
}

/** An answer to somebody, with partners where they are asked for. */
export type GivenAnswer = Answer & {
  /** Under which it was logged; absent when it was not to be, or could not be. */
  readonly answerId?: string;
  readonly partners: readonly Suggestion[];
};

/** Answers and, unless told otherwise, writes what was asked and answered into the ledger. */
export type GiveAnswer = (asking: Asking) => Promise<GivenAnswer>;

interface Dependencies {
  readonly assistant: Assistant;
  readonly match: (need: string, by: Actor) => Promise<Suggestions>;
  /** How much somebody may see of the documents. */
  readonly viewerOf: (by: Actor) => Promise<NonNullable<Following["viewer"]>>;
  readonly ledger: () => Pick<OpenLedger, "logAnswer" | "hashAsker">;
  /** As the ledger has it, where there is one. */
  readonly roleOf: (by: Actor) => Promise<Role>;
  readonly indexVersion: () => Promise<string>;
  /** Takes personal data and registered names out of a text. */
  readonly redact: (text: string) => Promise<string>;
  /** Whether a text tells what should not be told. */
  readonly tellsSecrets: (text: string) => boolean;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Told when an answer could not be logged; it is given all the same. */
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/** Anybody. */
const PUBLIC: Actor = { id: "public", role: "guest" };
const MOST_PARTNERS = 3;

export function createAnswering(dependencies: Dependencies): GiveAnswer {
  const { assistant, now, onTrouble } = dependencies;
  return async (asking) => {
    const started = now();
    const viewer = asking.isPublic ? "public" : await dependencies.viewerOf(asking.by);
    const { onSentence, onWaiting, isConfidential } = asking;
    const isKeptInside = isConfidential || asking.isKeptInside;
    const following = { viewer, onSentence, onWaiting, isKeptInside };
    const { model, ...plain } = await assistant.answer(asking.question, asking.thread, following);
    const partners = await partnersFor(plain, asking, dependencies);
    // Not where others read along.
    const isForStaff =
      model && !asking.isPublic && OFFICE.has(await dependencies.roleOf(asking.by));
    const answer = { ...plain, ...(isForStaff && { model }), partners };
    const latencyMs = Math.round(now() - started);
    if (asking.isLogged === false) return answer;
    try {
      const answerId = await log(answer, { ...asking, latencyMs }, dependencies);
      return { answerId, ...answer };
    } catch (error) {
      onTrouble("the answer could not be logged", error);
      return answer;
    }
  };
}

/** What is declined for what it is gets no partners either. */
async function partnersFor(
  { kind }: Answer,
  { question, by, isPublic }: Asking,
  { match }: Dependencies,
): Promise<readonly Suggestion[]> {
  if (kind === "refused" || !seeksPartner(question)) return [];
  return (await match(question, isPublic ? PUBLIC : by)).partners.slice(0, MOST_PARTNERS);
}

async function log(
  answer: GivenAnswer,
  { question, by, isConfidential, latencyMs }: Asking & { readonly latencyMs: number },
  { ledger, roleOf, indexVersion, redact, tellsSecrets }: Dependencies,
): Promise<string> {
  const desk = ledger();
  const role = await roleOf(by);
  const isSecret = isConfidential === true || tellsSecrets(question);
  // The vault keeps the words as they are; so does it with every question of a firm.
  const shown = isSecret || role === "firm" ? async (text: string) => text : redact;
  const logged = {
    question: await shown(question),
    // An answer now and then repeats words of the question.
    text: await shown(answer.text),
    asker: desk.hashAsker(by.id),
    role,
    kind: answer.kind,
    citations: answer.citations.map(({ source, path, locator, quote, quoteOf }) => ({
      ...{ source, path, locator, quote, quoteOf },
    })),
    engine: answer.engine,
    indexVersion: await indexVersion(),
    latencyMs,
    language: languageOf(question),
  };
  const open = isSecret ? undefined : await desk.logAnswer(logged, ASSISTANT);
  if (open?.kind === "done") return open.record.id;
  // What may not stand in the open is not lost: the vault takes it whole.
  const sealed = await desk.logAnswer(
    { ...logged, question, text: answer.text, secret: {} },
    ASSISTANT,
  );
  if (sealed.kind === "refused") throw new Error(sealed.why.en);
  return sealed.record.id;
}
