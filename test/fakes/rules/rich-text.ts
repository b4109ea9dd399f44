import {
  anything,
  boolean,
  byType,
  type Check,
  integer,
  list,
  number,
  oneOf,
  record,
  text,
  url,
} from "./shape.ts";

// No limit of its own is published for these; the text of the whole message has one.
const ANY_LENGTH = 12_000;
const MANY = 1000;

const style = record(
  {},
  {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
);

function inline(required: Readonly<Record<string, Check>>, more = {}): Check {
  return record({ type: anything, ...required }, { style, ...more });
}

const someText = text(ANY_LENGTH);
const id = text(255);

const texts = inline({ text: someText });
const links = inline({ url: url() }, { text: text(ANY_LENGTH, 0), unsafe: boolean });

const inlineElement = byType({
  text: texts,
  link: links,
  user: inline({ user_id: id }),
  usergroup: inline({ usergroup_id: id }),
  channel: inline({ channel_id: id }),
  team: inline({ team_id: id }),
  broadcast: inline({ range: oneOf("here", "channel", "everyone") }),
  emoji: inline({ name: id }, { unicode: id, url: url(), skin_tone: integer(1, 6) }),
  color: inline({ value: id }),
  date: inline({ timestamp: number, format: someText }, { url: url(), fallback: someText }),
});

const section = record({ type: anything, elements: list(inlineElement, { min: 0, max: MANY }) });

const border = oneOf(0, 1);

const element = byType({
  rich_text_section: section,
  rich_text_list: record(
    {
      type: anything,
      style: oneOf("bullet", "ordered"),
      elements: list(byType({ rich_text_section: section }), { max: MANY }),
    },
    { indent: integer(0, 8), offset: integer(0, MANY), border },
  ),
  rich_text_quote: record(
    { type: anything, elements: list(inlineElement, { min: 0, max: MANY }) },
    { border },
  ),
  rich_text_preformatted: record(
    {
      type: anything,
      elements: list(byType({ text: texts, link: links }), { min: 0, max: MANY }),
    },
    { border, language: id },
  ),
});

/** A `rich_text` block, also where it stands in a cell, a task or an input. */
export const richText: Check = byType({
  rich_text: record({ type: anything, elements: list(element, { max: MANY }) }, { block_id: id }),
});
