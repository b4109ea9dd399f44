import type { AnswerFilter, Ledger, MatchFilter, MatchRow } from "../ledger/ledger.ts";
import type { Actor, Need } from "../ledger/records.ts";
import { STATES } from "../ledger/states.ts";
import {
  ANONYMITIES,
  CLOSE_REASONS,
  CONFIDENTIALITIES,
  CONSULTATION_STATUSES,
  FINDING_CODES,
  NEED_TYPES,
  OUTCOME_LEVELS,
} from "../ledger/vocabulary.ts";
import type { Cell, Table } from "../spreadsheets/table-bytes.ts";
import { japanDay, japanTime } from "../text/days.ts";
import type { Period } from "../text/periods.ts";

/** What is wanted; fields that a kind of record does not have do not matter for it. */
export type ExportFilter = MatchFilter & AnswerFilter & { readonly period?: Period | undefined };

type Export = (ledger: Ledger, filter: ExportFilter, by: Actor) => Promise<Table>;

/** What can be exported, and how its records become rows. Times are those of Japan. */
export const EXPORTS = {
  matches,
  needs,
  events,
  answers,
  consultations,
} as const satisfies Readonly<Record<string, Export>>;
export type ExportKind = keyof typeof EXPORTS;

interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (record: T) => Cell;
}

function tableOf<T>(columns: readonly Column<T>[], records: readonly T[]): Table {
  return {
    columns: columns.map(({ key, title }) => ({ key, title })),
    rows: records.map((record) => columns.map(({ cell }) => cell(record))),
  };
}

const column = <T>(key: string, title: string, cell: (record: T) => Cell): Column<T> => ({
  key,
  title,
  cell,
});

/** All rows of a list, however long it is. */
const WHOLE = { isDescending: false, offset: 0, limit: Number.MAX_SAFE_INTEGER } as const;

async function matches(ledger: Ledger, filter: ExportFilter, by: Actor): Promise<Table> {
  const { rows } = await ledger.browseMatches(filter, { ...WHOLE, order: "number" }, by);
  return tableOf(MATCH_COLUMNS, rows);
}

const ofMatch = (key: string, title: string, cell: (row: MatchRow) => Cell) =>
  column(key, title, cell);
const MATCH_COLUMNS: readonly Column<MatchRow>[] = [
  ofMatch("match", "番号", ({ match }) => match.id),
  ofMatch("need", "ニーズ", ({ match }) => match.need),
  ofMatch("needType", "ニーズの種類", ({ need }) => need && NEED_TYPES[need.type].ja),
  ofMatch("needSummary", "ニーズの要約", ({ need }) => need?.summary),
  ofMatch("region", "地域", ({ need }) => need?.region),
  ofMatch("partner", "候補", ({ match }) => match.partner.name),
  ofMatch("seed", "シーズ", ({ match }) => match.seed),
  ofMatch("state", "段階", ({ match }) => STATES[match.state].ja),
  ofMatch("stateSince", "段階の開始", ({ match }) => japanTime(match.stateSince)),
  ofMatch("coordinator", "担当", ({ match }) => match.coordinator),
  ofMatch("nextAction", "次の行動", ({ match }) => match.nextAction),
  ofMatch("nextActionDue", "期限", ({ match }) => match.nextActionDue),
  ofMatch("score", "点数", ({ match }) => match.score),
  ofMatch("reasons", "理由", ({ match }) => match.reasons.join("\n")),
  ofMatch("gaps", "不足", ({ match }) => match.gaps.join("\n")),
  ofMatch("schemes", "制度", ({ match }) =>
    match.schemes.map(({ name, asOf }) => `${name}（${asOf}時点）`).join("\n"),
  ),
  ofMatch("evidence", "根拠", ({ match }) =>
    match.evidence.map(({ quote, source, path }) => `「${quote}」 ${source} ${path}`).join("\n"),
  ),
  ofMatch("closeReason", "終了の理由", ({ match }) =>
    match.closeReason === undefined ? undefined : CLOSE_REASONS[match.closeReason].ja,
  ),
  ofMatch("finding", "監査所見", ({ finding }) => finding && FINDING_CODES[finding].ja),
  ofMatch("outcome", "成果", ({ match }) =>
    match.outcome === undefined ? undefined : OUTCOME_LEVELS[match.outcome.level].ja,
  ),
  ofMatch("valueYen", "成果額（円）", ({ match }) => match.outcome?.valueYen),
  ofMatch("createdAt", "登録日時", ({ match }) => japanTime(match.createdAt)),
  ofMatch("updatedAt", "更新日時", ({ match }) => japanTime(match.updatedAt)),
];

async function needs(ledger: Ledger, filter: ExportFilter, by: Actor): Promise<Table> {
  const found = (await ledger.all("need", by)).filter((need) =>
    isWanted(filter, need.createdAt, need),
  );
  const of = (key: string, title: string, cell: (need: Need) => Cell) => column(key, title, cell);
  return tableOf(
    [
      of("need", "番号", ({ id }) => id),
      of("type", "種類", ({ type }) => NEED_TYPES[type].ja),
      of("summary", "要約", ({ summary }) => summary),
      of("region", "地域", ({ region }) => region),
      of("organisation", "企業（実名のもののみ）", ({ organisation }) => organisation),
      of("anonymity", "相手方への表示", ({ anonymity }) => ANONYMITIES[anonymity].ja),
      of("confidentiality", "公開範囲", (need) => CONFIDENTIALITIES[need.confidentiality].ja),
      of("status", "状態", ({ status }) => NEED_STATUSES[status]),
      of("coordinator", "担当", ({ coordinator }) => coordinator),
      of("expiresOn", "期限", ({ expiresOn }) => expiresOn),
      of("createdAt", "登録日時", ({ createdAt }) => japanTime(createdAt)),
    ],
    found,
  );
}

const NEED_STATUSES: Readonly<Record<Need["status"], string>> = {
  open: "受付中",
  closed: "終了",
  expired: "期限切れ",
};

async function events(ledger: Ledger, { period }: ExportFilter, _by: Actor): Promise<Table> {
  const found = (await ledger.events()).filter(({ at }) => isWithin(period, at));
  type Row = (typeof found)[number];
  const of = (key: string, title: string, cell: (row: Row) => Cell) => column(key, title, cell);
  return tableOf(
    [
      of("seq", "番号", ({ seq }) => seq),
      of("at", "日時", ({ at }) => japanTime(at)),
      of("atUtc", "日時（UTC）", ({ at }) => at),
      of("actor", "操作した人", ({ actor }) => actor),
      of("role", "役割", ({ role }) => role),
      of("action", "操作", ({ action }) => action),
      of("kind", "対象の種類", ({ kind }) => kind),
      of("entity", "対象", ({ entity }) => entity),
      of("reason", "理由", ({ reason }) => reason),
      of("payload", "内容", ({ payload }) => JSON.stringify(payload)),
      of("previous", "直前のハッシュ", ({ previous }) => previous),
      of("hash", "ハッシュ", ({ hash }) => hash),
    ],
    found,
  );
}

async function answers(ledger: Ledger, filter: ExportFilter, by: Actor): Promise<Table> {
  const found = (await ledger.browseAnswers(filter, WHOLE, by)).rows.map(({ answer }) => answer);
  type Row = (typeof found)[number];
  const of = (key: string, title: string, cell: (row: Row) => Cell) => column(key, title, cell);
  return tableOf(
    [
      of("answer", "番号", ({ id }) => id),
      of("at", "日時", ({ at }) => japanTime(at)),
      of("asker", "質問者（ハッシュ）", ({ asker }) => asker),
      of("role", "役割", ({ role }) => role),
      of("question", "質問（個人情報を除く）", ({ question }) => question),
      of("kind", "結果", ({ kind }) => kind),
      of("text", "回答", ({ text }) => text),
      of("citations", "出典", ({ citations }) =>
        citations
          .map(({ source, path, quote }) =>
            quote === undefined ? source : `「${quote}」 ${source} ${path}`,
          )
          .join("\n"),
      ),
      of("engine", "エンジン", ({ engine }) => engine),
      of("indexVersion", "索引の版", ({ indexVersion }) => indexVersion),
      of("latencyMs", "所要ミリ秒", ({ latencyMs }) => latencyMs),
      of("correctedBy", "訂正後の回答", ({ correctedBy }) => correctedBy),
    ],
    found,
  );
}

async function consultations(
  ledger: Ledger,
  { period, coordinator }: ExportFilter,
  by: Actor,
): Promise<Table> {
  const found = (await ledger.all("consultation", by)).filter(
    ({ at, owner }) => isWithin(period, at) && (coordinator === undefined || owner === coordinator),
  );
  type Row = (typeof found)[number];
  const of = (key: string, title: string, cell: (row: Row) => Cell) => column(key, title, cell);
  return tableOf(
    [
      of("consultation", "番号", ({ id }) => id),
      of("at", "受付日時", ({ at }) => japanTime(at)),
      of("target", "対象", ({ target }) => target),
      of("askedBy", "相談した人", ({ askedBy }) => askedBy),
      of("owner", "担当", ({ owner }) => owner),
      of("status", "状態", ({ status }) => CONSULTATION_STATUSES[status].ja),
      of("dueOn", "期限", ({ dueOn }) => dueOn),
      of("doneAt", "対応日時", ({ doneAt }) =>
        doneAt === undefined ? undefined : japanTime(doneAt),
      ),
      of("note", "内容", ({ note }) => note),
    ],
    found,
  );
}

function isWanted(
  { period, region, coordinator }: ExportFilter,
  at: string,
  of: { readonly region?: string | undefined; readonly coordinator: string },
): boolean {
  return (
    isWithin(period, at) &&
    (region === undefined || of.region === region) &&
    (coordinator === undefined || of.coordinator === coordinator)
  );
}

function isWithin(period: Period | undefined, at: string): boolean {
  if (period === undefined) return true;
  const day = japanDay(new Date(at));
  return day >= period.from && day <= period.to;
}
