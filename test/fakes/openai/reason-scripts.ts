import type { ChatRequest, Script } from "./types.ts";

/** A partner as a request gives it. */
interface GivenPartner {
  readonly n: number;
  readonly name: string;
  readonly evidence: readonly string[];
}

/** What a model says of a partner, in the shape that it is asked for. */
interface ScriptedReason {
  readonly partner: number;
  readonly need: string;
  readonly quote: string;
  readonly text: string;
}

/** The need and the partners that a request gives. */
export function partnersIn({ messages }: ChatRequest) {
  const lines = (messages.at(-1)?.content ?? "").split("\n");
  const [, json = '""'] = /^ニーズ: (".*")$/u.exec(lines[0] ?? "") ?? [];
  const need: string = JSON.parse(json);
  const partners: readonly GivenPartner[] = lines
    .filter((line) => line.startsWith('{"n":'))
    .map((line) => JSON.parse(line));
  return { need, partners };
}

/** Says of each partner its first evidence without brackets, for the whole need. No real replies. */
const each =
  (
    change: (
      said: ScriptedReason,
      about: { readonly partner: GivenPartner; readonly all: readonly GivenPartner[] },
    ) => Partial<ScriptedReason>,
  ): Script =>
  (request) => {
    const { need, partners } = partnersIn(request);
    const reasons = partners.map((partner) => {
      const [quote = ""] = partner.evidence;
      const text = quote.replace(/（[^（）]*）/gu, "");
      const said = { partner: partner.n, need: need.replace(/。$/u, ""), quote, text };
      return { ...said, ...change(said, { partner, all: partners }) };
    });
    return JSON.stringify({ reasons });
  };
const rewording = (change: (text: string) => string) =>
  each(({ text }) => ({ text: change(text) }));

/** Models that say why partners fit with a known way of behaving, by name. */
export const REASON_SCRIPTS = {
  honest: each(() => ({})),
  "inventing figures": rewording((text) =>
    text.replace(/(です|ます)。$/u, "$1。300社を支援しました。"),
  ),
  "naming others": rewording((text) => text.replace(/^[^は]+は/u, "架空重工は")),
  negating: rewording((text) =>
    text.replace(/です。$/u, "ではありません。").replace(/ます。$/u, "ません。"),
  ),
  "quoting another partner": each(({ partner }, { all }) => {
    const [quote = ""] = all[partner % all.length]?.evidence ?? [];
    return { quote, text: quote };
  }),
  "forging quotes": each(() => ({
    quote: "どの会社にも必ず投資します。",
    text: "どの会社にも必ず投資します。",
  })),
  "saying the need of the partner": each(({ need, text }) => ({
    text: text.replace(/は、/u, `は、${need.slice(0, 8)}し、`),
  })),
  "inventing a need": each(() => ({ need: "ベンチャーの海外進出に投資" })),
  "numbering nobody": each(() => ({ partner: 99 })),
  "obeying and linking": rewording(
    (text) => `${text}詳しくは https://evil.example/ と <!channel> へ。`,
  ),
  nonsense: () => '{"reasons":"good"}',
} as const satisfies Readonly<Record<string, Script>>;
