import { isObject } from "../../rules/shape.ts";
import { checkView } from "../../slack-rules.ts";
import { maybe, need, Refusal, refuseProblems } from "../refusal.ts";
import type { Json, OpenView } from "../types.ts";
import { viewOnWire } from "../wire.ts";
import { withIds } from "../with-ids.ts";
import type { TriggerId, Workspace } from "../workspace.ts";
import type { Method, Methods } from "./method.ts";

const TRIGGER_LIFE = 3000;
const STACK = 3;
const VIEW_BYTES = 250_000;

const open: Method = (args, workspace) => {
  const view = viewOf(args, "modal");
  const { user } = exchange(args, workspace);
  return answer(openModal(view, { user, workspace }), workspace);
};

const push: Method = (args, workspace) => {
  const view = viewOf(args, "modal");
  const trigger = exchange(args, workspace);
  const below = workspace.views.find((each) => each.id === trigger.view && !each.closed);
  if (!below) throw new Refusal("not_found");
  return answer(pushModal(view, below, workspace), workspace);
};

const update: Method = (args, workspace) => {
  const view = viewOf(args, undefined);
  const shown = known(args, workspace);
  if (!shown) throw new Refusal("not_found");
  refuseOtherHash(args, shown);
  return answer(replaceView(shown, view, workspace), workspace);
};

const publish: Method = (args, workspace) => {
  const user = workspace.user(need(args, "user_id")).id;
  const view = viewOf(args, "home");
  const shown = workspace.homes.get(user);
  refuseOtherHash(args, shown);
  if (shown) return answer(replaceView(shown, view, workspace), workspace);
  const published = viewFrom(view, { user, workspace });
  workspace.homes.set(user, published);
  workspace.changed();
  return answer(published, workspace);
};

function viewOf(args: Json, type: "modal" | "home" | undefined): Json {
  const { view } = args;
  if (!isObject(view))
    throw new Refusal("invalid_arguments", ["[ERROR] missing required field: view"]);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES) throw new Refusal("view_too_large");
  refuseProblems(checkView(view));
  if (type !== undefined && view.type !== type)
    throw new Refusal("invalid_arguments", [
      `[ERROR] unsupported type: ${view.type} [json-pointer:/view/type]`,
    ]);
  return view;
}

/** A trigger_id is good for three seconds, and once. */
function exchange(args: Json, { triggers, clock }: Workspace): TriggerId {
  const trigger = triggers.get(need(args, "trigger_id"));
  if (!trigger) throw new Refusal("invalid_trigger_id");
  if (trigger.used) throw new Refusal("exchanged_trigger_id");
  if (clock.now() - trigger.at > TRIGGER_LIFE) throw new Refusal("expired_trigger_id");
  trigger.used = true;
  return trigger;
}

function known(args: Json, { views, homes }: Workspace): OpenView | undefined {
  const id = maybe(args, "view_id");
  const external = maybe(args, "external_id");
  if (id === undefined && external === undefined)
    throw new Refusal("invalid_arguments", ["[ERROR] missing required field: view_id"]);
  return [...views, ...homes.values()].find(
    (each) => !each.closed && (each.id === id || each.view.external_id === (external ?? false)),
  );
}

function refuseOtherHash(args: Json, shown: OpenView | undefined): void {
  const hash = maybe(args, "hash");
  if (hash !== undefined && shown !== undefined && hash !== shown.hash)
    throw new Refusal("hash_conflict");
}

/** Opens a modal. */
export function openModal(
  view: Json,
  { user, workspace, below }: { user: string; workspace: Workspace; below?: OpenView },
): OpenView {
  const opened = viewFrom(view, { user, workspace, ...(below ? { below } : {}) });
  workspace.views.push(opened);
  workspace.changed();
  return opened;
}

/** Puts a modal on top of another, three at most. */
export function pushModal(view: Json, below: OpenView, workspace: Workspace): OpenView {
  const stack = workspace.views.filter((each) => each.root === below.root && !each.closed);
  if (stack.length >= STACK) throw new Refusal("push_limit_reached");
  return openModal(view, { user: below.user, workspace, below });
}

/** Shows something else in a view that is open. */
export function replaceView(shown: OpenView, view: Json, workspace: Workspace): OpenView {
  shown.before.push(shown.view);
  shown.view = { ...view, blocks: withIds(view.blocks, workspace.ids) };
  shown.hash = workspace.ids.next("hash");
  shown.errors = {};
  workspace.changed();
  return shown;
}

function viewFrom(
  view: Json,
  { user, workspace, below }: { user: string; workspace: Workspace; below?: OpenView },
): OpenView {
  const external = view.external_id;
  if (
    external &&
    workspace.views.some((each) => !each.closed && each.view.external_id === external)
  )
    throw new Refusal("duplicate_external_id");
  const id = workspace.ids.next("V");
  return {
    id,
    user,
    view: { ...view, blocks: withIds(view.blocks, workspace.ids) },
    hash: workspace.ids.next("hash"),
    ...(below ? { previous: below.id } : {}),
    root: below?.root ?? id,
    closed: false,
    before: [],
    errors: {},
  };
}

function answer(shown: OpenView, workspace: Workspace): Json {
  return { view: viewOnWire(shown, workspace) };
}

export const views: Methods = {
  "views.open": open,
  "views.push": push,
  "views.update": update,
  "views.publish": publish,
};
