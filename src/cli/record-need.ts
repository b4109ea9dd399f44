import type { NeedDraft } from "../desk/draft-need.ts";
import { UserError } from "../errors.ts";
import type { Result } from "../ledger/ledger.ts";
import type { Actor } from "../ledger/records.ts";
import { STATES } from "../ledger/states.ts";
import { ANONYMITIES, CONFIDENTIALITIES, type Labels, NEED_TYPES } from "../ledger/vocabulary.ts";
import type { Suggestion, Suggestions } from "../matching/suggestion.ts";
import type { Language } from "../text/language.ts";
import type { App } from "./app.ts";
import { codeOf, dayGiven, misuse, regionOf } from "./arguments.ts";
import type { CommandContext } from "./command.ts";

export const RECORD_OPTIONS = {
  record: { type: "boolean" },
  log: { type: "boolean" },
  take: { type: "string" },
  organisation: { type: "string" },
  anonymity: { type: "string" },
  confidentiality: { type: "string" },
  coordinator: { type: "string" },
  region: { type: "string" },
  until: { type: "string" },
  new: { type: "boolean" },
} as const;

type RecordValues = Partial<
  Record<
    Exclude<keyof typeof RECORD_OPTIONS, "record" | "log" | "new"> | "data",
    string | undefined
  >
> & { readonly new?: boolean | undefined; readonly json?: boolean | undefined };

interface Recording {
  readonly text: string;
  readonly by: Actor;
  readonly values: RecordValues;
  readonly usage: string;
}

/** How many of the suggestions become matches when nobody says which. */
const TAKEN = 3;

/** What was registered: a need, and the matches with the suggestions that were chosen. */
interface Registration {
  readonly draft: NeedDraft;
  readonly need: Registered;
  readonly matches: readonly Result<"match">[];
}

/** The numbers of what was written, as `--log` tells them. */
export interface Logged {
  readonly need: string;
  readonly matches: readonly string[];
}

/**
 * Registers a need with the suggestions that were chosen, and tells their numbers. Where open needs
 * are about the same, they are shown and nothing is written unless `--new` says so.
 */
export async function recordNeed(
  app: App,
  recording: Recording,
  context: CommandContext,
): Promise<void> {
  const registration = await register(app, recording);
  if ("alreadyThere" in registration) throw alreadyThere(registration.alreadyThere);
  const { need, matches } = registration;
  if (recording.values.json) {
    await context.print(JSON.stringify({ need: need.record, matches }));
    return;
  }
  for (const line of told(registration, context.language)) await context.print(line);
}

/**
 * Registers a need, and gives the suggestions of which it keeps some, as they stand on record, with the
 * numbers of what was written; nothing is where open needs are about the same, which is reported, unless
 * `--new` says so.
 */
export async function logNeed(
  app: App,
  recording: Recording,
  context: CommandContext,
): Promise<Suggestions & Pick<NeedDraft, "similar"> & { readonly logged?: Logged }> {
  const registration = await register(app, recording);
  const isThere = "alreadyThere" in registration;
  const { suggestions, similar } = isThere ? registration.alreadyThere : registration.draft;
  const shown = { ...suggestions, need: recording.text, similar };
  if (isThere) {
    context.report(alreadyThere(registration.alreadyThere).text);
    return shown;
  }
  const matches = registration.matches.flatMap((match) =>
    match.kind === "done" ? [match.record.id] : [],
  );
  return { ...shown, logged: { need: registration.need.record.id, matches } };
}

async function register(
  app: App,
  { text, by, values, usage }: Recording,
): Promise<Registration | { readonly alreadyThere: NeedDraft }> {
  const draft = await app.needs.draft({
    text,
    by,
    organisation: values.organisation,
    anonymity: given(ANONYMITIES, values.anonymity, { option: "--anonymity", usage }),
    confidentiality: given(CONFIDENTIALITIES, values.confidentiality, {
      option: "--confidentiality",
      usage,
    }),
    coordinator: values.coordinator,
    region: regionOf(values.region, usage),
    expiresOn: dayGiven(values.until, { option: "--until", usage }),
  });
  if (draft.similar.length > 0 && !values.new) return { alreadyThere: draft };
  const taken = takenOf(draft.suggestions.partners, values.take, usage);
  const { need, matches } = await app.needs.register(draft, taken, by);
  if (need.kind === "refused") throw new UserError(need.why);
  return { draft, need, matches };
}

type Registered = Extract<Result<"need">, { readonly kind: "done" }>;

function told(
  { draft: { holdsSecret }, need, matches }: Registration,
  language: Language,
): readonly string[] {
  const { id, type, summary, anonymity, coordinator, expiresOn } = need.record;
  const who = ANONYMITIES[anonymity][language];
  const ja = [
    `ニーズ ${id} を登録しました（イベント ${need.event}）。`,
    `  ${NEED_TYPES[type].ja}: ${summary}`,
    `  相手方への表示: ${who}、担当: ${coordinator}、期限: ${expiresOn}`,
    ...(holdsSecret ? ["  秘密の部分は別の場所に暗号化して保管しました。"] : []),
  ];
  const en = [
    `Need ${id} is registered (event ${need.event}).`,
    `  ${NEED_TYPES[type].en}: ${summary}`,
    `  shown to the other side: ${who}; coordinator: ${coordinator}; until ${expiresOn}`,
    ...(holdsSecret ? ["  What is secret is kept encrypted in a place of its own."] : []),
  ];
  const last = {
    ja: "紹介するには、コーディネーターの確認と双方の同意が要ります。",
    en: "An introduction needs a coordinator's look and the consent of both sides.",
  }[language];
  return [...{ ja, en }[language], ...matches.map((each) => matchLine(each, language)), last];
}

function matchLine(result: Result<"match">, language: Language): string {
  if (result.kind === "refused") return `  ${result.why[language]}`;
  const { id, partner, seed, state, nextAction, nextActionDue } = result.record;
  const what = seed === undefined ? partner.name : `${partner.name} — ${seed}`;
  return {
    ja: `  ${id} ${what}（${STATES[state].ja}）次: ${nextAction}、${nextActionDue}まで（イベント ${result.event}）`,
    en: `  ${id} ${what} (${STATES[state].en}); next: ${nextAction} by ${nextActionDue} (event ${result.event})`,
  }[language];
}

function takenOf(
  partners: readonly Suggestion[],
  take: string | undefined,
  usage: string,
): readonly Suggestion[] {
  if (take === undefined) return partners.slice(0, TAKEN);
  const ranks = take.split(/[,、\s]+/u).filter((rank) => rank !== "");
  return ranks.flatMap((rank) => {
    const partner = /^\d+$/u.test(rank) ? partners[Number(rank) - 1] : undefined;
    if (rank === "0") return [];
    if (!partner) {
      throw misuse(
        {
          ja: `--take の「${rank}」番の候補はありません。候補は${partners.length}件です（0 は候補なしで登録）。`,
          en: `There is no candidate ${rank} to --take; there are ${partners.length} (0 registers without any).`,
        },
        usage,
      );
    }
    return [partner];
  });
}

function given<Code extends string>(
  labels: Labels<Code>,
  value: string | undefined,
  where: Parameters<typeof codeOf>[2],
): Code | undefined {
  return value === undefined ? undefined : codeOf(labels, value, where);
}

function alreadyThere({ similar }: NeedDraft): UserError {
  const list = similar.map(({ id, summary, likeness }) => `  ${id} (${likeness}) ${summary}`);
  return new UserError({
    ja: `似たニーズがすでに登録されています。\n${list.join("\n")}\n別のニーズとして登録するには --new を付けてください。まだ何も書き込んでいません。`,
    en: `Open needs are about the same:\n${list.join("\n")}\nTo register this one all the same add --new. Nothing has been written.`,
  });
}
