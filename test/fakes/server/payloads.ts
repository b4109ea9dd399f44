import { type Press, pressed } from "./elements.ts";
import { issueResponseUrl } from "./response-urls.ts";
import type { Channel, Json, Message, OpenView } from "./types.ts";
import { messageOnWire, viewOnWire } from "./wire.ts";
import type { Workspace } from "./workspace.ts";

// Sent with everything, as Slack still does; nothing is decided by it.
const VERIFICATION_TOKEN = "verification";

const CHANNEL_NAMES = { im: "directmessage", group: "privategroup" };

/** Makes the payloads of what people do, as Slack sends them. */
export interface Payloads {
  event(event: Json, eventId: string): Json;
  messageAction(press: Press, user: string, message: Message): Json;
  viewAction(press: Press, user: string, view: OpenView): Json;
  command(given: { command: string; text: string; user: string; channel: string }): Json;
  messageShortcut(callbackId: string, user: string, message: Message): Json;
  globalShortcut(callbackId: string, user: string): Json;
  viewSubmission(view: OpenView, values: Json): Json;
  viewClosed(view: OpenView, cleared: boolean): Json;
}

export function createPayloads(workspace: Workspace, responseOrigin: string): Payloads {
  const { installation, ids, clock } = workspace;
  const { teamId, teamDomain, appId } = installation;
  const common = { token: VERIFICATION_TOKEN, api_app_id: appId, is_enterprise_install: false };
  const team = { id: teamId, domain: teamDomain };

  const person = (id: string): Json => {
    const { name, teamId: team_id } = workspace.user(id);
    return { id, username: name, name, team_id };
  };
  const responseUrl = (user: string, channel: string, message: Message | undefined): string =>
    `${responseOrigin}/${issueResponseUrl(workspace, { user, channel, message })}`;
  const place = (channel: Channel): Json => ({ id: channel.id, name: placeName(channel) });

  return {
    event: (event, eventId) => ({
      token: VERIFICATION_TOKEN,
      team_id: teamId,
      context_team_id: teamId,
      context_enterprise_id: null,
      api_app_id: appId,
      event,
      type: "event_callback",
      event_id: eventId,
      event_time: Math.floor(clock.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: teamId,
          user_id: installation.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: workspace.channels.get(String(event.channel))?.isExternal ?? false,
      event_context: `4-${eventId}`,
    }),
    messageAction(press, user, message) {
      const channel = workspace.channel(message.channel);
      const { ts, thread_ts, ephemeralTo } = message;
      const is_ephemeral = ephemeralTo !== undefined;
      return {
        type: "block_actions",
        ...common,
        user: person(user),
        team,
        enterprise: null,
        container: {
          type: "message",
          message_ts: ts,
          channel_id: channel.id,
          is_ephemeral,
          ...(thread_ts === undefined ? {} : { thread_ts }),
        },
        trigger_id: workspace.issueTrigger(user),
        channel: place(channel),
        // What only one person sees is not sent back.
        ...(is_ephemeral ? {} : { message: messageOnWire(message, workspace) }),
        state: { values: {} },
        response_url: responseUrl(user, channel.id, message),
        actions: [pressed(message.blocks, press, ids.ts())],
      };
    },
    viewAction: (press, user, view) => ({
      type: "block_actions",
      ...common,
      user: person(user),
      team,
      enterprise: null,
      container: { type: "view", view_id: view.id },
      trigger_id: workspace.issueTrigger(user, view.id),
      view: viewOnWire(view, workspace),
      actions: [pressed(view.view.blocks, press, ids.ts())],
    }),
    command: ({ command, text, user, channel }) => ({
      ...common,
      is_enterprise_install: "false",
      team_id: teamId,
      team_domain: teamDomain,
      channel_id: channel,
      channel_name: placeName(workspace.channel(channel)),
      user_id: user,
      user_name: workspace.user(user).name,
      command,
      text,
      response_url: responseUrl(user, channel, undefined),
      trigger_id: workspace.issueTrigger(user),
    }),
    messageShortcut: (callback_id, user, message) => ({
      type: "message_action",
      ...common,
      callback_id,
      user: person(user),
      team,
      enterprise: null,
      channel: place(workspace.channel(message.channel)),
      message: messageOnWire(message, workspace),
      message_ts: message.ts,
      action_ts: ids.ts(),
      trigger_id: workspace.issueTrigger(user),
      response_url: responseUrl(user, message.channel, message),
    }),
    globalShortcut: (callback_id, user) => ({
      type: "shortcut",
      ...common,
      callback_id,
      user: person(user),
      team,
      enterprise: null,
      action_ts: ids.ts(),
      trigger_id: workspace.issueTrigger(user),
    }),
    viewSubmission: (view, values) => ({
      type: "view_submission",
      ...common,
      user: person(view.user),
      team,
      enterprise: null,
      trigger_id: workspace.issueTrigger(view.user, view.id),
      view: viewOnWire(view, workspace, values),
      response_urls: [],
    }),
    viewClosed: (view, is_cleared) => ({
      type: "view_closed",
      ...common,
      user: person(view.user),
      team,
      enterprise: null,
      view: viewOnWire(view, workspace),
      is_cleared,
    }),
  };
}

function placeName({ kind, name }: Channel): string {
  return kind === "channel" ? name : CHANNEL_NAMES[kind];
}
