/** What Slack would refuse in a message or a view, and what in it could mention, link or mislead; empty when all is well. */
export function slackFaults(shown: {
  readonly text?: string;
  readonly title?: unknown;
  readonly blocks: readonly unknown[];
}): readonly string[] {
  const isView = shown.title !== undefined;
  const nodes = [...nodesOf(shown.blocks)];
  const chars = nodes.reduce((sum, { node }) => sum + ownChars(node), 0);
  return [
    ...(shown.blocks.length > 50 ? [`${shown.blocks.length} blocks`] : []),
    ...(shown.blocks.length === 0 ? ["no blocks"] : []),
    ...(chars > 9000 ? [`${chars} characters in blocks`] : []),
    ...(chars + 125 * shown.blocks.length > 13_000 ? ["too much with what Slack adds"] : []),
    ...(isView ? [] : fallbackFaults(shown.text ?? "")),
    ...[...nodesOf([shown]), ...nodes].flatMap(({ node, path }) => stringFaults(node, path)),
    ...nodes.flatMap(({ node, path }) => (RULES[String(node.type)] ?? unknown)(node, path)),
    ...(isView ? textFaults(shown.title, "title", 24) : []),
  ];
}

type Node = Readonly<Record<string, unknown>>;
type Rule = (node: Node, path: string) => readonly string[];

function* nodesOf(value: unknown, path = ""): Generator<{ node: Node; path: string }> {
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) yield* nodesOf(each, `${path}/${i}`);
  } else if (isNode(value)) {
    yield { node: value, path };
    for (const [key, each] of Object.entries(value)) yield* nodesOf(each, `${path}/${key}`);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function ownChars(node: Node): number {
  return [node.text, node.url].reduce<number>(
    (sum, each) => sum + (typeof each === "string" ? each.length : 0),
    0,
  );
}

function fallbackFaults(text: string): readonly string[] {
  return [
    ...(text === "" ? ["no text"] : []),
    ...(text.length > 3000 ? [`text of ${text.length}`] : []),
    ...(/[<>]|&(?!(?:amp|lt|gt);)/u.test(text) ? ["text that is not escaped"] : []),
  ];
}

function stringFaults(node: Node, path: string): readonly string[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (typeof value !== "string") return [];
    const at = `${path}/${key}`;
    return [
      ...(value === "" ? [`${at} is empty`] : []),
      ...(value.isWellFormed() ? [] : [`${at} is not well-formed`]),
      // A value is given back as it is, and shown to nobody.
      ...(key !== "value" && /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u.test(value)
        ? [`${at} has what nobody can see`]
        : []),
    ];
  });
}

function textFaults(node: unknown, path: string, most: number): readonly string[] {
  const { type, text } = isNode(node) ? node : {};
  if (type !== "plain_text" || typeof text !== "string") return [`${path} is no plain text`];
  return [
    ...(text.length > most ? [`${path} of ${text.length}`] : []),
    ...(text.trim() === "" ? [`${path} is blank`] : []),
  ];
}

function listFaults(list: unknown, path: string, most: number): readonly string[] {
  const count = Array.isArray(list) ? list.length : 0;
  return count === 0 || count > most ? [`${path} has ${count}`] : [];
}

/** Slack refuses a block in which two elements have one action id. */
const interactive: Rule = ({ elements }, path) => {
  const ids = (Array.isArray(elements) ? elements : []).map(({ action_id }) => action_id);
  return new Set(ids).size === ids.length ? [] : [`${path} repeats an action id`];
};

const pressed: Rule = (node, path) => {
  const { text, value, action_id: id } = node;
  return [
    ...textFaults(text, `${path}/text`, 75),
    ...(String(value ?? "").length > 2000 ? [`${path}/value too long`] : []),
    ...(typeof id === "string" && id.length > 255 ? [`${path}/action_id too long`] : []),
  ];
};

const fine: Rule = () => [];
/** Whatever is not listed could be alive: mrkdwn, markdown, user, usergroup, channel, broadcast, emoji. */
const unknown: Rule = ({ type, text, value }, path) =>
  type === undefined && (text !== undefined || value !== undefined)
    ? pressed({ text, value }, path)
    : type === undefined
      ? []
      : [`${path} is a ${type}`];

const RULES: Readonly<Record<string, Rule>> = {
  rich_text: ({ elements }, path) => listFaults(elements, path, Number.POSITIVE_INFINITY),
  rich_text_section: ({ elements }, path) => listFaults(elements, path, Number.POSITIVE_INFINITY),
  rich_text_quote: ({ elements }, path) => listFaults(elements, path, Number.POSITIVE_INFINITY),
  rich_text_list: ({ elements }, path) => listFaults(elements, path, Number.POSITIVE_INFINITY),
  text: fine,
  link: ({ url }, path) =>
    typeof url === "string" && /^https:\/\/[^\s<>|]+$/u.test(url)
      ? []
      : [`${path} links to ${url}`],
  plain_text: ({ text, emoji }, path) => [
    ...(emoji === false ? [] : [`${path} makes emoji`]),
    ...(String(text).length > 3000 ? [`${path} of ${String(text).length}`] : []),
  ],
  header: ({ text }, path) => textFaults(text, path, 150),
  section: ({ text, fields }, path) => [
    ...(text === undefined ? listFaults(fields, path, 10) : textFaults(text, path, 3000)),
    ...(fields === undefined ? [] : listFaults(fields, path, 10)),
    ...(Array.isArray(fields) ? fields : []).flatMap((each, i) =>
      textFaults(each, `${path}/${i}`, 2000),
    ),
  ],
  context: ({ elements }, path) => listFaults(elements, path, 10),
  divider: fine,
  actions: (node, path) => [...listFaults(node.elements, path, 25), ...interactive(node, path)],
  context_actions: (node, path) => [
    ...listFaults(node.elements, path, 5),
    ...interactive(node, path),
  ],
  button: pressed,
  // How long what stands in fields may be is checked by the rules of the fake Slack.
  input: ({ label }, path) => textFaults(label, `${path}/label`, 2000),
  plain_text_input: fine,
  static_select: fine,
  checkboxes: fine,
  datepicker: fine,
  users_select: fine,
  number_input: fine,
  feedback_buttons: fine,
  table: ({ rows }, path) => [
    ...listFaults(rows, path, 100),
    ...(Array.isArray(rows) ? rows : []).flatMap((row, i) => listFaults(row, `${path}/${i}`, 20)),
  ],
  raw_text: ({ text }, path) => (String(text).trim() === "" ? [`${path} is blank`] : []),
};
