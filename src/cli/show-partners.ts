import { type Bilingual, UserError } from "../errors.ts";
import { STAFF } from "../ledger/permissions.ts";
import { finderByKey } from "../partners/keys.ts";
import type { Organisation, Seed } from "../partners/records.ts";
import { type Onlooker, visibleTo } from "../partners/visibility.ts";
import { japanDay } from "../text/days.ts";
import type { CommandContext } from "./command.ts";
import { onlookerOf } from "./onlooker.ts";
import { partnerAsLine, partnerAsText } from "./partners-as-text.ts";

interface Values {
  readonly data?: string | undefined;
  readonly as?: string | undefined;
  readonly json?: boolean | undefined;
  readonly all?: boolean | undefined;
}

/** Prints the organisations that somebody may see, with how many seeds; those that ended with `--all` only. */
export async function listPartners(values: Values, context: CommandContext): Promise<void> {
  const { language } = context;
  const { role, organisations, seeds } = await openTo(values, context);
  const today = japanDay(context.clock());
  const isShown = (record: Organisation | Seed) => values.all || isLive(record, today);
  const shown = organisations.filter(isShown);
  const holders = byHolder(seeds.filter(isShown));
  for (const each of shown) {
    const own = holders.get(each.key) ?? [];
    await context.print(
      values.json
        ? JSON.stringify({ ...each, seeds: own })
        : partnerAsLine(each, own.length, language),
    );
  }
  if (shown.length > 0 || values.json) return;
  await context.print(nothing(role, organisations.length > 0)[language]);
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
  await context.print(values.json ? JSON.stringify(found) : partnerAsText(found, context.language));
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
  if (!STAFF.has(role)) {
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
