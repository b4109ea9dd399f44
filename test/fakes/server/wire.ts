import type { Channel, Json, Message, OpenView, User } from "./types.ts";
import type { Workspace } from "./workspace.ts";

/** A message as the Web API and interactions have it. */
export function messageOnWire(message: Message, { installation }: Workspace): Json {
  const { ts, user, bot_id, text, blocks, thread_ts, metadata, attachments, reactions } = message;
  const last = message.edits.at(-1);
  return {
    type: "message",
    user,
    ts,
    text,
    team: installation.teamId,
    ...(bot_id === undefined ? {} : { bot_id, app_id: installation.appId }),
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(thread_ts === undefined ? {} : { thread_ts }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(last ? { edited: { user, ts: `${Math.floor(last.at / 1000)}.000000` } } : {}),
    ...(reactions.length > 0
      ? { reactions: reactions.map(({ name, users }) => ({ name, users, count: users.length })) }
      : {}),
  };
}

/** A conversation as conversations.info has it. */
export function channelOnWire(channel: Channel): Json {
  const { id, name, kind, isPrivate, isExternal, isArchived, isMember, user } = channel;
  if (kind === "im") return { id, is_im: true, user, is_archived: isArchived };
  return {
    id,
    name,
    is_channel: kind === "channel",
    is_group: kind === "group",
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: isArchived,
    is_member: isMember,
    is_shared: isExternal,
    is_ext_shared: isExternal,
    is_org_shared: false,
  };
}

/** A person as users.info has them; the locale only where it was asked for. */
export function userOnWire(user: User, withLocale: boolean): Json {
  const { id, teamId, name, realName, tz, tzOffset, email } = user;
  return {
    id,
    team_id: teamId,
    name,
    real_name: realName,
    deleted: user.isDeleted,
    tz,
    tz_offset: tzOffset,
    is_bot: user.isBot,
    is_app_user: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_stranger: user.isStranger,
    profile: { real_name: realName, display_name: name, email },
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

/** A view as the Web API answers with it and interactions have it. */
export function viewOnWire(open: OpenView, { installation }: Workspace, values: Json = {}): Json {
  return {
    private_metadata: "",
    callback_id: "",
    ...open.view,
    id: open.id,
    hash: open.hash,
    team_id: installation.teamId,
    app_id: installation.appId,
    bot_id: installation.botId,
    app_installed_team_id: installation.teamId,
    root_view_id: open.root,
    previous_view_id: open.previous ?? null,
    state: { values },
  };
}
