import type { HomeView } from "@slack/types";
import { may, OFFICE } from "../../ledger/permissions.ts";
import type { Need } from "../../ledger/records.ts";
import { ROLES, type Role } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { ACTIONS } from "./action-ids.ts";
import { type IndexShown, indexLines } from "./index-lines.ts";
import { type MatchDue, matchRow } from "./match-row.ts";
import { arranged, button, buttons, fixed, flowing, header, type Part } from "./message.ts";
import { bold, paragraph, titledList } from "./rich-text.ts";
import { cut } from "./shown-text.ts";

export interface HomeData {
  readonly viewer: Role;
  readonly language: Language;
  /** Open ones of the viewer's own, or that the viewer looks after. */
  readonly needs: readonly Pick<Need, "id" | "summary" | "expiresOn">[];
  /** Longest overdue first. */
  readonly overdue: readonly MatchDue[];
  readonly index: IndexShown;
  /** For staff; without a value nobody has collected it. */
  readonly indicators: readonly { readonly label: string; readonly value?: string | undefined }[];
}

const LABELS = {
  ja: {
    title: "結び（Musubi）",
    role: "あなたの役割",
    ask: "質問する: 「メッセージ」のタブに書くか、チャンネルでこのアプリをメンションしてください。出典を付けてお答えします。",
    register: "ニーズを登録",
    needs: "自分のニーズ",
    noNeeds: "登録したニーズはありません。",
    until: (day: string) => `${day}まで`,
    overdue: (count: number) => `期限を過ぎた「次にすること」: ${count}件`,
    more: (count: number) => `ほかに${count}件あります。/musubi report で一覧を見られます。`,
    index: "資料の索引",
    indicators: "評価指標",
    notCollected: "未収集",
  },
  en: {
    title: "Musubi (結び)",
    role: "Your role",
    ask: "To ask: write in the Messages tab, or mention this app in a channel. Answers come with their sources.",
    register: "Register a need",
    needs: "Your needs",
    noNeeds: "You have registered no needs.",
    until: (day: string) => `until ${day}`,
    overdue: (count: number) => `Next actions that are overdue: ${count}`,
    more: (count: number) => `There are ${count} more; /musubi report lists them.`,
    index: "Index of the documents",
    indicators: "Indicators",
    notCollected: "not collected",
  },
} as const;

/** The Home tab: what is mine, what is late, how fresh the documents are. */
export function homeView(data: HomeData): HomeView {
  const { viewer, language, index, indicators } = data;
  const labels = LABELS[language];
  const values = indicators.map(({ label, value }) => `${label}: ${value ?? labels.notCollected}`);
  const parts: readonly Part[] = [
    fixed(header(labels.title, language)),
    flowing(paragraph([labels.ask], [bold(`${labels.role}: `), ROLES[viewer][language]]), {
      rank: 0,
      language,
    }),
    ...(may(viewer, "need") ? ownNeeds(data) : []),
    ...overdueParts(data),
    ...(OFFICE.has(viewer)
      ? [flowing(titledList(labels.indicators, values), { rank: 2, language })]
      : []),
    flowing(titledList(labels.index, indexLines(index, language)), { rank: 0, language }),
  ];
  return { type: "home", blocks: arranged(parts) };
}

const MOST_NEEDS = 20;
const MOST_SUMMARY = 150;

function ownNeeds({ needs, language }: HomeData): readonly Part[] {
  const labels = LABELS[language];
  const lines = needs
    .slice(0, MOST_NEEDS)
    .map(
      ({ id, summary, expiresOn }) =>
        `${id} ${cut(summary, MOST_SUMMARY, language)}（${labels.until(expiresOn)}）`,
    );
  const register = button(labels.register, ACTIONS.openNeedForm, ["home"], {
    language,
    style: "primary",
  });
  return [
    flowing(titledList(labels.needs, lines.length === 0 ? [labels.noNeeds] : lines), {
      rank: 1,
      language,
      most: 3000,
    }),
    fixed(buttons(register)),
  ];
}

const MOST_OVERDUE = 10;

function overdueParts({ overdue, language }: HomeData): readonly Part[] {
  if (overdue.length === 0) return [];
  const labels = LABELS[language];
  const left = overdue.length - MOST_OVERDUE;
  return [
    fixed(header(labels.overdue(overdue.length), language)),
    ...overdue.slice(0, MOST_OVERDUE).map((match) => matchRow(match, language)),
    flowing(paragraph(left > 0 ? [labels.more(left)] : []), { rank: 0, language }),
  ];
}
