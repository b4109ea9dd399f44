import type { InputBlock, PlainTextOption } from "@slack/types";
import type { Labels } from "../../ledger/vocabulary.ts";
import { cleanText } from "../../text/clean-text.ts";
import { isDay } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";
import { plain } from "../messages/message.ts";
import { cut, LEFT_OUT } from "../messages/shown-text.ts";

/** The one action id of all fields: which field it is says the id of its block. */
export const FIELD_ACTION = "value";

/** A field of a form; the id of its block is the name under which it is read and complained about. */
export interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Default: it has to be filled in. */
  readonly isOptional?: boolean;
  readonly language: Language;
}

const MOST_LABEL = 150;
const MOST_HINT = 300;

function input(
  { id, label, hint, isOptional = false, language }: Field,
  element: InputBlock["element"],
): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: plain(label, MOST_LABEL, language),
    ...(hint !== undefined && { hint: plain(hint, MOST_HINT, language) }),
    optional: isOptional,
    element,
  };
}

/** Longest texts that Slack lets people write into a field, and that fields of one line take here. */
export const MOST_TEXT = 3000;
export const MOST_LINE = 200;

/** A field for a line, or for more of them; what it is filled with is cut to its length. */
export function textField(
  field: Field & { readonly value?: string | undefined; readonly isLong?: boolean },
): InputBlock {
  const { value = "", isLong = false } = field;
  const filled = prefill(value, isLong);
  return input(field, {
    type: "plain_text_input",
    action_id: FIELD_ACTION,
    multiline: isLong,
    max_length: isLong ? MOST_TEXT : MOST_LINE,
    ...(filled !== "" && { initial_value: filled }),
  });
}

/** What a field is filled with; a text that is too long without the mark of what was left out: people send it back. */
export function prefill(value: string, isLong: boolean): string {
  const text = tidy(value, isLong);
  const most = isLong ? MOST_TEXT : MOST_LINE;
  return text.length <= most ? text : cut(text, most, "ja").slice(0, -LEFT_OUT.ja.length).trimEnd();
}

/** A text as forms keep it: nothing invisible, nothing around it, and one line where there is but one. */
export function tidy(text: string, isLong: boolean): string {
  const clean = cleanText(text).trim();
  return isLong ? clean : clean.replace(/\s+/gu, " ");
}

/** A menu of a vocabulary: it shows the labels and gives the code back. */
export function choiceField<Code extends string>(
  field: Field & { readonly of: Labels<Code>; readonly value?: Code | undefined },
): InputBlock {
  const options = optionsOf(field.of, field.language);
  const chosen = options.find(({ value }) => value === field.value);
  return input(field, {
    type: "static_select",
    action_id: FIELD_ACTION,
    options,
    ...(chosen !== undefined && { initial_option: chosen }),
  });
}

/** Boxes to tick, one for each code of a vocabulary. */
export function choicesField<Code extends string>(
  field: Field & { readonly of: Labels<Code>; readonly values: readonly Code[] },
): InputBlock {
  const options = optionsOf(field.of, field.language);
  const ticked = options.filter(({ value }) => field.values.some((code) => code === value));
  return input(field, {
    type: "checkboxes",
    action_id: FIELD_ACTION,
    options,
    ...(ticked.length > 0 && { initial_options: ticked }),
  });
}

const MOST_OPTION = 75;

function optionsOf<Code extends string>(of: Labels<Code>, language: Language): PlainTextOption[] {
  // Object.keys forgets which keys the table has.
  return (Object.keys(of) as Code[]).map((code) => ({
    text: plain(of[code][language], MOST_OPTION, language),
    value: code,
  }));
}

/** A day in Japan, YYYY-MM-DD. */
export function dayField(field: Field & { readonly value?: string | undefined }): InputBlock {
  const { value } = field;
  return input(field, {
    type: "datepicker",
    action_id: FIELD_ACTION,
    ...(value !== undefined && isDay(value) && { initial_date: value }),
  });
}

/** A person of the workspace, by the id that Slack has for them. */
export function userField(field: Field & { readonly value?: string | undefined }): InputBlock {
  const { value } = field;
  return input(field, {
    type: "users_select",
    action_id: FIELD_ACTION,
    ...(value !== undefined && value !== "" && { initial_user: value }),
  });
}

/** A whole number that is not negative; what is left empty is not known, and not 0. */
export function numberField(field: Field): InputBlock {
  return input(field, {
    type: "number_input",
    action_id: FIELD_ACTION,
    is_decimal_allowed: false,
    min_value: "0",
  });
}
