import { isObject, type Json } from "./rules/shape.ts";
import type { Message } from "./server/types.ts";

/** Something in a message that calls somebody or leads somewhere. */
export interface Live {
  readonly kind: "user" | "usergroup" | "broadcast" | "channel" | "link";
  /** The id of a user, group or channel; here, channel or everyone; the address of a link. */
  readonly target: string;
  /** Where in the message: a JSON pointer. */
  readonly path: string;
  /** Slack made a link of a bare address; nobody marked it up. */
  readonly auto?: boolean;
}

/**
 * All live mentions and links of a message: in its text and in mrkdwn as Slack's `<…>` and bare
 * addresses, in markdown also as `[text](address)`, in rich text as elements of their own, and the
 * addresses of buttons and sources. The `text` elements of rich text and plain_text are never live,
 * nor is anything whose `<` was escaped.
 */
export function liveIn(message: Message): readonly Live[] {
  const { text, markdown_text, args, blocks, attachments, stream } = message;
  const top = markdown_text
    ? inMarkdown(markdown_text, "/markdown_text")
    : args.mrkdwn === false
      ? []
      : [...inMrkdwn(text, "/text"), ...inNames(text, args, "/text")];
  return [
    ...top,
    ...inJson(blocks, "/blocks"),
    ...attachments.flatMap((each, at) => inAttachment(each, `/attachments/${at}`)),
    ...(stream ? inJson([...stream.tasks.values()], "/stream/tasks") : []),
  ];
}

const MARKED = /<(?<inner>[^<>\n]+)>/gu;
const BARE = /(?<![<|(\w"'=])https?:\/\/[^\s<>|「」（）、。]+/giu;

function inMrkdwn(text: string, path: string): readonly Live[] {
  const marked = [...text.matchAll(MARKED)].flatMap(({ groups }) =>
    markedLive(groups?.inner ?? "", path),
  );
  return [...marked, ...inBare(text.replaceAll(MARKED, " "), path)];
}

function inBare(text: string, path: string): readonly Live[] {
  return [...text.matchAll(BARE)].map(([target]) => ({ kind: "link", target, path, auto: true }));
}

const SPECIAL: readonly (readonly [RegExp, Live["kind"]])[] = [
  [/^@(?<target>[UW][A-Z0-9]+)/u, "user"],
  [/^#(?<target>C[A-Z0-9]+)/u, "channel"],
  [/^!(?<target>channel|here|everyone)\b/u, "broadcast"],
  [/^!subteam\^(?<target>S[A-Z0-9]+)/u, "usergroup"],
  [/^!date\^[^|]*\^(?<target>https?:[^|^]+)/u, "link"],
  [/^(?<target>(?:https?|ftp|slack):\/\/[^|]+|(?:mailto|tel):[^|]+)/iu, "link"],
];

function markedLive(inner: string, path: string): readonly Live[] {
  for (const [pattern, kind] of SPECIAL) {
    const target = pattern.exec(inner)?.groups?.target;
    if (target !== undefined) return [{ kind, target, path }];
  }
  return [];
}

/** Names without `<…>` are live only where the app asked for it. */
function inNames(text: string, { link_names, parse }: Json, path: string): readonly Live[] {
  if (link_names !== true && parse !== "full") return [];
  return [...text.matchAll(/(?<!\w)@(?<target>channel|here|everyone)\b/gu)].map(({ groups }) => ({
    kind: "broadcast",
    target: groups?.target ?? "",
    path,
  }));
}

const CODE = /(?<fence>`{1,3})[^`](?:[\s\S]*?[^`])?\k<fence>(?!`)/gu;
const MARKDOWN_LINK = /(?<!\\)\]\((?:<(?<wrapped>[^>\n]+)>|(?<target>[^\s)]+))/gu;

// Within code nothing is a link. A mention there is counted all the same: whether Slack leaves it
// alone is not written anywhere.
function inMarkdown(text: string, path: string): readonly Live[] {
  const prose = text.replaceAll(CODE, " ");
  const links = [...prose.matchAll(MARKDOWN_LINK)].map(({ groups }) => ({
    kind: "link" as const,
    target: groups?.wrapped ?? groups?.target ?? "",
    path,
  }));
  const marked = [...text.matchAll(MARKED)]
    .flatMap(({ groups }) => markedLive(groups?.inner ?? "", path))
    .filter(({ kind, target }) => kind !== "link" || prose.includes(`<${target}`));
  const rest = prose.replaceAll(MARKDOWN_LINK, " ").replaceAll(MARKED, " ");
  return [...links, ...marked, ...inBare(rest, path)];
}

const RICH: Readonly<Record<string, readonly [Live["kind"], string]>> = {
  user: ["user", "user_id"],
  usergroup: ["usergroup", "usergroup_id"],
  channel: ["channel", "channel_id"],
  broadcast: ["broadcast", "range"],
  link: ["link", "url"],
  date: ["link", "url"],
};

function inJson(value: unknown, path: string): readonly Live[] {
  if (Array.isArray(value)) return value.flatMap((each, at) => inJson(each, `${path}/${at}`));
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([name, field]) => inJson(field, `${path}/${name}`));
  return [...ofObject(value, path), ...inner];
}

function ofObject(value: Json, path: string): readonly Live[] {
  const type = String(value.type);
  const text = typeof value.text === "string" ? value.text : "";
  if (type === "mrkdwn")
    return value.verbatim === true
      ? inMrkdwn(text, path).filter(({ auto }) => auto !== true)
      : inMrkdwn(text, path);
  if (type === "markdown") return inMarkdown(text, path);
  const [kind, field] = RICH[type] ?? ["link", "url"];
  const target = value[field];
  const urls = [value.title_url, value.video_url].filter((url) => typeof url === "string");
  return [
    ...(typeof target === "string" ? [{ kind, target, path }] : []),
    ...urls.map((url) => ({ kind: "link" as const, target: url, path })),
  ];
}

function inAttachment(attachment: Json, path: string): readonly Live[] {
  const marked = ["text", "pretext", "title", "footer"].flatMap((name) =>
    typeof attachment[name] === "string" ? inMrkdwn(attachment[name], `${path}/${name}`) : [],
  );
  const urls = ["title_link", "author_link", "from_url"].flatMap((name) =>
    typeof attachment[name] === "string"
      ? [{ kind: "link" as const, target: attachment[name], path: `${path}/${name}` }]
      : [],
  );
  return [...marked, ...urls, ...inJson(attachment.blocks, `${path}/blocks`)];
}
