import { mrkdwn, plainText, textObject } from "./composition.ts";
import {
  accessories,
  actionElements,
  cardButton,
  contextActions,
  imageElement,
  inputElements,
} from "./elements.ts";
import { richText } from "./rich-text.ts";
import {
  all,
  anyOf,
  anything,
  boolean,
  byType,
  type Check,
  exactlyOneOf,
  integer,
  isObject,
  list,
  number,
  oneOf,
  type Problem,
  problem,
  record,
  text,
  url,
} from "./shape.ts";

type Fields = Readonly<Record<string, Check>>;
type Kinds = Readonly<Record<string, Check>>;

const id = text(255);

function block(required: Fields, optional: Fields = {}): Check {
  return record({ type: anything, ...required }, { block_id: id, ...optional });
}

/** No two elements of a block may have one name. */
function distinctActionIds(value: unknown, path: string): readonly Problem[] {
  if (!isObject(value) || !Array.isArray(value.elements)) return [];
  const named = value.elements.map((each) => (isObject(each) ? each.action_id : undefined));
  return named.flatMap((name, at) =>
    name !== undefined && named.indexOf(name) < at
      ? [problem(`${path}/elements/${at}`, `action_id \`${name}\` already exists in this block`)]
      : [],
  );
}

function elements(kinds: Kinds, max: number): Check {
  return all(block({ elements: list(byType(kinds), { max }) }), distinctActionIds);
}

const image = all(
  block(
    { alt_text: text(2000) },
    { title: plainText(2000), image_url: url(), slack_file: anything },
  ),
  exactlyOneOf("image_url", "slack_file"),
);

const basic = {
  actions: elements(actionElements, 25),
  context: elements(
    { ...imageElement, plain_text: textObject(3000), mrkdwn: textObject(3000) },
    10,
  ),
  divider: block({}),
  header: block({ text: plainText(150) }),
  image,
  input: block(
    { label: plainText(2000), element: byType(inputElements) },
    { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
  ),
  rich_text: richText,
  section: all(
    block(
      {},
      {
        text: textObject(3000),
        fields: list(textObject(2000), { max: 10 }),
        accessory: byType(accessories),
        expand: boolean,
      },
    ),
    anyOf("text", "fields"),
  ),
  video: block(
    {
      alt_text: text(2000),
      title: plainText(199),
      video_url: url(),
      thumbnail_url: url(),
    },
    {
      title_url: url(),
      author_name: text(49),
      provider_name: text(255),
      provider_icon_url: url(),
      description: plainText(2000),
    },
  ),
};

const rawText = record({ type: anything, text: text(12_000) });
const rawNumber = record({ type: anything, value: number, text: text(12_000) });
const cell = byType({ rich_text: richText, raw_text: rawText, raw_number: rawNumber });

const table = block(
  { rows: list(list(cell, { max: 20 }), { max: 100 }) },
  {
    column_settings: list(
      record({}, { align: oneOf("left", "center", "right"), is_wrapped: boolean }),
      { min: 0, max: 20 },
    ),
  },
);

/** The rows of a data table are of one length, and the first, its header, is plain. */
function evenRows(value: unknown, path: string): readonly Problem[] {
  if (!isObject(value) || !Array.isArray(value.rows)) return [];
  const [header, ...rows] = value.rows.filter(Array.isArray);
  const uneven = rows.some((row) => row.length !== header?.length)
    ? [problem(`${path}/rows`, "all rows must have the same number of cells")]
    : [];
  const marked = (header ?? []).some((each) => isObject(each) && each.type === "rich_text")
    ? [problem(`${path}/rows/0`, "header cells must not be rich_text")]
    : [];
  return [...uneven, ...marked];
}

const dataTable = all(
  block(
    { rows: list(list(cell, { max: 20 }), { min: 2, max: 101 }), caption: text(3000) },
    { page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
  ),
  evenRows,
);

const card = all(
  block(
    {},
    {
      hero_image: byType(imageElement),
      icon: byType(imageElement),
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      actions: list(byType(cardButton), { max: 25 }),
    },
  ),
  anyOf("hero_image", "title", "actions", "body"),
);

const source = byType({ url: record({ type: anything, url: url(), text: text(3000) }) });

const taskCard = block(
  {
    task_id: id,
    title: text(3000),
    status: oneOf("pending", "in_progress", "complete", "error"),
  },
  { details: richText, output: richText, sources: list(source, { min: 0, max: 100 }) },
);

const container = all(
  block(
    { child_blocks: list(byType({ ...basic, table }), { max: 10 }) },
    {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: textObject(150),
      width: oneOf("narrow", "standard", "wide", "full"),
      icon: byType(imageElement),
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
  ),
  anyOf("title", "rich_text_title"),
  (value, path) =>
    isObject(value) && value.default_collapsed === true && value.is_collapsible !== true
      ? [problem(path, "default_collapsed requires is_collapsible")]
      : [],
);

const anywhere: Kinds = {
  ...basic,
  card,
  carousel: block({ elements: list(byType({ card }), { max: 10 }) }),
  container,
  context_actions: elements(contextActions, 5),
  data_table: dataTable,
};

/** The blocks that a message may have. A `file` block cannot be sent, it only comes back. */
export const messageBlock: Check = byType({
  ...anywhere,
  markdown: block({ text: text(12_000) }),
  plan: block(
    { title: text(3000) },
    { tasks: list(byType({ task_card: taskCard }), { max: 100 }) },
  ),
  table,
  task_card: taskCard,
});

/** The blocks that a Home tab may have. */
export const homeBlock: Check = byType(anywhere);

/** The blocks that a modal may have. */
export const modalBlock: Check = byType({
  ...anywhere,
  alert: block(
    { text: textObject(3000) },
    { level: oneOf("default", "info", "warning", "error", "success") },
  ),
});
