import { UpstreamError, UserError } from "../errors.ts";
import { readAnswer } from "./api-answer.ts";
import type { ReadAnswers } from "./read-answers.ts";
import type { Told } from "./subsidy.ts";

/** Details that one run asks for: the terms of the API ask for no heavy polling. */
const MAX_DETAILS = 30;
/** Longest answer that is read, in bytes: details carry their attachments. */
const MAX_BYTES = 100_000_000;
const TIMEOUT_MS = 30_000;

interface LiveOptions {
  /** The root of the API: https://api.jgrants-portal.go.jp/exp */
  readonly apiUrl: string;
  readonly keyword: string;
  readonly clock: () => Date;
}

/**
 * Asks the API for what is open and has a keyword, the soonest deadline first, then for the details of
 * the first of them, one after the other. Throws a `UserError` for a keyword that the API does not
 * take, and an `UpstreamError` for an answer that does not come or cannot be read.
 */
export function liveAnswers({ apiUrl, keyword, clock }: LiveOptions): ReadAnswers {
  return async () => {
    const length = [...keyword].length;
    if (length < 2 || length > 255) throw badKeyword(keyword);
    const ask = (path: string) => askApi(`${apiUrl.replace(/\/$/u, "")}/${path}`, clock);
    const query = new URLSearchParams({
      keyword,
      sort: "acceptance_end_datetime",
      order: "ASC",
      acceptance: "1",
    });
    const list = await ask(`v1/public/subsidies?${query}`);
    const details: Told[] = [];
    for (const { subsidy } of list.slice(0, MAX_DETAILS)) {
      details.push(...(await ask(`v2/public/subsidies/id/${subsidy.id}`)));
    }
    const withoutDetails = Math.max(0, list.length - MAX_DETAILS);
    return { told: [...list, ...details], datedByFile: [], withoutDetails };
  };
}

async function askApi(url: string, clock: () => Date): Promise<readonly Told[]> {
  const retrievedAt = `${clock().toISOString().slice(0, 19)}Z`;
  const read = readAnswer(await textAt(url));
  if ("subsidies" in read) return read.subsidies.map((subsidy) => ({ subsidy, retrievedAt }));
  const [{ field, expected, came } = { field: "", expected: "", came: "" }] = read.faults;
  throw failed({
    ja: `応答を読めません（${field}: ${expected}、実際: ${came}）`,
    en: `its answer cannot be read (${field}: expected ${expected}, got ${came})`,
  });
}

async function textAt(url: string): Promise<string> {
  try {
    const response = await fetch(url, {
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: "application/json" },
    });
    if (response.ok) return await within(response);
    await response.body?.cancel();
    throw failed({
      ja: `HTTP ${response.status} を返しました`,
      en: `it said HTTP ${response.status}`,
    });
  } catch (cause) {
    if (cause instanceof UpstreamError) throw cause;
    throw failed({ ja: "応答がありません", en: "it does not answer" }, cause);
  }
}

async function within({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw failed({ ja: "応答が大きすぎます", en: "its answer is too big" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function badKeyword(keyword: string): UserError {
  return new UserError({
    ja: `Jグランツの検索語「${keyword}」は使えません。2文字から255文字で指定してください。`,
    en: `jGrants cannot be searched for "${keyword}". Give a keyword of 2 to 255 characters.`,
  });
}

function failed(why: { readonly ja: string; readonly en: string }, cause?: unknown): UpstreamError {
  return new UpstreamError(
    "jGrants",
    {
      ja: `Jグランツから取得できません: ${why.ja}。何も変えていません。しばらくしてからもう一度実行してください。`,
      en: `Nothing could be retrieved from jGrants: ${why.en}. Nothing was changed. Try again later.`,
    },
    { cause },
  );
}
