import type { KnownBlock, RichTextBlockElement } from "@slack/types";
import type { PartnerView } from "../../ledger/partner-view.ts";
import { may } from "../../ledger/permissions.ts";
import type { Consent, Match, Need } from "../../ledger/records.ts";
import { STATES, type State } from "../../ledger/states.ts";
import { consenting, isConsentLive, isLive, waysOf } from "../../ledger/transitions.ts";
import { vitagoraStep } from "../../ledger/vitagora.ts";
import { CLOSE_REASONS, NEED_TYPES, OUTCOME_LEVELS, type Role } from "../../ledger/vocabulary.ts";
import { placeOf, SUGGESTION_LABELS, schemeLine } from "../../matching/suggestion-labels.ts";
import type { Language } from "../../text/language.ts";
import { ACTIONS, moveAction } from "./action-ids.ts";
import { historyLines, type PastEvent } from "./match-history.ts";
import { nextLine, partnerName } from "./match-line.ts";
import {
  button,
  buttons,
  contextLine,
  fixed,
  flowing,
  header,
  messageOf,
  type SlackMessage,
} from "./message.ts";
import { badge, bold, type Piece, paragraph, quote, titledList } from "./rich-text.ts";

const LABELS = {
  ja: {
    match: "案件",
    need: "ニーズ側",
    partner: "相手側",
    withheld: "社名は伏せています",
    state: "段階",
    next: "次にすること",
    late: "期限超過",
    coordinator: "担当",
    consents: "同意",
    live: (until: string) => `あり（${until}まで）`,
    ended: "期限切れ",
    withdrawn: "撤回",
    none: "なし",
    bothNeeded: "双方の同意がそろうと「紹介」へ進めます。",
    why: "終了の理由",
    outcome: "成果",
    history: "履歴",
    resume: "再開",
    record: { need: "同意を記録（ニーズ側）", partner: "同意を記録（相手側）" },
    review: "所見を記録",
  },
  en: {
    match: "Match",
    need: "Side with the need",
    partner: "Partner",
    withheld: "the name is withheld",
    state: "State",
    next: "Next",
    late: "Overdue",
    coordinator: "Coordinator",
    consents: "Consents",
    live: (until: string) => `given (until ${until})`,
    ended: "ended",
    withdrawn: "withdrawn",
    none: "none",
    bothNeeded: "With both consents it can go on to the introduction.",
    why: "Why it ended",
    outcome: "Outcome",
    history: "History",
    resume: "Resume",
    record: { need: "Consent of the need's side", partner: "Consent of the partner" },
    review: "Record a finding",
  },
} as const;

/** What a person does to bring a match into a state. */
const DEEDS: Readonly<Record<State, Readonly<Record<Language, string>>>> = {
  draft: { ja: "下書きに戻す", en: "Back to draft" },
  suggested: { ja: "候補として提示", en: "Suggest" },
  screened: { ja: "候補を確認", en: "Screened" },
  consent_pending: { ja: "意向確認", en: "Ask both sides" },
  introduced: { ja: "紹介", en: "Introduce" },
  meeting: { ja: "面談を記録", en: "Record a meeting" },
  engineering: { ja: "企画・体制へ", en: "Plan and team" },
  funding_application: { ja: "公的支援を申請", en: "Apply for support" },
  executing: { ja: "実施へ", en: "Carry out" },
  prototype: { ja: "実用化", en: "Put to use" },
  commercialised: { ja: "事業化", en: "Commercialised" },
  deal: { ja: "商談成立", en: "Deal closed" },
  on_hold: { ja: "保留", en: "Put on hold" },
  closed: { ja: "見送り", en: "Close" },
  withdrawn: { ja: "取下げ", en: "Withdraw" },
  expired: { ja: "期限切れ", en: "Expired" },
};

export interface MatchShown {
  readonly match: Match;
  /** The need as the viewer may see it: the record for staff, what is open to them for the other side. */
  readonly need: Need | PartnerView;
  /** Those of this match. */
  readonly consents: readonly Consent[];
  readonly viewer: Role;
  /** What the coordinator is called; default: the id. */
  readonly coordinator?: string;
  /** What happened to the match, for who may see it; oldest first. */
  readonly history?: readonly PastEvent[];
  /** Day in Japan. */
  readonly today: string;
  readonly language: Language;
}

/** A match as it stands, with a button for each way that the viewer may take it. */
export function matchMessage(shown: MatchShown): SlackMessage {
  const { match, language, history = [] } = shown;
  const labels = SUGGESTION_LABELS[language];
  const state = `${LABELS[language].match} ${match.id}: ${STATES[match.state][language]}`;
  const next = nextLine(match, language);
  const listed = (rank: number, title: string, items: readonly string[]) =>
    flowing(titledList(title, items), { rank, language, most: 1500 });
  return messageOf(
    [
      fixed(header(state, language)),
      flowing(sides(shown), { rank: 1, language, least: 300, most: 3000 }),
      flowing(standing(shown), { rank: 0, language, least: 300, most: 1500 }),
      listed(3, labels.gaps, match.gaps),
      listed(
        5,
        labels.schemes,
        match.schemes.map((scheme) => schemeLine(scheme, language)),
      ),
      flowing(evidenceOf(match, language), { rank: 4, language }),
      listed(6, LABELS[language].history, historyLines(history, language)),
      fixed(moves(shown)),
    ],
    [state, partnerName(match), next],
    language,
  );
}

function sides({ match, need, language }: MatchShown): readonly RichTextBlockElement[] {
  const labels = LABELS[language];
  const { id, industry } =
    "id" in need
      ? { id: need.id, industry: need.profile.industry }
      : { id: need.need, industry: need.industry };
  const who = need.organisation ?? labels.withheld;
  const about = [NEED_TYPES[need.type][language], industry, need.region].filter(Boolean).join("、");
  const text = "text" in need ? need.text : undefined;
  return [
    ...paragraph([bold(`${labels.need}: `), `${id} ${who}（${about}）`]),
    ...quote(need.summary ?? ""),
    ...quote(text ?? ""),
    ...paragraph([bold(`${labels.partner}: `), partnerName(match)]),
  ];
}

function standing({ match, consents, today, language, coordinator }: MatchShown) {
  const labels = LABELS[language];
  const { state, heldFrom, closeReason, outcome } = match;
  const held =
    state === "on_hold" && heldFrom !== undefined ? ` ← ${STATES[heldFrom][language]}` : "";
  const isLate = isLive(state) && match.nextActionDue < today;
  const told = (title: string, text: string | undefined): readonly Piece[] =>
    text === undefined ? [] : [bold(`${title}: `), text];
  return paragraph(
    told(labels.state, `${STATES[state][language]}${held}`),
    [vitagoraStep(heldFrom ?? state, language) ?? ""],
    [...(isLate ? [badge(labels.late)] : []), ...told(labels.next, nextLine(match, language))],
    told(labels.coordinator, coordinator ?? match.coordinator),
    told(labels.why, closeReason && CLOSE_REASONS[closeReason][language]),
    told(labels.outcome, outcome && OUTCOME_LEVELS[outcome.level][language]),
    ...(["need", "partner"] as const).map((side) =>
      told(`${labels.consents} ${labels[side]}`, consentOf(side, { consents, today, language })),
    ),
  );
}

function consentOf(
  side: Consent["side"],
  { consents, today, language }: Pick<MatchShown, "consents" | "today" | "language">,
): string {
  const labels = LABELS[language];
  const ofSide = consents.filter((each) => each.side === side);
  const live = ofSide.find((each) => isConsentLive(each, today));
  const last = ofSide.at(-1);
  if (live) return labels.live(live.until);
  if (!last) return labels.none;
  return last.withdrawnAt === undefined ? labels.ended : labels.withdrawn;
}

function evidenceOf({ evidence }: Match, language: Language): readonly RichTextBlockElement[] {
  if (evidence.length === 0) return [];
  return [
    ...paragraph([bold(SUGGESTION_LABELS[language].evidence)]),
    ...evidence.flatMap((each) => quote(`「${each.quote}」 — ${placeOf(each, language)}`)),
  ];
}

/** The ways that are open to the viewer; one that lacks consents is told in words. */
function moves({ match, consents, viewer, today, language }: MatchShown): KnownBlock[] {
  const hasBoth = consenting(consents, today).size === 2;
  const ways = waysOf(match).filter(({ by }) => by.includes(viewer));
  const open = ways.filter(({ guards }) => hasBoth || !guards.includes("both-consents"));
  const row = (to: State, i: number) =>
    button(deedOf(match, to, language), moveAction(to), [match.id, match.state, to], {
      language,
      ...(i === 0 && !ASIDE.has(to) && { style: "primary" as const }),
    });
  const onward = open.map(({ to }) => to).filter((to) => !ASIDE.has(to));
  const aside = open.map(({ to }) => to).filter((to) => ASIDE.has(to));
  const isWaiting = open.length < ways.length;
  return [
    ...(isWaiting ? contextLine(LABELS[language].bothNeeded, language) : []),
    // What is likeliest to be pressed first.
    ...buttons(
      ...onward.map(row),
      ...consentButtons({ match, consents, viewer, today, language }),
      ...aside.map(row),
      ...reviewButton({ match, viewer, language }),
    ),
  ];
}

/** For who audits matches. */
function reviewButton({
  match,
  viewer,
  language,
}: Pick<MatchShown, "match" | "viewer" | "language">) {
  if (!may(viewer, "review")) return [];
  return [button(LABELS[language].review, ACTIONS.review, [match.id], { language })];
}

const ASKING: ReadonlySet<State> = new Set(["screened", "consent_pending", "introduced"]);

/** A button for each side whose consent is still to be recorded, for who may record it. */
function consentButtons({
  match,
  consents,
  viewer,
  today,
  language,
}: Pick<MatchShown, "match" | "consents" | "viewer" | "today" | "language">) {
  const given = consenting(consents, today);
  if (!ASKING.has(match.state) || !may(viewer, "consent")) return [];
  const sides = viewer === "firm" ? (["need"] as const) : (["need", "partner"] as const);
  return sides
    .filter((side) => !given.has(side))
    .map((side) =>
      button(LABELS[language].record[side], `${ACTIONS.consent}_${side}`, [match.id, side], {
        language,
      }),
    );
}

const ASIDE: ReadonlySet<State> = new Set(["on_hold", "closed", "withdrawn", "expired"]);

function deedOf({ state }: Match, to: State, language: Language): string {
  const resumes = (state === "on_hold" && !ASIDE.has(to)) || !isLive(state);
  return resumes ? LABELS[language].resume : DEEDS[to][language];
}
