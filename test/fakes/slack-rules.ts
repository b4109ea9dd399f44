import { homeBlock, messageBlock, modalBlock } from "./rules/blocks.ts";
import { plainText } from "./rules/composition.ts";
import {
  anything,
  boolean,
  type Check,
  isObject,
  type Json,
  list,
  oneOf,
  type Problem,
  problem,
  record,
  text,
} from "./rules/shape.ts";

export type { Problem } from "./rules/shape.ts";

/** Characters that the blocks of a message may have between them, however they are divided. */
const MESSAGE_TEXT = 12_000;
/** Characters of the top-level text; Slack recommends a tenth and cuts what is longer. */
const TOP_LEVEL_TEXT = 40_000;

/** What Slack has against the blocks of a message, with pointers that begin at `path`. */
export function checkBlocks(blocks: unknown, path = "/blocks"): readonly Problem[] {
  if (!Array.isArray(blocks)) return [problem(path, "must provide an array")];
  return [
    ...list(messageBlock, { min: 0, max: 50 })(blocks, path),
    ...distinctBlockIds(blocks, path),
    ...onlyOneTable(blocks, path),
    ...lengthOfText(blocks, path),
  ];
}

/** What Slack has against a modal or a Home tab, with pointers that begin at `path`. */
export function checkView(view: unknown, path = "/view"): readonly Problem[] {
  if (!isObject(view)) return [viewProblem(problem(path, "must provide an object"))];
  const check = view.type === "home" ? home : view.type === "modal" ? modal : unknownView;
  const blocks = Array.isArray(view.blocks) ? view.blocks : [];
  return [
    ...check(view, path),
    ...distinctBlockIds(blocks, `${path}/blocks`),
    ...submitForInputs(view, path),
  ].map(viewProblem);
}

/**
 * What Slack has against the arguments of a message: `text`, `blocks`, `markdown_text`,
 * `attachments` and `metadata`. Other arguments belong to the method and are not looked at.
 */
export function checkMessage(message: Json): readonly Problem[] {
  return [
    ...(message.blocks === undefined ? [] : checkBlocks(message.blocks)),
    ...checkTopLevel(message),
    ...checkAttachments(message.attachments),
    ...checkMetadata(message.metadata),
  ];
}

function checkTopLevel(message: Json): readonly Problem[] {
  const { text: top, blocks, attachments, markdown_text: markdown } = message;
  const bare = [top, blocks, attachments, markdown].every(
    (part) => part === undefined || part === "" || (Array.isArray(part) && part.length === 0),
  );
  if (bare) return [problem("", "no message text provided", { error: "no_text" })];
  if (markdown !== undefined && (top !== undefined || blocks !== undefined))
    return [problem("/markdown_text", "conflicts", { error: "markdown_text_conflict" })];
  return [
    ...tooLong(markdown, "/markdown_text", MESSAGE_TEXT),
    ...tooLong(top, "/text", TOP_LEVEL_TEXT),
  ];
}

function tooLong(value: unknown, path: string, max: number): readonly Problem[] {
  return text(max, 0)(value ?? "", path).map((each) => ({ ...each, error: "msg_too_long" }));
}

function distinctBlockIds(blocks: readonly unknown[], path: string): readonly Problem[] {
  const ids = blocks.map((block) => (isObject(block) ? block.block_id : undefined));
  return ids.flatMap((id, at) =>
    id !== undefined && ids.indexOf(id) < at
      ? [problem(`${path}/${at}/block_id`, `block_id \`${id}\` already exists`)]
      : [],
  );
}

function onlyOneTable(blocks: readonly unknown[], path: string): readonly Problem[] {
  const tables = blocks.flatMap((block, at) =>
    isObject(block) && block.type === "table" ? at : [],
  );
  return tables
    .slice(1)
    .map((at) => problem(`${path}/${at}`, "only_one_table_allowed", { limit: 1 }));
}

// Measured by others: 12,000 characters of markdown pass and 12,001 are `msg_too_long`; blocks of
// other kinds are `msg_blocks_too_long` somewhere below 12,000, so that the sum has to stay below.
function lengthOfText(blocks: readonly unknown[], path: string): readonly Problem[] {
  const isMarkdown = (block: unknown) => isObject(block) && block.type === "markdown";
  const markdown = textLength(blocks.filter(isMarkdown));
  const others = textLength(blocks.filter((block) => !isMarkdown(block)));
  const limit = MESSAGE_TEXT;
  if (markdown > limit)
    return [problem(path, "markdown is too long", { error: "msg_too_long", limit })];
  if (others > 0 && markdown + others >= limit)
    return [problem(path, "blocks are too long", { error: "msg_blocks_too_long", limit })];
  return [];
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, field]) =>
      sum + (name === "text" && typeof field === "string" ? field.length : textLength(field)),
    0,
  );
}

function checkAttachments(attachments: unknown): readonly Problem[] {
  if (attachments === undefined) return [];
  const error = "invalid_attachments";
  if (!Array.isArray(attachments)) return [problem("/attachments", "must be an array", { error })];
  if (attachments.length > 100)
    return [problem("/attachments", "too many", { error: "too_many_attachments", limit: 100 })];
  return attachments.flatMap((each, at) =>
    isObject(each) && each.blocks !== undefined
      ? checkBlocks(each.blocks, `/attachments/${at}/blocks`).map((found) => ({ ...found, error }))
      : [],
  );
}

const metadata = record({ event_type: text(255), event_payload: anything });

function checkMetadata(value: unknown): readonly Problem[] {
  if (value === undefined) return [];
  return metadata(value, "/metadata").map((each) => ({
    ...each,
    error: "invalid_metadata_format",
  }));
}

const named = {
  private_metadata: text(3000, 0),
  callback_id: text(255, 0),
  external_id: text(255, 0),
};

const home: Check = record(
  { type: anything, blocks: list(homeBlock, { min: 0, max: 100 }) },
  named,
);

const modal: Check = record(
  {
    type: anything,
    title: plainText(24),
    blocks: list(modalBlock, { min: 0, max: 100 }),
  },
  {
    ...named,
    close: plainText(24),
    submit: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
);

const unknownView: Check = (view, path) =>
  isObject(view) ? oneOf("modal", "home")(view.type, `${path}/type`) : [];

function submitForInputs(view: Json, path: string): readonly Problem[] {
  const asks = Array.isArray(view.blocks)
    ? view.blocks.some((block) => isObject(block) && block.type === "input")
    : false;
  return view.type === "modal" && asks && view.submit === undefined
    ? [problem(path, "missing required field: submit")]
    : [];
}

function viewProblem(found: Problem): Problem {
  return { ...found, error: "invalid_arguments" };
}
