import { isObject } from "../rules/shape.ts";
import { checkView } from "../slack-rules.ts";
import { pushModal, replaceView } from "./methods/views.ts";
import { refuseProblems } from "./refusal.ts";
import type { Json, OpenView } from "./types.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Does what a submission was answered with: shows errors, another view, a view on top, or closes.
 * Throws where the person would be told that there was some trouble connecting.
 */
export function applySubmission(view: OpenView, body: unknown, workspace: Workspace): void {
  view.errors = {};
  if (body === undefined || body === "") close(view, workspace);
  else if (!isObject(body)) throw new Error(`Expected an object for a view, not ${body}`);
  else applyAction(view, body, workspace);
  workspace.changed();
}

function applyAction(view: OpenView, body: Json, workspace: Workspace): void {
  switch (body.response_action) {
    case "clear":
      for (const each of stackOf(view, workspace)) each.closed = true;
      return;
    case "errors":
      showErrors(view, body.errors);
      return;
    case "update":
      replaceView(view, viewOf(body), workspace);
      return;
    case "push":
      pushModal(viewOf(body), view, workspace);
      return;
    default:
      throw new Error(`Expected a response_action, not ${JSON.stringify(body)}`);
  }
}

/** A view that is sent is closed, and the one below it is seen again. */
function close(view: OpenView, workspace: Workspace): void {
  for (const each of stackOf(view, workspace).filter(({ id }) => id === view.id))
    each.closed = true;
}

function stackOf(view: OpenView, { views }: Workspace): readonly OpenView[] {
  return views.filter((each) => each.root === view.root && !each.closed);
}

function viewOf({ view }: Json): Json {
  refuseProblems(checkView(view));
  return isObject(view) ? view : {};
}

function showErrors(view: OpenView, errors: unknown): void {
  if (!isObject(errors) || Object.keys(errors).length === 0)
    throw new Error("Expected errors by block_id");
  const inputs = [view.view.blocks]
    .flat()
    .filter(isObject)
    .filter((block) => block.type === "input")
    .map((block) => block.block_id);
  const stray = Object.keys(errors).filter((id) => !inputs.includes(id));
  if (stray.length > 0)
    throw new Error(`No input is called ${stray.join(", ")}; there are ${inputs.join(", ")}`);
  view.errors = Object.fromEntries(
    Object.entries(errors).map(([id, message]) => [id, String(message)]),
  );
}
