import { html } from "hono/html";
import type { MatchRow } from "../../ledger/ledger.ts";
import type { Need } from "../../ledger/records.ts";
import { STATES } from "../../ledger/states.ts";
import { NEED_TYPES } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import type { Piece } from "../page.ts";
import { phaseOf } from "../parts.ts";

const WIDTH = 900;
const LEFT = 300;
const RIGHT = 600;
const ROW = 30;
const TOP = 34;
const LONGEST_LABEL = 22;
/** How far lines between the same two are kept apart. */
const APART = 9;

const WORDS = {
  ja: {
    title: "企業ネットと支援ネットのあいだのニーズとシーズ",
    firms: "企業ネット（ニーズ）",
    support: "支援ネット（シーズ）",
    hidden: "匿名の企業",
  },
  en: {
    title: "Needs and seeds between the firms' net and the support net",
    firms: "Firms (needs)",
    support: "Support bodies (seeds)",
    hidden: "an anonymous firm",
  },
} as const;

interface Knot {
  readonly label: string;
  /** Of the lines that end here. */
  readonly rows: MatchRow[];
}

/**
 * The double net: firms on the left, by name where a need goes by name, else by place and industry or kind of need;
 * support bodies on the right; each match a line that leads to its page. Those that are joined are put
 * beside one another, so that few lines cross.
 */
export function doubleNet(rows: readonly MatchRow[], language: Language): Piece {
  const words = WORDS[language];
  const firms = knots(rows, ({ need }) => firmOf(need, language));
  const bodies = ordered(
    knots(rows, ({ match }) => match.partner.name),
    placesOf(firms),
  );
  const sorted = ordered(firms, placesOf(bodies));
  const left = placesOf(sorted);
  const right = placesOf(bodies);
  const most = Math.max(sorted.length, bodies.length);
  const height = TOP + most * ROW + 10;
  const yOf = (place: number, count: number) =>
    TOP + ROW / 2 + ((place + 0.5) * most * ROW) / count - ROW / 2;
  const bend = bends(rows);
  const lines = rows.map((row) => {
    const from = yOf(left.get(row) ?? 0, sorted.length);
    const to = yOf(right.get(row) ?? 0, bodies.length);
    return line(row, { from, to, bend: bend.get(row) ?? 0, language });
  });
  return html`<div class="chart net" role="region" tabindex="0" aria-label="${words.title}"><svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="group" aria-label="${words.title}">
    <text class="head" x="${LEFT - 14}" y="16" text-anchor="end">${words.firms}</text>
    <text class="head" x="${RIGHT + 14}" y="16">${words.support}</text>
    ${lines}
    ${sorted.map(({ label }, place) => knot(label, LEFT, yOf(place, sorted.length)))}
    ${bodies.map(({ label }, place) => knot(label, RIGHT, yOf(place, bodies.length)))}
  </svg></div>`;
}

function line(
  { match, need }: MatchRow,
  {
    from,
    to,
    bend,
    language,
  }: {
    readonly from: number;
    readonly to: number;
    readonly bend: number;
    readonly language: Language;
  },
): Piece {
  const { id, partner, seed } = match;
  const middle = (LEFT + RIGHT) / 2;
  const what = need ? NEED_TYPES[need.type][language] : match.need;
  const text = `${id}（${STATES[match.state][language]}）: ${what}「${need?.summary ?? ""}」→ ${[partner.name, seed].filter(Boolean).join(" — ")}`;
  const path = `M${LEFT} ${from.toFixed(1)}C${middle} ${(from + bend).toFixed(1)} ${middle} ${(to + bend).toFixed(1)} ${RIGHT} ${to.toFixed(1)}`;
  return html`<a href="/audit/matches/${id}" class="${phaseOf(match)}" aria-label="${text}"><title>${text}</title><path d="${path}"></path></a>`;
}

function knot(label: string, x: number, y: number): Piece {
  const [at, anchor] = x === LEFT ? [x - 14, "end"] : [x + 14, "start"];
  return html`<circle cx="${x}" cy="${y.toFixed(1)}" r="5"></circle><text x="${at}" y="${(y + 4).toFixed(1)}" text-anchor="${anchor}">${shortened(label)}</text>`;
}

function firmOf(need: Need | undefined, language: Language): string {
  if (need === undefined) return WORDS[language].hidden;
  if (need.organisation !== undefined) return need.organisation;
  if (need.anonymity === "anonymous") return `${WORDS[language].hidden}（${need.id}）`;
  const what = need.profile.industry ?? NEED_TYPES[need.type][language];
  return [need.region, what].filter(Boolean).join("・");
}

function knots(rows: readonly MatchRow[], labelOf: (row: MatchRow) => string): readonly Knot[] {
  const found = new Map<string, Knot>();
  for (const row of rows) {
    const label = labelOf(row);
    const known = found.get(label) ?? { label, rows: [] };
    known.rows.push(row);
    found.set(label, known);
  }
  return [...found.values()];
}

function placesOf(knots: readonly Knot[]): ReadonlyMap<MatchRow, number> {
  return new Map(knots.flatMap(({ rows }, place) => rows.map((row) => [row, place] as const)));
}

/** By the mean place of what each is joined with (the barycentre of layered drawings). */
function ordered(knots: readonly Knot[], others: ReadonlyMap<MatchRow, number>): readonly Knot[] {
  const mean = ({ rows }: Knot) =>
    rows.reduce((sum, row) => sum + (others.get(row) ?? 0), 0) / rows.length;
  return [...knots].sort((a, b) => mean(a) - mean(b));
}

/** Lines between the same two are bent away from one another. */
function bends(rows: readonly MatchRow[]): ReadonlyMap<MatchRow, number> {
  const pairs = knots(rows, ({ match, need }) => `${firmOf(need, "ja")} ${match.partner.name}`);
  return new Map(
    pairs.flatMap(({ rows: same }) =>
      same.map((row, i) => [row, (i - (same.length - 1) / 2) * APART] as const),
    ),
  );
}

function shortened(label: string): string {
  const letters = [...label];
  return letters.length <= LONGEST_LABEL
    ? label
    : `${letters.slice(0, LONGEST_LABEL - 1).join("")}…`;
}
