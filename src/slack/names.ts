import { ASSISTANT } from "../ledger/assistant.ts";
import type { Actor } from "../ledger/records.ts";
import type { Workplace } from "./workplace.ts";

/** The id of somebody in Slack. */
export const SLACK_ID = /^[UW][A-Z0-9]{2,20}$/u;

/** What somebody is called: in the ledger, else in Slack, else by their id. */
export async function nameOf(
  id: string,
  { backend, people }: Pick<Workplace, "backend" | "people">,
): Promise<string> {
  const user = await backend.desk().ledger.get("user", id, ASSISTANT);
  if (user) return user.name;
  return SLACK_ID.test(id) ? (await people.of(id)).name : id;
}
