import type { Bilingual } from "../errors.ts";
import { UserError } from "../errors.ts";
import { CONFIDENTIALITIES, ORGANISATION_TYPES, SEED_TYPES } from "../ledger/vocabulary.ts";
import { finderByKey } from "../partners/keys.ts";
import type { PartnerRegister } from "../partners/partner-register.ts";
import { type Organisation, type Seed, STATUS_LABELS } from "../partners/records.ts";
import { japanDay } from "../text/days.ts";
import { actorNamed } from "./acting.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command, CommandContext } from "./command.ts";
import { importPartners, writeTemplate } from "./import-partners.ts";

const USAGE = `npm run partners -- import FILE [--dry-run] [--as USER] [--data DIR] [--json]
  npm run partners -- import --template FILE.xlsx|FILE.csv
  npm run partners -- list [--all] [--data DIR] [--json]
  npm run partners -- show ID [--data DIR] [--json]
  npm run partners -- close ID --reason "…" [--as USER] [--data DIR]`;

const OPTIONS = {
  json: { type: "boolean" },
  data: { type: "string" },
  as: { type: "string" },
  template: { type: "string" },
  "dry-run": { type: "boolean" },
  all: { type: "boolean" },
  reason: { type: "string" },
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>["values"];

interface Call {
  readonly context: CommandContext;
  readonly values: Values;
  readonly positionals: readonly string[];
}

const SUBCOMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  import: importOrTemplate,
  list,
  show,
  close,
};

/** `partners`: one's own partners and their seeds. */
export const partners: Command = async (context) => {
  const { values, positionals } = readArguments(context.args, OPTIONS, USAGE);
  const [name = values.template === undefined ? "" : "import", ...rest] = positionals;
  const run = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!run) {
    throw misuse(
      name === ""
        ? { ja: "何をするかを書いてください。", en: "Say what to do." }
        : { ja: `「${name}」という操作はありません。`, en: `There is no "${name}".` },
      USAGE,
    );
  }
  await run({ context, values, positionals: rest });
};

async function importOrTemplate({ context, values, positionals }: Call): Promise<void> {
  if (values.template !== undefined) {
    expectNothing(positionals);
    await writeTemplate(values.template, context);
    return;
  }
  const file = only(positionals, {
    ja: "取り込むファイルを一つ書いてください。",
    en: "Give one file to import.",
  });
  await importPartners(file, values, context);
}

async function list({ context, values, positionals }: Call): Promise<void> {
  expectNothing(positionals);
  await withRegister({ context, values }, async (register) => {
    const today = japanDay(context.clock());
    const isShown = (record: Organisation | Seed) => values.all || isLive(record, today);
    const organisations = register.organisations().filter(isShown);
    const seeds = byHolder(register.seeds().filter(isShown));
    for (const each of organisations) {
      const own = seeds.get(each.key) ?? [];
      await context.print(values.json ? JSON.stringify({ ...each, seeds: own }) : line(each, own));
    }
    if (organisations.length > 0 || values.json) return;
    await context.print(
      {
        ja: "名簿は空です。npm run partners -- import --template ひな形.xlsx から始められます。",
        en: "The register is empty. Begin with npm run partners -- import --template template.xlsx",
      }[context.language],
    );
  });
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

async function show({ context, values, positionals }: Call): Promise<void> {
  const key = only(positionals, { ja: "IDを一つ書いてください。", en: "Give one id." });
  await withRegister({ context, values }, async (register) => {
    const found = finderByKey(register.organisations())(key) ?? finderByKey(register.seeds())(key);
    if (!found) {
      throw new UserError({
        ja: `「${key}」というIDは名簿にありません。npm run partners -- list で確かめてください。`,
        en: `There is no id "${key}" in the register. See npm run partners -- list.`,
      });
    }
    await context.print(
      values.json
        ? JSON.stringify(found)
        : details(found)
            .map(([k, v]) => `${k}: ${v}`)
            .join("\n"),
    );
  });
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

async function close({ context, values, positionals }: Call): Promise<void> {
  const key = only(positionals, {
    ja: "終了するIDを一つ書いてください。",
    en: "Give the id to close.",
  });
  const desk = await context.openDesk(values);
  try {
    const { seq } = desk.register.close(key, values.reason ?? "", actorNamed(values.as, context));
    await context.print(
      {
        ja: `${key} を終了にしました（イベント ${seq}）。`,
        en: `${key} is closed (event ${seq}).`,
      }[context.language],
    );
  } finally {
    desk.close();
  }
}

async function withRegister(
  { context, values }: Pick<Call, "context" | "values">,
  work: (register: PartnerRegister) => Promise<void>,
): Promise<void> {
  const desk = await context.openDesk(values);
  try {
    await work(desk.register);
  } finally {
    desk.close();
  }
}

function only(positionals: readonly string[], complaint: Bilingual): string {
  const [first, ...more] = positionals;
  if (first === undefined || more.length > 0) throw misuse(complaint, USAGE);
  return first;
}

function expectNothing(positionals: readonly string[]): void {
  if (positionals.length === 0) return;
  const extra = positionals.join(" ");
  throw misuse(
    { ja: `「${extra}」は指定できません。`, en: `"${extra}" is not understood here.` },
    USAGE,
  );
}
