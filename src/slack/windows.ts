import type { ModalView } from "@slack/types";
import { z } from "zod";
import { callSlack } from "./calls.ts";
import type { Pressed } from "./pressed.ts";
import type { Submitted } from "./submitted.ts";
import type { Workplace } from "./workplace.ts";

/** What a window is about beside what its form keeps: where it was opened from, and for which card. */
const about = z.object({
  place: z
    .object({
      channel: z.string(),
      thread: z.string().optional(),
      message: z.string().optional(),
    })
    .optional(),
  card: z.object({ need: z.string(), partner: z.string() }).optional(),
});
export type About = z.infer<typeof about>;

/** Opens a window that knows, when it is sent, from which message it was opened. */
export async function openWindow(
  view: ModalView,
  { place, message, trigger }: Pressed,
  at: Workplace,
  more: Pick<About, "card"> = {},
): Promise<void> {
  const own: unknown = JSON.parse(view.private_metadata ?? "{}");
  const ids = { ...(own as object), ...more, place: { ...place, message } };
  await showWindow(trigger, { ...view, private_metadata: JSON.stringify(ids) }, at);
}

/** Opens a window as it is; its id. */
export async function showWindow(
  trigger: string,
  view: ModalView,
  { client, pause }: Workplace,
): Promise<string> {
  const opened = await callSlack(() => client.views.open({ trigger_id: trigger, view }), { pause });
  return opened.view?.id ?? "";
}

/** Puts something else into a window that is open. */
export async function changeWindow(
  id: string,
  view: ModalView,
  { client, pause }: Workplace,
): Promise<void> {
  await callSlack(() => client.views.update({ view_id: id, view }), { pause });
}

/** What a window that was sent is about. */
export function aboutOf({ metadata }: Pick<Submitted, "metadata">): About {
  try {
    return about.safeParse(JSON.parse(metadata)).data ?? {};
  } catch {
    // A window that keeps nothing.
    return {};
  }
}
