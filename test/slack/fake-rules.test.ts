import { describe, expect, test } from "vitest";
import { checkBlocks, checkMessage, checkView } from "../fakes/slack-rules.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const long = (length: number) => "あ".repeat(length);
const many = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

const divider = { type: "divider" };
const section = (text: string) => ({ type: "section", text: mrkdwn(text) });
const button = (more = {}) => ({ type: "button", action_id: "ok", text: plain("OK"), ...more });
const actions = (...elements: unknown[]) => ({ type: "actions", elements });
const option = (at: number) => ({ text: plain(`選択肢${at}`), value: `${at}` });
const select = (more = {}) => ({ type: "static_select", action_id: "pick", ...more });
const input = (element: unknown, label = "名前") => ({
  type: "input",
  label: plain(label),
  element,
});
const asked = (more = {}) => input({ type: "plain_text_input", action_id: "name", ...more });
const raw = (text: string) => ({ type: "raw_text", text });
const table = (rows: number, columns: number) => ({
  type: "table",
  rows: many(rows, () => many(columns, () => raw("1"))),
});
const rich = (...elements: unknown[]) => ({ type: "rich_text", elements });
const line = (...elements: unknown[]) => ({ type: "rich_text_section", elements });
const feedback = {
  type: "feedback_buttons",
  action_id: "feedback",
  positive_button: { text: plain("役に立った"), value: "good" },
  negative_button: { text: plain("役に立たない"), value: "bad" },
};
const modal = (more = {}) => ({ type: "modal", title: plain("登録"), blocks: [divider], ...more });

describe("blocks that Slack takes", () => {
  test.each<readonly [string, unknown]>([
    ["a section of 3000 characters", section(long(3000))],
    ["a section of fields alone", { type: "section", fields: [mrkdwn("*県*\n青森")] }],
    ["a header of 150 characters", { type: "header", text: plain(long(150)) }],
    ["25 buttons", actions(...many(25, (at) => button({ action_id: `b${at}` })))],
    ["feedback buttons", { type: "context_actions", elements: [feedback] }],
    ["a button with a value of 2000", actions(button({ value: long(2000) }))],
    ["a menu of 100 options", actions(select({ options: many(100, option) }))],
    [
      "a menu with what it begins with",
      actions(select({ options: [option(1)], initial_option: option(1) })),
    ],
    ["a table of 100 rows and 20 columns", table(100, 20)],
    ["markdown of 12,000 characters", { type: "markdown", text: long(12_000) }],
    [
      "rich text with a list, a link and a mention",
      rich(
        line({ type: "text", text: "根拠", style: { bold: true } }),
        {
          type: "rich_text_list",
          style: "ordered",
          indent: 1,
          elements: [line({ type: "link", url: "https://example.jp/a", text: "要綱" })],
        },
        { type: "rich_text_quote", elements: [{ type: "user", user_id: "U1" }] },
      ),
    ],
    [
      "a container that can be opened",
      {
        type: "container",
        title: plain("根拠を見る"),
        is_collapsible: true,
        default_collapsed: true,
        child_blocks: [section("要綱 3 ページ")],
      },
    ],
    [
      "a task with its sources",
      {
        type: "task_card",
        task_id: "t1",
        title: "調べています",
        status: "in_progress",
        sources: [{ type: "url", url: "https://example.jp", text: "要綱" }],
      },
    ],
  ])("%s", (_, block) => {
    expect(checkBlocks([block])).toEqual([]);
  });
});

describe("blocks that Slack refuses", () => {
  test.each<readonly [string, readonly unknown[], string, string]>([
    ["51 blocks", many(51, () => divider), "/blocks", "no more than 50 items"],
    ["a section of 3001", [section(long(3001))], "/blocks/0/text/text", "less than 3001"],
    ["an empty text", [section("")], "/blocks/0/text/text", "more than 0 characters"],
    ["a section of nothing", [{ type: "section" }], "/blocks/0", "`text` or `fields`"],
    [
      "11 fields",
      [{ type: "section", fields: many(11, () => mrkdwn("x")) }],
      "/blocks/0/fields",
      "no more than 10",
    ],
    [
      "a field of 2001",
      [{ type: "section", fields: [mrkdwn(long(2001))] }],
      "/blocks/0/fields/0/text",
      "less than 2001",
    ],
    [
      "a header of 151",
      [{ type: "header", text: plain(long(151)) }],
      "/blocks/0/text/text",
      "less than 151",
    ],
    [
      "a header with markup",
      [{ type: "header", text: mrkdwn("x") }],
      "/blocks/0/text/type",
      "unsupported type: mrkdwn",
    ],
    [
      "11 elements of context",
      [{ type: "context", elements: many(11, () => mrkdwn("x")) }],
      "/blocks/0/elements",
      "no more than 10",
    ],
    [
      "26 buttons",
      [actions(...many(26, (at) => button({ action_id: `b${at}` })))],
      "/blocks/0/elements",
      "no more than 25",
    ],
    ["no buttons", [actions()], "/blocks/0/elements", "no fewer than 1"],
    [
      "6 context actions",
      [
        {
          type: "context_actions",
          elements: many(6, (at) => ({ ...feedback, action_id: `f${at}` })),
        },
      ],
      "/blocks/0/elements",
      "no more than 5",
    ],
    [
      "a button among context actions",
      [{ type: "context_actions", elements: [button()] }],
      "/blocks/0/elements/0/type",
      "unsupported type: button",
    ],
    [
      "a button of 76",
      [actions(button({ text: plain(long(76)) }))],
      "/blocks/0/elements/0/text/text",
      "less than 76",
    ],
    [
      "a value of 2001",
      [actions(button({ value: long(2001) }))],
      "/blocks/0/elements/0/value",
      "less than 2001",
    ],
    [
      "a url of 3001",
      [actions(button({ url: `https://a.jp/${"x".repeat(2988)}` }))],
      "/blocks/0/elements/0/url",
      "less than 3001",
    ],
    [
      "what is no url",
      [actions(button({ url: "要綱.pdf" }))],
      "/blocks/0/elements/0/url",
      "valid url",
    ],
    [
      "an unknown style",
      [actions(button({ style: "warning" }))],
      "/blocks/0/elements/0/style",
      "enum",
    ],
    [
      "an action_id of 256",
      [actions(button({ action_id: long(256) }))],
      "/blocks/0/elements/0/action_id",
      "less than 256",
    ],
    [
      "one action_id twice in a block",
      [actions(button(), button())],
      "/blocks/0/elements/1",
      "already exists",
    ],
    [
      "101 options",
      [actions(select({ options: many(101, option) }))],
      "/blocks/0/elements/0/options",
      "no more than 100",
    ],
    [
      "an option of 76",
      [actions(select({ options: [{ text: plain(long(76)), value: "1" }] }))],
      "/blocks/0/elements/0/options/0/text/text",
      "less than 76",
    ],
    ["a menu without options", [actions(select())], "/blocks/0/elements/0", "exactly one of"],
    [
      "a choice that is not offered",
      [actions(select({ options: [option(1)], initial_option: option(2) }))],
      "/blocks/0/elements/0",
      "must match one",
    ],
    [
      "a block_id of 256",
      [{ ...divider, block_id: long(256) }],
      "/blocks/0/block_id",
      "less than 256",
    ],
    [
      "one block_id twice",
      [
        { ...divider, block_id: "a" },
        { ...divider, block_id: "a" },
      ],
      "/blocks/1/block_id",
      "already exists",
    ],
    ["an unknown block", [{ type: "accordion" }], "/blocks/0/type", "unsupported type: accordion"],
    [
      "a file, which only comes back",
      [{ type: "file", source: "remote", external_id: "1" }],
      "/blocks/0/type",
      "unsupported type: file",
    ],
    [
      "a block without a type",
      [{ text: mrkdwn("x") }],
      "/blocks/0",
      "missing required field: type",
    ],
    [
      "an unknown field",
      [{ ...section("x"), colour: "red" }],
      "/blocks/0",
      "invalid additional property: colour",
    ],
    [
      "an unknown field of a text",
      [{ type: "header", text: { ...plain("x"), bold: true } }],
      "/blocks/0/text",
      "invalid additional property: bold",
    ],
    ["101 rows", [table(101, 1)], "/blocks/0/rows", "no more than 100"],
    ["21 columns", [table(1, 21)], "/blocks/0/rows/0", "no more than 20"],
    [
      "an empty cell",
      [{ type: "table", rows: [[raw("")]] }],
      "/blocks/0/rows/0/0/text",
      "more than 0",
    ],
    ["two tables", [table(1, 1), table(1, 1)], "/blocks/1", "only_one_table_allowed"],
    [
      "an image without a description",
      [{ type: "image", image_url: "https://a.jp/a.png" }],
      "/blocks/0",
      "missing required field: alt_text",
    ],
    [
      "a mention by name in rich text",
      [rich(line({ type: "user", name: "sato" }))],
      "/blocks/0/elements/0/elements/0",
      "missing required field: user_id",
    ],
    [
      "a line outside a section",
      [rich({ type: "text", text: "x" })],
      "/blocks/0/elements/0/type",
      "unsupported type: text",
    ],
    [
      "a list of bare text",
      [rich({ type: "rich_text_list", style: "bullet", elements: [{ type: "text", text: "x" }] })],
      "/blocks/0/elements/0/elements/0/type",
      "unsupported type: text",
    ],
    [
      "an alert in a message",
      [{ type: "alert", text: plain("x") }],
      "/blocks/0/type",
      "unsupported type: alert",
    ],
    ["blocks that are one block", divider as never, "/blocks", "must provide an array"],
  ])("%s", (_, blocks, path, message) => {
    expect(checkBlocks(blocks)).toContainEqual(
      expect.objectContaining({ path, message: expect.stringContaining(message) }),
    );
  });

  test("a limit is told with what was passed", () => {
    expect(checkBlocks([section(long(3001))])[0]).toMatchObject({ limit: 3000 });
  });
});

describe("messages that Slack refuses", () => {
  test.each<readonly [string, Record<string, unknown>, string]>([
    ["nothing", {}, "no_text"],
    ["an empty text", { text: "" }, "no_text"],
    [
      "12,001 characters of markdown in two blocks",
      {
        text: "x",
        blocks: [
          { type: "markdown", text: long(6000) },
          { type: "markdown", text: long(6001) },
        ],
      },
      "msg_too_long",
    ],
    [
      "12,000 characters in sections",
      { text: "x", blocks: many(4, () => section(long(3000))) },
      "msg_blocks_too_long",
    ],
    [
      "12,000 characters of rich text",
      { text: "x", blocks: many(4, () => rich(line({ type: "text", text: long(3000) }))) },
      "msg_blocks_too_long",
    ],
    ["markdown_text of 12,001", { markdown_text: long(12_001) }, "msg_too_long"],
    ["markdown_text beside text", { markdown_text: "x", text: "x" }, "markdown_text_conflict"],
    ["a text of 40,001", { text: long(40_001) }, "msg_too_long"],
    [
      "metadata without a type",
      { text: "x", metadata: { event_payload: {} } },
      "invalid_metadata_format",
    ],
  ])("%s", (_, message, error) => {
    expect(checkMessage(message).map((problem) => problem.error)).toContain(error);
  });

  test("what is just short enough passes", () => {
    const blocks = [...many(3, () => section(long(3000))), section(long(2999))];

    expect(checkMessage({ text: "回答", blocks })).toEqual([]);
  });
});

describe("views", () => {
  test.each<readonly [string, unknown]>([
    [
      "a modal with an input and a button to send it",
      modal({ blocks: [asked()], submit: plain("登録する") }),
    ],
    ["a Home tab of 100 blocks", { type: "home", blocks: many(100, () => divider) }],
    ["a modal with private metadata of 3000", modal({ private_metadata: long(3000) })],
  ])("%s is taken", (_, view) => {
    expect(checkView(view)).toEqual([]);
  });

  test.each<readonly [string, unknown, string, string]>([
    ["a title of 25", modal({ title: plain(long(25)) }), "/view/title/text", "less than 25"],
    ["a submit of 25", modal({ submit: plain(long(25)) }), "/view/submit/text", "less than 25"],
    ["a close of 25", modal({ close: plain(long(25)) }), "/view/close/text", "less than 25"],
    ["no title", { type: "modal", blocks: [] }, "/view", "missing required field: title"],
    [
      "a callback_id of 256",
      modal({ callback_id: long(256) }),
      "/view/callback_id",
      "less than 256",
    ],
    [
      "private metadata of 3001",
      modal({ private_metadata: long(3001) }),
      "/view/private_metadata",
      "less than 3001",
    ],
    ["101 blocks", modal({ blocks: many(101, () => divider) }), "/view/blocks", "no more than 100"],
    [
      "an input without a button to send it",
      modal({ blocks: [asked()] }),
      "/view",
      "missing required field: submit",
    ],
    [
      "a label of 2001",
      modal({ submit: plain("OK"), blocks: [input({ type: "plain_text_input" }, long(2001))] }),
      "/view/blocks/0/label/text",
      "less than 2001",
    ],
    [
      "a placeholder of 151",
      modal({ submit: plain("OK"), blocks: [asked({ placeholder: plain(long(151)) })] }),
      "/view/blocks/0/element/placeholder/text",
      "less than 151",
    ],
    [
      "a max_length of 3001",
      modal({ submit: plain("OK"), blocks: [asked({ max_length: 3001 })] }),
      "/view/blocks/0/element/max_length",
      "less than 3001",
    ],
    [
      "a button as an input",
      modal({ submit: plain("OK"), blocks: [input(button())] }),
      "/view/blocks/0/element/type",
      "unsupported type: button",
    ],
    [
      "markdown in a modal",
      modal({ blocks: [{ type: "markdown", text: "x" }] }),
      "/view/blocks/0/type",
      "unsupported type: markdown",
    ],
    [
      "a table on the Home tab",
      { type: "home", blocks: [table(1, 1)] },
      "/view/blocks/0/type",
      "unsupported type: table",
    ],
    [
      "an unknown field",
      modal({ subtitle: "x" }),
      "/view",
      "invalid additional property: subtitle",
    ],
    ["an unknown kind of view", { type: "dialog", blocks: [] }, "/view/type", "enum"],
  ])("%s is refused", (_, view, path, message) => {
    expect(checkView(view)).toContainEqual(
      expect.objectContaining({ path, message: expect.stringContaining(message) }),
    );
  });
});
