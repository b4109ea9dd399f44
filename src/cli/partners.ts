import type { Bilingual } from "../errors.ts";
import { actorNamed } from "./acting.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command, CommandContext } from "./command.ts";
import { importPartners, writeTemplate } from "./import-partners.ts";
import { putPartner, titledCells } from "./put-partner.ts";
import { listPartners, showPartner } from "./show-partners.ts";

const USAGE = `npm run partners -- import FILE [--dry-run] [--as USER] [--data DIR] [--json]
  npm run partners -- import --template FILE.xlsx|FILE.csv
  npm run partners -- list [--all] [--as USER] [--data DIR] [--json]
  npm run partners -- show ID [--as USER] [--data DIR] [--json]
  npm run partners -- put 機関ID=K-1 機関名=… [列=値 …] [--as USER] [--data DIR] [--json]
  npm run partners -- put [機関ID=K-1] シーズID=S-1 シーズ名=… [列=値 …] [--as USER] [--data DIR] [--json]
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
  async list({ context, values, positionals }) {
    expectNothing(positionals);
    await listPartners(values, context);
  },
  async show({ context, values, positionals }) {
    const key = only(positionals, { ja: "IDを一つ書いてください。", en: "Give one id." });
    await showPartner(key, values, context);
  },
  put,
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

async function put({ context, values, positionals }: Call): Promise<void> {
  const cells = titledCells(positionals);
  if (!cells) {
    throw misuse(
      {
        ja: "登録・変更することを 列=値 の形で書いてください。列はひな形と同じです。",
        en: "Write what to register or change as COLUMN=VALUE, with the columns of the template.",
      },
      USAGE,
    );
  }
  await putPartner(cells, values, context);
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
