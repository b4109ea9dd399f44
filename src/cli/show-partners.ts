import { type Bilingual, UserError } from "../errors.ts";
import { CONFIDENTIALITIES, ORGANISATION_TYPES, SEED_TYPES } from "../ledger/vocabulary.ts";
import { finderByKey } from "../partners/keys.ts";
import { type Organisation, type Seed, STATUS_LABELS } from "../partners/records.ts";
import { type Onlooker, visibleTo } from "../partners/visibility.ts";
import { japanDay } from "../text/days.ts";
import type { CommandContext } from "./command.ts";
import { onlookerOf } from "./onlooker.ts";

interface Values {
  readonly data?: string | undefined;
  readonly as?: string | undefined;
  readonly json?: boolean | undefined;
  readonly all?: boolean | undefined;
}

/** Prints the organisations that somebody may see, with how many seeds; those that ended with `--all` only. */
export async function listPartners(values: Values, context: CommandContext): Promise<void> {
  const { role, organisations, seeds } = await openTo(values, context);
  const today = japanDay(context.clock());
  const isShown = (record: Organisation | Seed) => values.all || isLive(record, today);
  const shown = organisations.filter(isShown);
  const holders = byHolder(seeds.filter(isShown));
  for (const each of shown) {
    const own = holders.get(each.key) ?? [];
    await context.print(values.json ? JSON.stringify({ ...each, seeds: own }) : line(each, own));
  }
  if (shown.length > 0 || values.json) return;
  await context.print(nothing(role, organisations.length > 0)[context.language]);
}

/** Prints an organisation or a seed; one that may not be seen is as if it were not there. */
export async function showPartner(
  key: string,
  values: Values,
  context: CommandContext,
): Promise<void> {
  const { organisations, seeds } = await openTo(values, context);
  const found = finderByKey(organisations)(key) ?? finderByKey(seeds)(key);
  if (!found) {
    throw new UserError({
      ja: `「${key}」というIDは名簿にありません。npm run partners -- list で確かめてください。`,
      en: `There is no id "${key}" in the register. See npm run partners -- list.`,
    });
  }
  const lines = () => details(found).map(([title, text]) => `${title}: ${text}`);
  await context.print(values.json ? JSON.stringify(found) : lines().join("\n"));
}

/** What of the register is open to whoever runs the command. */
async function openTo(values: Values, context: CommandContext) {
  const desk = await context.openDesk(values);
  try {
    const { register } = desk;
    const onlooker = await onlookerOf(desk, values, context);
    const all = { organisations: register.organisations(), seeds: register.seeds() };
    return { role: onlooker.role, ...visibleTo(onlooker, all) };
  } finally {
    desk.close();
  }
}

function nothing(role: Onlooker["role"], hasEnded: boolean): Bilingual {
  if (hasEnded) {
    return {
      ja: "有効な登録はありません。終了・期限切れのものは --all で見られます。",
      en: "Nothing is active; --all shows what has ended.",
    };
  }
  if (role !== "administrator" && role !== "coordinator") {
    return { ja: "見られる登録はありません。", en: "There is nothing for you to see." };
  }
  return {
    ja: "名簿は空です。npm run partners -- import --template ひな形.xlsx から始められます。",
    en: "The register is empty. Begin with npm run partners -- import --template template.xlsx",
  };
}

function isLive({ status, expiresOn }: Organisation | Seed, today: string): boolean {
  return status === "active" && (expiresOn === undefined || expiresOn >= today);
}

function byHolder(seeds: readonly Seed[]): ReadonlyMap<string, readonly Seed[]> {
  const found = new Map<string, Seed[]>();
  for (const seed of seeds) {
    const own = found.get(seed.organisation) ?? [];
    own.push(seed);
    found.set(seed.organisation, own);
  }
  return found;
}

function line({ key, name, type, prefecture, asOf }: Organisation, own: readonly Seed[]): string {
  const what = [ORGANISATION_TYPES[type].ja, prefecture, `${asOf}時点`];
  return `${key}  ${name}（${what.filter(Boolean).join("、")}） シーズ${own.length}件`;
}

function details(record: Organisation | Seed): readonly (readonly [string, string])[] {
  const rows: readonly (readonly [string, string | undefined])[] =
    "title" in record
      ? [
          ["シーズID", record.key],
          ["機関ID", record.organisation],
          ["名前", record.title],
          ["種別", SEED_TYPES[record.type].ja],
          ["説明", record.description],
          ["キーワード", record.keywords.join("、")],
          ["利用条件", record.conditions],
          ["利用可否", record.availability],
        ]
      : [
          ["機関ID", record.key],
          ["名前", record.name],
          ["種別", ORGANISATION_TYPES[record.type].ja],
          ["所在地", [record.prefecture, record.municipality].filter(Boolean).join("")],
          ["分野", record.fields.join("、")],
          ["概要", record.description],
          ["URL", record.url],
        ];
  return [
    ...rows,
    ["公開範囲", CONFIDENTIALITIES[record.disclosure].ja] as const,
    ["状態", STATUS_LABELS[record.status].ja] as const,
    ["有効期限", record.expiresOn] as const,
    ["時点", record.asOf] as const,
  ].flatMap(([title, text]) => (text ? [[title, text] as const] : []));
}
