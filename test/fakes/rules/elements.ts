import { isDeepStrictEqual } from "node:util";
import {
  choiceOption,
  confirmation,
  conversationFilter,
  dispatchActionConfig,
  menuOption,
  optionGroup,
  overflowOption,
  plainText,
} from "./composition.ts";
import { richText } from "./rich-text.ts";
import {
  all,
  anything,
  boolean,
  type Check,
  exactlyOneOf,
  integer,
  isObject,
  list,
  matching,
  oneOf,
  problem,
  record,
  text,
  url,
} from "./shape.ts";

type Fields = Readonly<Record<string, Check>>;
type Kinds = Readonly<Record<string, Check>>;

const id = text(255);
const placeholder = plainText(150);
const label = text(75);
const confirm = { confirm: confirmation };
const focus = { focus_on_load: boolean };
const dispatch = { dispatch_action_config: dispatchActionConfig };
const upTo100 = { max: 100 };
const numeral = matching(/^-?\d+(?:\.\d+)?$/u, "a number");

function element(required: Fields, optional: Fields = {}): Check {
  return record({ type: anything, ...required }, { action_id: id, ...optional });
}

/** What is chosen at first has to be one of the options, just as it stands there. */
function initialAmongOptions(value: unknown, path: string) {
  if (!isObject(value)) return [];
  const offered = optionsOf(value);
  const chosen = [value.initial_option, value.initial_options].flat();
  return chosen
    .filter((option) => option !== undefined)
    .filter((option) => !offered.some((each) => isDeepStrictEqual(each, option)))
    .map(() => problem(path, "initial option(s) must match one of the options"));
}

function optionsOf(element: Readonly<Record<string, unknown>>): readonly unknown[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const options = Array.isArray(element.options) ? element.options : [];
  return [...options, ...groups.flatMap((group) => (isObject(group) ? group.options : []))];
}

const select = { placeholder, ...confirm, ...focus };
const multi = { ...select, max_selected_items: integer(1, 100) };
const listed = { options: list(menuOption, upTo100), option_groups: list(optionGroup, upTo100) };
const remote = { min_query_length: integer(0, 1000) };
const conversations = {
  default_to_current_conversation: boolean,
  filter: conversationFilter,
};
const respond = { response_url_enabled: boolean };
const ids = list(id, upTo100);

function staticSelect(optional: Fields): Check {
  return all(
    element({}, { ...optional, ...listed }),
    exactlyOneOf("options", "option_groups"),
    initialAmongOptions,
  );
}

const menus: Kinds = {
  static_select: staticSelect({ ...select, initial_option: menuOption }),
  external_select: element({}, { ...select, ...remote, initial_option: menuOption }),
  users_select: element({}, { ...select, initial_user: id }),
  conversations_select: element(
    {},
    { ...select, ...conversations, ...respond, initial_conversation: id },
  ),
  channels_select: element({}, { ...select, ...respond, initial_channel: id }),
  multi_static_select: staticSelect({ ...multi, initial_options: list(menuOption, upTo100) }),
  multi_external_select: element(
    {},
    { ...multi, ...remote, initial_options: list(menuOption, upTo100) },
  ),
  multi_users_select: element({}, { ...multi, initial_users: ids }),
  multi_conversations_select: element(
    {},
    { ...multi, ...conversations, initial_conversations: ids },
  ),
  multi_channels_select: element({}, { ...multi, initial_channels: ids }),
};

const choices = list(choiceOption, { max: 10 });

const pickers: Kinds = {
  checkboxes: all(
    element({ options: choices }, { initial_options: choices, ...confirm, ...focus }),
    initialAmongOptions,
  ),
  radio_buttons: all(
    element({ options: choices }, { initial_option: choiceOption, ...confirm, ...focus }),
    initialAmongOptions,
  ),
  datepicker: element(
    {},
    { ...select, initial_date: matching(/^\d{4}-\d{2}-\d{2}$/u, "a date as YYYY-MM-DD") },
  ),
  timepicker: element(
    {},
    {
      ...select,
      initial_time: matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, "a time as HH:mm"),
      timezone: id,
    },
  ),
  datetimepicker: element(
    {},
    { ...confirm, ...focus, initial_date_time: integer(1_000_000_000, 9_999_999_999) },
  ),
};

const style = { style: oneOf("primary", "danger") };

const buttons: Kinds = {
  button: element(
    { text: plainText(75) },
    { value: text(2000), url: url(), accessibility_label: label, ...style, ...confirm },
  ),
  workflow_button: element(
    { text: plainText(75), workflow: anything },
    { accessibility_label: label, ...style, ...confirm },
  ),
  overflow: element({ options: list(overflowOption, { max: 5 }) }, confirm),
};

function lengthsInOrder(value: unknown, path: string) {
  return isObject(value) && Number(value.min_length) > Number(value.max_length)
    ? [problem(path, "min_length must not be greater than max_length")]
    : [];
}

const lines = integer(1, 100);

const inputs: Kinds = {
  plain_text_input: all(
    element(
      {},
      {
        placeholder,
        ...focus,
        ...dispatch,
        initial_value: text(3000, 0),
        multiline: boolean,
        min_length: integer(0, 3000),
        max_length: integer(1, 3000),
      },
    ),
    lengthsInOrder,
  ),
  rich_text_input: element(
    {},
    {
      placeholder,
      ...focus,
      ...dispatch,
      initial_value: richText,
      min_lines: lines,
      max_lines: lines,
    },
  ),
  number_input: element(
    { is_decimal_allowed: boolean },
    {
      placeholder,
      ...focus,
      ...dispatch,
      initial_value: numeral,
      min_value: numeral,
      max_value: numeral,
    },
  ),
  email_text_input: element({}, { placeholder, ...focus, ...dispatch, initial_value: text(3000) }),
  url_text_input: element({}, { placeholder, ...focus, ...dispatch, initial_value: url() }),
  file_input: element({}, { filetypes: list(text(255), { max: 100 }), max_files: integer(1, 10) }),
};

const feedback = record({ text: plainText(75), value: text(2000) }, { accessibility_label: label });

const image = all(
  record(
    { type: anything, alt_text: text(2000) },
    {
      image_url: url(),
      slack_file: all(exactlyOneOf("id", "url"), record({}, { id, url: url() })),
    },
  ),
  exactlyOneOf("image_url", "slack_file"),
);

/** An image as an element; alone it is a block of its own. */
export const imageElement: Kinds = { image };

/** What stands in an `actions` block. */
export const actionElements: Kinds = {
  ...buttons,
  ...menus,
  ...pickers,
  rich_text_input: inputs.rich_text_input ?? anything,
};

/** What stands beside the text of a `section`. */
export const accessories: Kinds = { ...buttons, ...menus, ...pickers, ...imageElement };

/** What an `input` block asks with. */
export const inputElements: Kinds = { ...inputs, ...menus, ...pickers };

/** What stands in a `context_actions` block. */
export const contextActions: Kinds = {
  feedback_buttons: element({ positive_button: feedback, negative_button: feedback }),
  icon_button: element(
    { icon: id, text: plainText(75) },
    { value: text(2000), accessibility_label: label, visible_to_user_ids: ids, ...confirm },
  ),
};

/** The button at the foot of a card. */
export const cardButton: Kinds = { button: buttons.button ?? anything };
