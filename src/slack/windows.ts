import type { ModalView } from "@slack/types";
import { z } from "zod";
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
  await at.client.views.open({
    trigger_id: trigger,
    view: { ...view, private_metadata: JSON.stringify(ids) },
  });
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
