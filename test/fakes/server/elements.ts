import { isObject } from "../rules/shape.ts";
import type { Json } from "./types.ts";

/** An element that people can act on, with the block that it stands in. */
export interface Placed {
  readonly block: Json;
  readonly element: Json;
}

/** All elements of blocks that people can act on, also those within containers and cards. */
export function elementsOf(blocks: unknown): readonly Placed[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.filter(isObject).flatMap((block) => [
    ...[block.accessory, block.element, block.elements, block.actions]
      .flat()
      .filter(isObject)
      .filter((element) => element.action_id !== undefined)
      .map((element) => ({ block, element })),
    ...elementsOf(block.child_blocks),
    ...(block.type === "carousel" ? elementsOf(block.elements) : []),
  ]);
}

/** What somebody does to an element: which one, and what they choose or type. */
export interface Press {
  readonly action_id: string;
  readonly block_id?: string;
  /** Of a button: to tell it from others of one action_id. Of feedback buttons: which one. */
  readonly value?: string;
  /** Of a menu, radio buttons or an overflow menu: the value of an option; of people and channels: the id. */
  readonly selected?: string | readonly string[];
}

/**
 * The `actions[0]` of a press, as Slack makes it of the element that was shown. Throws when no such
 * element is shown, when several are, or when it does not offer what was chosen.
 */
export function pressed(blocks: unknown, press: Press, action_ts: string): Json {
  const candidates = elementsOf(blocks).filter((placed) => fits(placed, press));
  const [found, another] = candidates;
  if (!found) throw new Error(`Nothing like ${JSON.stringify(press)} is shown: ${shown(blocks)}`);
  if (another) throw new Error(`Several like ${JSON.stringify(press)} are shown: ${shown(blocks)}`);
  const { block, element } = found;
  const { type, action_id } = element;
  const chosen = press.selected ?? press.value;
  return {
    type,
    action_id,
    block_id: block.block_id,
    action_ts,
    ...(type === "feedback_buttons" ? feedback(element, press) : unchanged(element)),
    ...(chosen === undefined || isButton(element) ? {} : chosenValue(element, chosen)),
  };
}

function fits({ block, element }: Placed, { action_id, block_id, value }: Press): boolean {
  return (
    element.action_id === action_id &&
    (block_id === undefined || block.block_id === block_id) &&
    (value === undefined || element.type !== "button" || element.value === value)
  );
}

function shown(blocks: unknown): string {
  return JSON.stringify(
    elementsOf(blocks).map(({ block, element }) => ({
      block_id: block.block_id,
      action_id: element.action_id,
      value: element.value,
    })),
  );
}

function isButton({ type }: Json): boolean {
  return type === "button" || type === "icon_button" || type === "feedback_buttons";
}

function unchanged({ text, value, url, icon }: Json): Json {
  return Object.fromEntries(
    Object.entries({ text, value, url, icon }).filter(([, field]) => field !== undefined),
  );
}

function feedback({ positive_button, negative_button }: Json, { value }: Press): Json {
  const found = [positive_button, negative_button]
    .filter(isObject)
    .find((button) => button.value === value);
  if (!found) throw new Error(`No feedback button has the value ${value}`);
  return { text: found.text, value };
}

const FIELDS: Readonly<Record<string, string>> = {
  datepicker: "selected_date",
  timepicker: "selected_time",
  users_select: "selected_user",
  multi_users_select: "selected_users",
  conversations_select: "selected_conversation",
  multi_conversations_select: "selected_conversations",
  channels_select: "selected_channel",
  multi_channels_select: "selected_channels",
};

/** What an element says when something is chosen or typed. Throws when it does not offer it. */
export function chosenValue(element: Json, chosen: string | readonly string[]): Json {
  const type = String(element.type);
  const several = type.startsWith("multi_") || type === "checkboxes";
  if (several !== Array.isArray(chosen))
    throw new Error(`${type} takes ${several ? "a list" : "one value"}, not ${chosen}`);
  const field = FIELDS[type];
  if (field !== undefined) return { [field]: chosen };
  if (type === "datetimepicker") return { selected_date_time: Number(chosen) };
  if (Array.isArray(chosen))
    return { selected_options: chosen.map((each) => optionOf(element, each)) };
  return hasOptions(element)
    ? { selected_option: optionOf(element, String(chosen)) }
    : { value: chosen };
}

function hasOptions({ type }: Json): boolean {
  return ["static_select", "external_select", "radio_buttons", "overflow"].includes(String(type));
}

function optionOf(element: Json, value: string): unknown {
  if (String(element.type).endsWith("external_select"))
    return { text: { type: "plain_text", text: value }, value };
  const groups = [element.option_groups].flat().filter(isObject);
  const options = [element.options, ...groups.map((group) => group.options)]
    .flat()
    .filter(isObject);
  const found = options.find((option) => option.value === value);
  if (!found)
    throw new Error(`${value} is not offered: ${options.map((each) => each.value).join(", ")}`);
  return found;
}
