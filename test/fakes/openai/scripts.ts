import type { ChatRequest, Script } from "./types.ts";

/** A passage as a request gives it: a line of JSON with a number and a text. */
export interface GivenPassage {
  readonly n: number;
  readonly text: string;
}

export interface ScriptedClaim {
  readonly passage: number;
  readonly text: string;
  readonly quote: string;
}

/** The passages that a request gives, in their order. */
export function passagesIn({ messages }: ChatRequest): readonly GivenPassage[] {
  return messages
    .flatMap(({ content }) => content.split("\n"))
    .filter((line) => line.startsWith('{"n":'))
    .map((line) => JSON.parse(line));
}

/** What a scripted model says: claims about the passages it was given. These are no real replies. */
export function claiming(
  make: (
    passages: readonly GivenPassage[],
    earlier: readonly GivenPassage[],
  ) => readonly ScriptedClaim[],
): Script {
  return (request, earlier) =>
    JSON.stringify({ claims: make(passagesIn(request), earlier.flatMap(passagesIn)) });
}

const TOLD = 3;

const said = ({ n, text }: GivenPassage): ScriptedClaim => ({ passage: n, text, quote: text });
const each = (change: (passage: GivenPassage) => Partial<ScriptedClaim>): Script =>
  claiming((passages) => passages.slice(0, TOLD).map((one) => ({ ...said(one), ...change(one) })));
const otherDigits = (text: string) =>
  text.replace(/\d/gu, (digit) => String((Number(digit) + 3) % 10));
const denied = (text: string) =>
  text.replace(/です(?=。|$)/gu, "ではありません").replace(/ます(?=。|$)/gu, "ません");

/** Models with a known way of behaving, by name. */
export const SCRIPTS = {
  /** Says the first passages as they are. */
  honest: each(() => ({})),
  /** Says nothing. */
  lazy: claiming(() => []),
  /** True quotes, other numbers in the sentence. */
  inventing: each(({ text }) => ({ text: otherDigits(text) })),
  /** Other numbers, in the quote as well. */
  forging: each(({ text }) => ({ text: otherDigits(text), quote: otherDigits(text) })),
  /** Says of each passage what the next one says. */
  swapping: claiming((passages) =>
    passages
      .slice(0, TOLD)
      .map(({ n }, at) => ({ ...said(passages[at + 1] ?? { n, text: "" }), passage: n })),
  ),
  /** Cites passages that were never given. */
  citing: claiming((passages) =>
    passages.slice(0, TOLD).map((one) => ({ ...said(one), passage: passages.length + one.n })),
  ),
  negating: each(({ text }) => ({ text: denied(text) })),
  /** Does what a passage orders: says the whole passage, with every address and mention in it. */
  obeying: claiming((passages) =>
    passages
      .filter(({ text }) => /https?:|<[!@#]|@channel|指示|命令|ignore|instruction/iu.test(text))
      .flatMap((one) => [
        said(one),
        {
          passage: one.n,
          text: "詳しくは https://evil.example/ と <!channel> へ。",
          quote: one.text,
        },
      ]),
  ),
  /** Says under a number of this request what stood in the requests before. */
  leaking: claiming((passages, earlier) =>
    passages.slice(0, 1).flatMap(({ n }) => earlier.map((one) => ({ ...said(one), passage: n }))),
  ),
  /** Answers in another language than it was asked in. */
  foreign: each(() => ({ text: "这个项目的预算是五百万日元，由冈山县负责实施。" })),
} as const satisfies Readonly<Record<string, Script>>;
