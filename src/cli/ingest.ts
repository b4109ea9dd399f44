import { resolve } from "node:path";
import type { TakenDocument } from "../corpus/added-documents.ts";
import { VISIBILITIES, type Visibility, visibilityOf } from "../corpus/document-head.ts";
import { UserError } from "../errors.ts";
import { actorNamed } from "./acting.ts";
import type { App } from "./app.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command, CommandContext } from "./command.ts";
import { documentsTable, headLines, takenTable } from "./documents-as-text.ts";
import { DRAFT_OPTIONS, decideDrafts, listDrafts, proposeDrafts } from "./ingest-drafts.ts";
import { ingestJgrants, JGRANTS_OPTIONS } from "./ingest-jgrants.ts";
import { reportUpdate } from "./report-update.ts";

const USAGE = `npm run ingest -- [--data DIR] [--corpus DIR] [--as USER] [--visibility 公開|会員|担当者限り] [PATH…]
  npm run ingest -- [--title "…"] [--publisher "…"] [--date YYYY-MM-DD] FILE
  npm run ingest -- --jgrants FILE|DIR [--retrieved-at TIME]
  npm run ingest -- --jgrants-keyword WORD
  npm run ingest -- --list | --remove NAME
  npm run ingest -- --drafts | --accept NAME | --reject NAME`;

const OPTIONS = {
  data: { type: "string" },
  corpus: { type: "string" },
  as: { type: "string" },
  title: { type: "string" },
  publisher: { type: "string" },
  date: { type: "string" },
  visibility: { type: "string" },
  list: { type: "boolean" },
  remove: { type: "string" },
  ...DRAFT_OPTIONS,
  ...JGRANTS_OPTIONS,
} as const;

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>["values"];

/**
 * `ingest`: brings the index up to date with a corpus folder, and remembers the folder; documents
 * named by their paths, and saved answers of Jグランツ, are kept in the data folder and indexed beside it;
 * documents are listed and taken out again, and drafts of cards are made of them, accepted and rejected.
 */
export const ingest: Command = async (context) => {
  const { values, positionals } = readArguments(context.args, OPTIONS, USAGE);
  expectOneForWords(values, positionals);
  const visibility = visibilityGiven(values);
  const app = await context.openApp(values);
  try {
    if (values.remove !== undefined) {
      await app.removeDocument(values.remove, actorNamed(values.as, context));
    }
    const taken =
      positionals.length === 0
        ? []
        : await add(app, { paths: positionals, values, visibility }, context);
    await ingestJgrants(context, values, app);
    const folder = values.corpus === undefined ? undefined : resolve(context.cwd, values.corpus);
    reportUpdate(context, await app.update(folder));
    if (await decideDrafts(context, values, app)) reportUpdate(context, await app.update());
    await proposeDrafts(context, { names: namesOf(taken), as: values.as }, app);
    if (values.drafts) await listDrafts(context, app);
    if (values.list) await context.print(documentsTable(await app.documents(), context.language));
    await tellTaken(taken, app, context);
    await context.print(await sizeLine(app, context));
    expectSome(taken);
  } finally {
    app.close();
  }
};

async function add(
  app: App,
  {
    paths,
    values: { title, publisher, date, as },
    visibility,
  }: {
    readonly paths: readonly string[];
    readonly values: Values;
    readonly visibility: Visibility | undefined;
  },
  context: CommandContext,
): Promise<readonly TakenDocument[]> {
  const { terminal, report } = context;
  return app.addDocuments(
    paths.map((path) => resolve(context.cwd, path)),
    {
      by: actorNamed(as, context),
      visibility,
      ...(title !== undefined && { title }),
      ...(publisher !== undefined && { publisher }),
      ...(date !== undefined && { date }),
      onFile: (name, done, total) => {
        const place = `${done + 1}/${total}`;
        report({ ja: `読んでいます: ${place} ${name}`, en: `Reading ${place}: ${name}` });
      },
      askPassword:
        terminal &&
        ((name) =>
          terminal.askHidden({
            ja: `「${name}」のパスワード（保存しません。空のままなら飛ばします）: `,
            en: `Password of "${name}" (not stored; empty to skip): `,
          })),
    },
  );
}

async function tellTaken(
  taken: readonly TakenDocument[],
  app: App,
  { terminal, language, print, report }: CommandContext,
): Promise<void> {
  if (taken.length === 0) return;
  const documents = await app.documents();
  await print(takenTable(taken, documents, language));
  if (terminal) for (const text of headLines(taken, documents)) report(text);
}

function namesOf(taken: readonly TakenDocument[]): readonly string[] {
  return taken.filter(({ kind }) => kind !== "unread").map(({ name }) => name);
}

async function sizeLine(app: App, { language }: CommandContext): Promise<string> {
  const { cards, documents, passages } = await app.size();
  return {
    ja: `索引は最新です: カード${cards}件、資料${documents}点、文と抜粋${passages}件`,
    en: `The index is up to date: ${cards} cards, ${documents} documents, ${passages} statements and extracts`,
  }[language];
}

/** What is said of one file cannot be true of several. */
function expectOneForWords({ title, publisher, date }: Values, paths: readonly string[]): void {
  const isGiven = [title, publisher, date].some((each) => each !== undefined);
  if (!isGiven || paths.length === 1) return;
  throw misuse(
    {
      ja: "--title、--publisher、--date は、一つのファイルと一緒に指定してください。",
      en: "--title, --publisher and --date go with one file.",
    },
    USAGE,
  );
}

function visibilityGiven({ visibility }: Values): Visibility | undefined {
  if (visibility === undefined) return undefined;
  const code = visibilityOf(visibility);
  if (code) return code;
  const known = Object.values(VISIBILITIES);
  throw misuse(
    {
      ja: `--visibility に「${visibility}」は使えません。使えるもの: ${known.map(({ ja }) => ja).join("、")}`,
      en: `--visibility cannot be "${visibility}". There are: ${Object.keys(VISIBILITIES).join(", ")}`,
    },
    USAGE,
  );
}

function expectSome(taken: readonly TakenDocument[]): void {
  if (taken.length === 0 || taken.some(({ kind }) => kind !== "unread")) return;
  throw new UserError({
    ja: "どの資料も読めませんでした。上の表の理由を見て、直してからもう一度取り込んでください。",
    en: "None of the documents could be read. See the reasons in the table and mend them.",
  });
}
