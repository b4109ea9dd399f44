import type { Json } from "../types.ts";
import type { Workspace } from "../workspace.ts";

/** A method of the Web API: what it answers beside `ok: true`, or a Refusal. */
export type Method = (args: Json, workspace: Workspace) => Json;

export type Methods = Readonly<Record<string, Method>>;
