import type { Ledger } from "../ledger/ledger.ts";
import type { Actor, Match, Need } from "../ledger/records.ts";
import { STATES, type State } from "../ledger/states.ts";
import { isConsentLive, isLive, waysOf } from "../ledger/transitions.ts";
import { vitagoraStep } from "../ledger/vitagora.ts";
import { CLOSE_REASONS, STANDINGS } from "../ledger/vocabulary.ts";
import { japanDay, japanTime } from "../text/days.ts";
import type { Language } from "../text/language.ts";

/** A match as a person takes it over, a line each: where it stands, how it came there, what comes next. */
export async function caseSummary(
  ledger: Ledger,
  id: string,
  { by, now, language }: { readonly by: Actor; readonly now: Date; readonly language: Language },
): Promise<readonly string[] | undefined> {
  const match = await ledger.get("match", id, by);
  if (match === undefined) return undefined;
  const need = await ledger.get("need", match.need, by);
  const consents = (await ledger.all("consent", by)).filter((each) => each.match === id);
  const history = await ledger.events(id);
  const today = japanDay(now);
  const side = (wanted: "need" | "partner") => {
    const live = consents.find((each) => each.side === wanted && isConsentLive(each, today));
    if (live)
      return {
        ja: `あり（${live.id}、${live.until}まで）`,
        en: `given (${live.id}, until ${live.until})`,
      };
    return { ja: "なし", en: "none" };
  };
  const labels = { ja: LABELS_JA, en: LABELS_EN }[language];
  return [
    `${id}  ${STATES[match.state][language]}`,
    ...(need ? [`  ${labels.need}: ${need.id} ${need.summary}`] : []),
    `  ${labels.partner}: ${[match.partner.name, match.seed].filter(Boolean).join(" — ")}`,
    `  ${labels.coordinator}: ${match.coordinator}`,
    `  ${labels.next}: ${match.nextAction}（${labels.due} ${match.nextActionDue}${isLate(match, today) ? `、${labels.late}` : ""}）`,
    ...(match.closeReason === undefined
      ? []
      : [`  ${labels.why}: ${CLOSE_REASONS[match.closeReason][language]}`]),
    `  ${labels.consents}: ${labels.needSide} ${side("need")[language]}、${labels.partnerSide} ${side("partner")[language]}`,
    ...vitagoraLines(match.state, language),
    waysLine(match, language),
    ...whyLines(match, language),
    ...(match.gaps.length === 0 ? [] : [`  ${labels.gaps}: ${match.gaps.join(" / ")}`]),
    ...(match.schemes.length === 0
      ? []
      : [
          `  ${labels.schemes}: ${match.schemes.map((scheme) => schemeText(scheme, language)).join("、")}`,
        ]),
    `  ${labels.history}:`,
    ...history.map(
      ({ seq, at, actor, action, payload, reason }) =>
        `    ${labels.event} ${seq}  ${japanTime(at)}  ${actor}  ${action}${stateOf(payload, language)}${reason === undefined ? "" : `  ${reason}`}`,
    ),
  ];
}

function waysLine(match: Match, language: Language): string {
  const label = { ja: LABELS_JA, en: LABELS_EN }[language].ways;
  const ways = waysOf(match).map(({ to }) => STATES[to][language]);
  return `  ${label}: ${ways.join(language === "ja" ? "、" : ", ")}`;
}

/** What speaks for the partner: the score, the reasons, and the quotes that they rest on. */
function whyLines({ score, reasons, evidence }: Match, language: Language): readonly string[] {
  const labels = { ja: LABELS_JA, en: LABELS_EN }[language];
  return [
    `  ${labels.score}: ${score.toFixed(2)}`,
    ...reasons.map((reason) => `  ${labels.reason}: ${reason}`),
    ...evidence.map(
      ({ quote, path, source, locator: { page } }) =>
        `    「${quote}」 ${source}${page === undefined ? "" : ` p.${page}`} ${path}`,
    ),
  ];
}

function schemeText({ name, status, asOf }: Match["schemes"][number], language: Language): string {
  // Cards are read before their status is: what no table knows is shown as it is.
  const known = STANDINGS[status as keyof typeof STANDINGS]?.[language] ?? status;
  const open = { ja: LABELS_JA, en: LABELS_EN }[language].unconfirmed;
  return `${name}（${[known, asOf, ...(status === "open" ? [] : [open])].join("、")}）`;
}

/** The cases that were passed on, for who takes them over: a line for each need, and each match whole. */
export async function handOverSummary(
  ledger: Ledger,
  { matches, needs }: { readonly matches: readonly Match[]; readonly needs: readonly Need[] },
  about: { readonly by: Actor; readonly now: Date; readonly language: Language },
): Promise<readonly string[]> {
  const labels = { ja: LABELS_JA, en: LABELS_EN }[about.language];
  const cases: string[] = [];
  for (const { id } of matches) cases.push(...((await caseSummary(ledger, id, about)) ?? []), "");
  return [
    `${labels.need} ${needs.length}、${labels.match} ${matches.length}`,
    ...needs.map(
      ({ id, summary, expiresOn }) => `  ${id} ${summary}（${labels.due} ${expiresOn}）`,
    ),
    "",
    ...cases,
  ];
}

/** The step of Vitagora's that the state belongs to, and the one after it. */
export function vitagoraLines(state: State, language: Language): readonly string[] {
  const step = vitagoraStep(state, language);
  return step === undefined ? [] : [`  ${step}`];
}

function stateOf(payload: Readonly<Record<string, unknown>>, language: Language): string {
  const record = payload["record"];
  if (typeof record !== "object" || record === null || !("state" in record)) return "";
  const state = String(record.state);
  return Object.hasOwn(STATES, state) ? `  → ${STATES[state as State][language]}` : "";
}

function isLate({ state, nextActionDue }: Match, today: string): boolean {
  return isLive(state) && nextActionDue < today;
}

const LABELS_JA = {
  need: "ニーズ",
  match: "マッチング",
  partner: "候補",
  coordinator: "担当",
  next: "次の行動",
  due: "期限",
  late: "期限超過",
  why: "終了の理由",
  consents: "同意",
  needSide: "ニーズ側",
  partnerSide: "相手側",
  ways: "進める段階",
  gaps: "不足・確認",
  schemes: "関係する制度",
  score: "評価点",
  reason: "理由",
  unconfirmed: "現在の公募は未確認",
  history: "履歴",
  event: "イベント",
} as const;
const LABELS_EN: Readonly<Record<keyof typeof LABELS_JA, string>> = {
  need: "Need",
  match: "Match",
  partner: "Candidate",
  coordinator: "Coordinator",
  next: "Next",
  due: "due",
  late: "overdue",
  why: "Why it ended",
  consents: "Consents",
  needSide: "need",
  partnerSide: "partner",
  ways: "May go to",
  gaps: "Lacking",
  schemes: "Schemes",
  score: "Score",
  reason: "Reason",
  unconfirmed: "present state not confirmed",
  history: "History",
  event: "event",
};
