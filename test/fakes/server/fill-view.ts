import { isObject } from "../rules/shape.ts";
import { chosenValue } from "./elements.ts";
import type { Json } from "./types.ts";

/**
 * What somebody fills in, by block_id and action_id: typed text, the value of an option, an id, a
 * date, a list of these, or null for what they leave or make empty. A state of Slack's own shape
 * goes through as it is.
 */
export type Filled = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[] | Json | null>>>
>;

/**
 * `view.state.values` of a modal that was filled in. What is not named stays as the app set it.
 * Throws where the client would not let it be sent: a field that is not there, a required one that
 * is empty, a text that is too long or too short.
 */
export function fillView(view: Json, filled: Filled): Json {
  const blocks = [view.blocks].flat().filter(isObject);
  const inputs = blocks.filter((block) => block.type === "input");
  refuseUnknown(blocks, filled);
  const values = Object.fromEntries(
    inputs.map((block) => [block.block_id, stateOf(block, filled)]),
  );
  return { ...values, ...actionsState(blocks, filled) };
}

function refuseUnknown(blocks: readonly Json[], filled: Filled): void {
  for (const [block_id, fields] of Object.entries(filled)) {
    const block = blocks.find((each) => each.block_id === block_id);
    const shown = blocks.map((each) => each.block_id).join(", ");
    if (!block) throw new Error(`No block ${block_id} is shown: ${shown}`);
    const ids = [block.element, block.elements, block.accessory]
      .flat()
      .filter(isObject)
      .map((each) => each.action_id);
    const unknown = Object.keys(fields).filter((id) => !ids.includes(id));
    if (unknown.length > 0)
      throw new Error(`Block ${block_id} has no ${unknown.join(", ")} but ${ids.join(", ")}`);
  }
}

function stateOf(block: Json, filled: Filled): Json {
  const { element, block_id, optional } = block;
  if (!isObject(element)) return {};
  const given = filled[String(block_id)]?.[String(element.action_id)];
  const state = given === undefined ? initial(element) : elementState(element, given);
  if (optional !== true && isEmpty(state))
    throw new Error(`${block_id} is required; the client would not send it empty`);
  return { [String(element.action_id)]: { type: element.type, ...state } };
}

/** The state of what stands in actions and beside sections, where something was chosen. */
function actionsState(blocks: readonly Json[], filled: Filled): Json {
  return Object.fromEntries(
    blocks
      .filter((block) => block.type !== "input" && filled[String(block.block_id)] !== undefined)
      .map((block) => [block.block_id, elementsState(block, filled[String(block.block_id)] ?? {})]),
  );
}

function elementsState(block: Json, fields: Filled[string]): Json {
  const elements = [block.elements, block.accessory].flat().filter(isObject);
  return Object.fromEntries(
    elements.flatMap((element) => {
      const given = fields[String(element.action_id)];
      if (given === undefined) return [];
      return [[element.action_id, { type: element.type, ...elementState(element, given) }]];
    }),
  );
}

function elementState(element: Json, given: Filled[string][string]): Json {
  if (given === null) return emptyState(element);
  if (isObject(given)) return given;
  const chosen = given as string | readonly string[]; // objects were told apart above
  if (typeof chosen === "string") refuseLength(element, chosen);
  return chosenValue(element, chosen);
}

function refuseLength({ action_id, min_length, max_length, multiline }: Json, text: string): void {
  if (text.length > Number(max_length ?? 3000) || text.length < Number(min_length ?? 0))
    throw new Error(`${action_id}: the client would not send ${text.length} characters`);
  if (multiline !== true && text.includes("\n"))
    throw new Error(`${action_id}: a field of one line takes no line break`);
}

const EMPTY: Readonly<Record<string, string>> = {
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  checkboxes: "selected_options",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  multi_users_select: "selected_users",
  multi_conversations_select: "selected_conversations",
  multi_channels_select: "selected_channels",
  users_select: "selected_user",
  conversations_select: "selected_conversation",
  channels_select: "selected_channel",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  rich_text_input: "rich_text_value",
};

function emptyState({ type }: Json): Json {
  const field = EMPTY[String(type)] ?? "value";
  return { [field]: field.endsWith("s") ? [] : null };
}

/** `initial_option` becomes `selected_option`, `initial_value` `value`, and so on. */
function initial(element: Json): Json {
  const set = Object.entries(element).find(([name]) => name.startsWith("initial_"));
  if (!set) return emptyState(element);
  const [field] = Object.keys(emptyState(element));
  return { [field ?? "value"]: set[1] };
}

function isEmpty(state: Json): boolean {
  return Object.values(state).every(
    (value) => value === null || value === "" || (Array.isArray(value) && value.length === 0),
  );
}
