import { isObject } from "../rules/shape.ts";
import type { Ids } from "./clock.ts";
import type { Json } from "./types.ts";

// Elements of these blocks can be acted on, so that Slack names those that the app did not.
const WITH_ELEMENTS = new Set(["actions", "context_actions"]);

/** The blocks with the block_id and action_id that Slack gives to what the app did not name. */
export function withIds(blocks: unknown, ids: Ids): readonly Json[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.filter(isObject).map((block) => ({
    block_id: ids.next("b"),
    ...block,
    ...(WITH_ELEMENTS.has(String(block.type)) && Array.isArray(block.elements)
      ? { elements: block.elements.map((each) => named(each, ids)) }
      : {}),
    ...(block.accessory === undefined ? {} : { accessory: named(block.accessory, ids) }),
    ...(block.element === undefined ? {} : { element: named(block.element, ids) }),
    ...(block.child_blocks === undefined ? {} : { child_blocks: withIds(block.child_blocks, ids) }),
  }));
}

function named(element: unknown, ids: Ids): unknown {
  return isObject(element) && element.type !== "image"
    ? { action_id: ids.next("a"), ...element }
    : element;
}
