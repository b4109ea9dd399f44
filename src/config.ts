import { resolve } from "node:path";
import { z } from "zod";
import { UserError } from "./errors.ts";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const token = (prefix: string) =>
  z
    .string()
    .startsWith(prefix, { error: `${prefix}… で始まるトークン / a token beginning ${prefix}` });
const httpUrl = z.url({
  protocol: /^https?$/u,
  error: "http または https のURL / an http or https URL",
});

// Optional until the part that uses it is switched on; listed with defaults in .env.example.
const environment = z.object({
  SLACK_BOT_TOKEN: token("xoxb-").optional(),
  SLACK_APP_TOKEN: token("xapp-").optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: z
    .url({
      protocol: /^(?:https?|wss?)$/u,
      error: "http(s) または ws(s) のURL / an http(s) or ws(s) URL",
    })
    .optional(),
  JGRANTS_API_URL: httpUrl.optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  PUBLIC_URL: httpUrl.optional(),
  SESSION_SECRET: z.string().min(32, { error: "32文字以上 / at least 32 characters" }).optional(),
  PORT: z
    .string()
    .regex(/^\d+$/u)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3000),
  HOST: z.string().default("127.0.0.1"),
  MUSUBI_DATA: z.string().default("data"),
  MUSUBI_CORPUS: z.string().default("corpus"),
  MUSUBI_ADMIN: z.string().default("admin"),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
});

const EXPECTED: Readonly<Record<string, string>> = {
  PORT: "0から65535までの数 / a number from 0 to 65535",
  LOG_LEVEL: LOG_LEVELS.join(" | "),
};

/** Tokens of Slack: an app-level one for Socket Mode, or the secret that signs its requests. */
export interface SlackSettings {
  readonly botToken: string;
  readonly apiUrl?: string;
  readonly mode:
    | { readonly kind: "socket"; readonly appToken: string }
    | { readonly kind: "http"; readonly signingSecret: string };
}

/** A language model behind OpenAI's interface. */
export interface ModelSettings {
  readonly model: string;
  readonly apiKey?: string;
  readonly baseUrl?: string;
}

/** Settings of the program; folders are absolute. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly corpusFolder: string;
  /** The id of the administrator who is there before any user is registered. */
  readonly firstAdministrator: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Where browsers elsewhere reach the pages. */
  readonly publicUrl?: string;
  /** Signs the sessions of who signed in. */
  readonly sessionSecret?: string;
  /** How to join Slack; absent where no token is given. */
  readonly slack?: SlackSettings;
  /** The model that texts are embedded with; absent where none is named. */
  readonly embedding?: ModelSettings;
  /** The model that puts answers into words; absent where no key and no server is given. */
  readonly model?: ModelSettings;
  /** Where the public API of Jグランツ is; absent where it may not be asked. */
  readonly jgrantsApi?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from the environment; relative folders count from `root`. An empty value is
 * none. Throws one `UserError` that names every bad variable, what it needs and what it has.
 */
export function readConfig(env: Environment, root: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = environment.safeParse(given);
  if (!result.success) throw refusal(result.error, given);
  const { PORT, HOST, MUSUBI_DATA, MUSUBI_CORPUS, MUSUBI_ADMIN, LOG_LEVEL } = result.data;
  const { PUBLIC_URL, SESSION_SECRET, JGRANTS_API_URL: jgrantsApi } = result.data;
  const slack = slackSettings(result.data);
  const model = modelSettings(result.data);
  const embedding = embeddingSettings(result.data);
  return {
    ...(slack && { slack }),
    ...(model && { model }),
    ...(embedding && { embedding }),
    ...(jgrantsApi !== undefined && { jgrantsApi }),
    ...(PUBLIC_URL !== undefined && { publicUrl: PUBLIC_URL }),
    ...(SESSION_SECRET !== undefined && { sessionSecret: SESSION_SECRET }),
    port: PORT,
    host: HOST,
    dataFolder: resolve(root, MUSUBI_DATA),
    corpusFolder: resolve(root, MUSUBI_CORPUS),
    firstAdministrator: MUSUBI_ADMIN,
    logLevel: LOG_LEVEL,
  };
}

/** Both or neither: one token alone joins nothing, and whoever set it expects to be joined. */
function slackSettings({
  SLACK_BOT_TOKEN: botToken,
  SLACK_APP_TOKEN: appToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: apiUrl,
}: z.infer<typeof environment>): SlackSettings | undefined {
  if (botToken === undefined && appToken === undefined && signingSecret === undefined)
    return undefined;
  if (botToken === undefined)
    throw missingToken("SLACK_BOT_TOKEN（xoxb-…）", "SLACK_BOT_TOKEN (xoxb-…)");
  const shared = { botToken, ...(apiUrl !== undefined && { apiUrl }) };
  if (appToken !== undefined) return { ...shared, mode: { kind: "socket", appToken } };
  if (signingSecret !== undefined) return { ...shared, mode: { kind: "http", signingSecret } };
  throw missingToken(
    "SLACK_APP_TOKEN（xapp-…、Socket Mode）か SLACK_SIGNING_SECRET（HTTP）",
    "SLACK_APP_TOKEN (xapp-…, Socket Mode) or SLACK_SIGNING_SECRET (HTTP)",
  );
}

/** The model where none is named: one that keeps to a JSON schema and costs little. */
const USUAL_MODEL = "gpt-4.1-mini";
/** In the place of a model: nothing is put into words. */
const NO_MODEL = "none";

/** A key or a server is enough; a model alone cannot be reached. */
function modelSettings(given: z.infer<typeof environment>): ModelSettings | undefined {
  const { OPENAI_MODEL: model, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = given;
  if (model === NO_MODEL) return undefined;
  if (model === undefined && apiKey === undefined && baseUrl === undefined) return undefined;
  return reached("OPENAI_MODEL", model ?? USUAL_MODEL, given);
}

/** Embedding every text costs something: it is done only where a model is named. */
function embeddingSettings(given: z.infer<typeof environment>): ModelSettings | undefined {
  const { OPENAI_EMBEDDING_MODEL: model } = given;
  return model === undefined ? undefined : reached("OPENAI_EMBEDDING_MODEL", model, given);
}

function reached(
  variable: string,
  model: string,
  { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl }: z.infer<typeof environment>,
): ModelSettings {
  if (apiKey === undefined && baseUrl === undefined) {
    throw new UserError({
      ja: `${variable} を使うには OPENAI_API_KEY か OPENAI_BASE_URL も必要です。設定するか、${variable} を空にしてください。`,
      en: `${variable} also needs OPENAI_API_KEY or OPENAI_BASE_URL. Set one, or leave ${variable} empty.`,
    });
  }
  return {
    model,
    ...(apiKey !== undefined && { apiKey }),
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

function missingToken(ja: string, en: string): UserError {
  return new UserError({
    ja: `Slackにつなぐには ${ja} も必要です。設定してもう一度実行してください。つながないなら、SLACK_… の変数をすべて空にしてください。`,
    en: `Joining Slack also needs ${en}. Set it and run again, or leave all SLACK_… variables empty.`,
  });
}

function refusal(error: z.ZodError, given: Environment): UserError {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0]);
    // Never the value of a secret: it would end in a terminal's history or a log.
    const got = /TOKEN|SECRET|KEY/u.test(name) ? "（表示しません / not shown）" : given[name];
    return `  ${name}: 必要なもの / expected ${EXPECTED[name] ?? issue.message}、実際 / got ${got}`;
  });
  return new UserError({
    ja: `環境変数に誤りがあります。直してからもう一度実行してください（一覧は .env.example）。\n${lines.join("\n")}`,
    en: `Some environment variables are wrong. Mend them and run again (.env.example lists all).\n${lines.join("\n")}`,
  });
}
