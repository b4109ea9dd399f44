import { isObject } from "../rules/shape.ts";
import type { Press } from "./elements.ts";
import { type Filled, fillView } from "./fill-view.ts";
import { completeEvent, keepMessage } from "./incoming-events.ts";
import type { Retry } from "./parcel.ts";
import type { Payloads } from "./payloads.ts";
import { applyResponse } from "./response-urls.ts";
import type { Ack, Sender } from "./sender.ts";
import { applySubmission } from "./submissions.ts";
import type { Json, Message, OpenView } from "./types.ts";
import type { Workspace } from "./workspace.ts";

export interface EventOptions {
  /** To send an event that was sent already. */
  readonly eventId?: string;
  /** To send it as if it had been sent before. */
  readonly retry?: Retry;
}

/** What people do, over whichever way the app is connected by. Each resolves when the app acknowledged. */
export interface Deliver {
  /**
   * An event of the Events API. Messages and mentions become part of their channel. An event that is
   * not acknowledged is sent again up to three times, at once or on the next connection, and rejects
   * after that.
   */
  event(event: Json, options?: EventOptions): Promise<Ack>;
  /**
   * Somebody writes. The message becomes part of the channel; the app gets a `message` event and,
   * where it is mentioned in a channel, an `app_mention` event of the same ts.
   */
  message(said: {
    readonly user: string;
    readonly channel: string;
    readonly text: string;
    readonly thread_ts?: string;
    readonly blocks?: readonly Json[];
    readonly files?: readonly Json[];
  }): Promise<{ readonly message: Message; readonly acks: readonly Ack[] }>;
  /** Somebody presses what a message or a view shows. Throws when it shows no such thing. */
  action(
    done: {
      readonly user: string;
      readonly channel?: string;
      readonly action: Press;
    } & ({ readonly message: Message | string } | { readonly view: OpenView | string }),
  ): Promise<Ack>;
  /** A slash command. An answer in the acknowledgement becomes a message. */
  command(given: {
    readonly command: string;
    readonly text?: string;
    readonly user: string;
    readonly channel: string;
  }): Promise<Ack>;
  /** A shortcut on a message, or a global one without. */
  shortcut(given: {
    readonly callbackId: string;
    readonly user: string;
    readonly channel?: string;
    readonly message?: Message | string;
  }): Promise<Ack>;
  /** A modal is filled in and sent; what the app answers is done to it. */
  viewSubmission(sent: {
    readonly view: OpenView | string;
    readonly values?: Filled;
    readonly user?: string;
  }): Promise<Ack>;
  /** A modal is closed. The app is told only where it set notify_on_close. */
  viewClosed(closed: { readonly view: OpenView | string }): Promise<Ack | undefined>;
  /** Somebody opens the app, on its Home tab unless told otherwise. */
  homeOpened(user: string, tab?: "home" | "messages"): Promise<Ack>;
}

/** Sends what people do, and does what the app answers. */
export function createDeliver({
  workspace,
  payloads,
  sender,
}: {
  readonly workspace: Workspace;
  readonly payloads: Payloads;
  readonly sender: Sender;
}): Deliver {
  const event: Deliver["event"] = (given, { eventId = workspace.ids.next("Ev"), retry } = {}) => {
    const complete = completeEvent(given, workspace);
    keepMessage(complete, workspace);
    return sender.event(payloads.event(complete, eventId), eventId, retry);
  };

  return {
    event,
    async message({ user, channel: id, ...said }) {
      const channel = workspace.channel(id);
      const { files, thread_ts, ...args } = said;
      const message = workspace.post({ channel: channel.id, user, thread_ts, args });
      const about = { ...said, user, channel: channel.id, ts: message.ts };
      const mention = `<@${workspace.installation.botUserId}>`;
      const isMention = channel.kind !== "im" && said.text.includes(mention);
      const acks = await Promise.all([
        event({ type: "message", ...about, client_msg_id: `m-${message.ts}` }),
        ...(isMention ? [event({ type: "app_mention", ...about })] : []),
      ]);
      return { message, acks };
    },
    async action({ user, channel, action, ...on }) {
      const payload =
        "view" in on
          ? payloads.viewAction(action, user, viewNamed(on.view, workspace))
          : payloads.messageAction(action, user, messageNamed(on.message, channel, workspace));
      return sender.once("interactive", payload);
    },
    async command({ text = "", ...given }) {
      const ack = await sender.once("slash_commands", payloads.command({ text, ...given }));
      if (ack.body !== undefined)
        applyResponse({ ...given, message: undefined }, answerOf(ack.body), workspace);
      return ack;
    },
    async shortcut({ callbackId, user, channel, message }) {
      const payload =
        message === undefined
          ? payloads.globalShortcut(callbackId, user)
          : payloads.messageShortcut(callbackId, user, messageNamed(message, channel, workspace));
      return sender.once("interactive", payload);
    },
    async viewSubmission({ view: named, values = {}, user }) {
      const view = viewNamed(named, workspace);
      if (user !== undefined && user !== view.user)
        throw new Error(`${view.id} is open for ${view.user}, not ${user}`);
      const filled = fillView(view.view, values);
      const ack = await sender.once("interactive", payloads.viewSubmission(view, filled));
      applySubmission(view, ack.body, workspace);
      return ack;
    },
    async viewClosed({ view: named }) {
      const view = viewNamed(named, workspace);
      view.closed = true;
      workspace.changed();
      if (view.view.notify_on_close !== true) return undefined;
      return sender.once(
        "interactive",
        payloads.viewClosed(view, view.view.clear_on_close === true),
      );
    },
    homeOpened(user, tab = "home") {
      const channel = workspace.directMessage(user).id;
      const shown = workspace.homes.get(user);
      const view = tab === "home" && shown ? { view: shown.view } : {};
      return event({ type: "app_home_opened", user, channel, tab, ...view });
    },
  };
}

function messageNamed(
  named: Message | string,
  channel: string | undefined,
  { messages }: Workspace,
): Message {
  const found = messages.find((each) =>
    typeof named === "string"
      ? each.ts === named && (channel === undefined || each.channel === channel)
      : each === named,
  );
  if (!found) throw new Error(`No such message stands: ${JSON.stringify(named)}`);
  return found;
}

function viewNamed(named: OpenView | string, { views, homes }: Workspace): OpenView {
  const id = typeof named === "string" ? named : named.id;
  const found = [...views, ...homes.values()].find((each) => each.id === id);
  if (!found || found.closed) throw new Error(`No such view is open: ${id}`);
  return found;
}

function answerOf(body: unknown): Json {
  return isObject(body) ? body : { text: String(body) };
}
