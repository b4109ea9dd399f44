import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import type { App } from "./cli/app.ts";
import type { Command, CommandContext, OpenOptions } from "./cli/command.ts";
import { type Config, readConfig, type SlackSettings } from "./config.ts";
import type { Access } from "./console/access.ts";
import type { Desk } from "./desk/desk.ts";
import { type Bilingual, UpstreamError, UserError } from "./errors.ts";
import { type Language, languageOfLocale } from "./text/language.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

// Each command is loaded when it is asked for: `ask` must not wait for the parts of the server.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./cli/start.ts")).start,
  ask: async () => (await import("./cli/ask.ts")).ask,
  match: async () => (await import("./cli/match.ts")).match,
  ledger: async () => (await import("./cli/ledger.ts")).ledger,
  partners: async () => (await import("./cli/partners.ts")).partners,
  ingest: async () => (await import("./cli/ingest.ts")).ingest,
  evaluate: async () => (await import("./cli/evaluate.ts")).evaluate,
};

/** What a command line is run in: a process and its terminal. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder it was started in; `INIT_CWD`, where npm sets it, counts more. */
  readonly cwd: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Resolves when the user or the system asks the program to end. */
  readonly untilStopped: () => Promise<void>;
}

/** What the parts of a command are opened with. */
interface World extends Pick<CommandContext, "cwd" | "report" | "language"> {
  readonly config: Config;
  readonly terminal: Terminal;
}

/**
 * Runs a command and tells of any error on standard error. Resolves with the exit code: 0 done, 1 a
 * user's mistake, 2 a fault of a service, of the machine or of ours.
 */
export async function runCommandLine(
  [name = "", ...args]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const env = withDotEnv(terminal.env);
  const language = languageOfLocale(env);
  try {
    const load = COMMANDS[name];
    if (!load) throw unknownCommand(name);
    const config = readConfig(env, ROOT);
    // npm runs scripts in the package's folder and tells where the user stood.
    const cwd = env.INIT_CWD ?? terminal.cwd;
    const report: World["report"] = (text) => terminal.stderr.write(`${text[language]}\n`);
    await (await load())(contextFor(args, { config, cwd, language, report, terminal }));
    return 0;
  } catch (error) {
    return reportError(error, language, terminal);
  }
}

function contextFor(args: readonly string[], world: World): CommandContext {
  const { config, cwd, language, report, terminal } = world;
  const { stdin, stdout, stderr, untilStopped } = terminal;
  return {
    args,
    cwd,
    language,
    report,
    stdin,
    ...(stdin.isTTY &&
      stderr.isTTY && {
        terminal: { askHidden: (question) => askHidden(question[language], terminal) },
      }),
    print: (line) => new Promise((done) => stdout.write(`${line}\n`, () => done())),
    openApp: (options) => openApp(options, world),
    openDesk: (options) => openDesk(options, world),
    ledgerFolder: ({ data }) => join(dataFolderOf(data, world), "ledger"),
    clock: () => new Date(),
    firstAdministrator: config.firstAdministrator,
    serve: (app) => serve(app, config),
    untilStopped,
  };
}

/**
 * The line goes nowhere but to whoever asks: it is not shown, and no history keeps it. Throws a `UserError`
 * where no line comes: Ctrl-C, Ctrl-D, a terminal that is gone.
 */
async function askHidden(
  question: string,
  { stdin, stderr }: Pick<Terminal, "stdin" | "stderr">,
): Promise<string | undefined> {
  const { createInterface } = await import("node:readline/promises");
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  stderr.write(question);
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  const ended = new AbortController();
  lines.once("close", () => ended.abort());
  try {
    return (await lines.question("", { signal: ended.signal })) || undefined;
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw stopped();
    throw error;
  } finally {
    lines.close();
    stderr.write("\n");
  }
}

async function openApp(
  { data, refreshMs = Number.POSITIVE_INFINITY }: OpenOptions,
  world: World,
): Promise<App> {
  const { config, report } = world;
  const { createApp } = await import("./app.ts");
  return createApp({
    dataFolder: dataFolderOf(data, world),
    corpusFolder: config.corpusFolder,
    refreshMs,
    onProgress: showProgress(world),
    onTrouble: (message, cause) =>
      report({ ja: `注意: ${message}: ${cause}`, en: `Warning: ${message}: ${cause}` }),
    now: () => performance.now(),
    clock: () => new Date(),
    jgrantsApi: config.jgrantsApi,
    firstAdministrator: config.firstAdministrator,
    model: config.model,
    embedding: config.embedding,
    onEmbedded: tellQuarters(report),
  });
}

async function openDesk({ data }: OpenOptions, world: World): Promise<Desk> {
  const { openDesk: open } = await import("./app/open-desk.ts");
  return open({
    dataFolder: dataFolderOf(data, world),
    firstAdministrator: world.config.firstAdministrator,
    clock: () => new Date(),
  });
}

function dataFolderOf(
  data: OpenOptions["data"],
  { config, cwd }: Pick<World, "config" | "cwd">,
): string {
  return data === undefined ? config.dataFolder : resolve(cwd, data);
}

async function serve(app: App, config: Config) {
  const clock = () => new Date();
  const { openAccess } = await import("./console/open-access.ts");
  const access = openAccess(app, { ...config, clock, canSendLinks: config.slack !== undefined });
  const slack = config.slack && (await joinSlack(app, config.slack, { ...config, access }));
  const { serveConsole } = await import("./console/serve-console.ts");
  const mount = slack?.requests && { path: slack.path, requests: slack.requests };
  const options = { ...config, access, clock, mount };
  const server = await serveConsole(app, options).catch(async (error: unknown) => {
    await slack?.stop();
    throw error;
  });
  if (!slack) return server;
  const { workspace, notices } = slack;
  const { remind, tellWeek, askFeedback } = notices;
  return {
    address: server.address,
    joined: {
      ja: `Slackの「${workspace}」に参加しました。`,
      en: `Joined the Slack workspace "${workspace}".`,
    },
    tells: { onHead: notices.tellHead, remind, tellWeek, askFeedback },
    async stop() {
      await Promise.all([server.stop(), slack.stop()]);
    },
  };
}

/** The parts of Slack are loaded only where there is a token. */
async function joinSlack(
  app: App,
  settings: SlackSettings,
  { logLevel, access }: Pick<Config, "logLevel"> & { readonly access: Pick<Access, "linkFor"> },
) {
  const { joinSlack: join } = await import("./slack/slack-app.ts");
  const { EVENTS_PATH } = await import("./slack/connection.ts");
  const { pino } = await import("pino");
  const logger = pino({ level: logLevel }, pino.destination(2));
  const log = {
    info: (message: string, cause?: unknown) => logger.info({ err: cause }, message),
    warn: (message: string, cause?: unknown) => logger.warn({ err: cause }, message),
    error: (message: string, cause?: unknown) => logger.error({ err: cause }, message),
  };
  const { linkFor } = access;
  const joined = await join({
    config: settings,
    backend: app,
    clock: () => new Date(),
    log,
    linkFor,
  });
  return { ...joined, path: EVENTS_PATH };
}

/** One line that counts up on a terminal; elsewhere a line at every quarter. */
function showProgress({ language, terminal: { stderr } }: World) {
  return (done: number, total: number): void => {
    const text = { ja: `索引を作っています: ${done}/${total}件`, en: `Indexing: ${done}/${total}` }[
      language
    ];
    if (stderr.isTTY) stderr.write(`\r${text}${done === total ? "\n" : ""}`);
    else if (done % Math.ceil(total / 4) === 0 || done === total) stderr.write(`${text}\n`);
  };
}

/** How far the embedding of texts has come, in the background of a server: a line at every quarter. */
function tellQuarters(report: CommandContext["report"]): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const quarter = Math.floor((4 * done) / total);
    if (quarter > told && quarter <= 4)
      report({
        ja: `文の埋め込み: ${done}/${total}`,
        en: `Embedding texts: ${done}/${total}`,
      });
    told = quarter === 4 ? 0 : quarter;
  };
}

/** What .env sets counts where the environment itself says nothing. */
function withDotEnv(environment: Terminal["env"]): Terminal["env"] {
  const file = join(ROOT, ".env");
  if (!existsSync(file)) return environment;
  return { ...parseEnv(readFileSync(file, "utf8")), ...environment };
}

function stopped(): UserError {
  return new UserError({ ja: "中止しました。", en: "Stopped." });
}

function unknownCommand(command: string): UserError {
  const known = Object.keys(COMMANDS).join(", ");
  return new UserError({
    ja: `「${command}」というコマンドはありません。使えるもの: ${known}`,
    en: `There is no command "${command}". There are: ${known}`,
  });
}

/** The exit code that the error stands for, after telling the user: 1 theirs, 2 the machine's or ours. */
function reportError(
  error: unknown,
  reader: Language,
  { stderr }: Pick<Terminal, "stderr">,
): number {
  if (error instanceof UserError || error instanceof UpstreamError) {
    stderr.write(`${error.text[reader]}\n`);
    return error instanceof UserError ? 1 : 2;
  }
  const calm = {
    ja: "予期しない問題が起きました。お手数ですが、以下の内容を添えてお知らせください。",
    en: "Something unexpected went wrong. Please report it with the text below.",
  };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`${calm[reader]}\n${detail}\n`);
  return 2;
}
