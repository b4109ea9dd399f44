import {
  all,
  anyOf,
  anything,
  boolean,
  byType,
  type Check,
  list,
  oneOf,
  record,
  text,
  url,
} from "./shape.ts";

/** A `plain_text` object of so many characters at most. */
export function plainText(max: number): Check {
  return byType({
    plain_text: record({ type: anything, text: text(max) }, { emoji: boolean }),
  });
}

/** A `mrkdwn` object of so many characters at most. */
export function mrkdwn(max: number): Check {
  return byType({ mrkdwn: record({ type: anything, text: text(max) }, { verbatim: boolean }) });
}

/** A text object of either kind. */
export function textObject(max: number): Check {
  return byType({
    plain_text: plainText(max),
    mrkdwn: mrkdwn(max),
  });
}

export const confirmation: Check = record(
  { text: textObject(300) },
  {
    title: plainText(100),
    confirm: plainText(30),
    deny: plainText(30),
    style: oneOf("primary", "danger"),
  },
);

function optionWith(label: Check, more: Readonly<Record<string, Check>> = {}): Check {
  return record({ text: label, value: text(75) }, { description: textObject(75), ...more });
}

/** An option of a select menu. */
export const menuOption = optionWith(plainText(75));

/** An option of an overflow menu, which may also be a link. */
export const overflowOption = optionWith(plainText(75), { url: url() });

/** An option of radio buttons and checkboxes, which may be marked up. */
export const choiceOption = optionWith(textObject(75));

export const optionGroup: Check = record({
  label: plainText(75),
  options: list(menuOption, { max: 100 }),
});

export const conversationFilter: Check = all(
  anyOf("include", "exclude_external_shared_channels", "exclude_bot_users"),
  record(
    {},
    {
      include: list(oneOf("im", "mpim", "private", "public"), { max: 4 }),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
  ),
);

export const dispatchActionConfig: Check = record(
  {},
  {
    trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered"), { max: 2 }),
  },
);
