import type { Inbox } from "../ledger/inbox.ts";

/** How the assistant behaves in a channel. */
export interface ChannelSettings {
  /** mention: only by name; joined: also in threads it takes part in; all: every message. */
  readonly when: "mention" | "joined" | "all";
  /** Who is answered. */
  readonly who: "everybody" | "registered";
  /** Who sees the answers. */
  readonly visibility: "thread" | "asker";
}

export const DEFAULT_SETTINGS: ChannelSettings = {
  when: "joined",
  who: "everybody",
  visibility: "thread",
};

const CHOICES: { readonly [K in keyof ChannelSettings]: readonly ChannelSettings[K][] } = {
  when: ["mention", "joined", "all"],
  who: ["everybody", "registered"],
  visibility: ["thread", "asker"],
};

export function settingKey(channel: string, name: keyof ChannelSettings): string {
  return `slack.channel.${channel}.${name}`;
}

/** Where the head of the ledger and the weekly digest are posted. */
export const AUDIT_CHANNEL = "slack.audit-channel";

export function channelSettings(inbox: Pick<Inbox, "setting">, channel: string): ChannelSettings {
  const of = <K extends keyof ChannelSettings>(name: K): ChannelSettings[K] => {
    const value = inbox.setting(settingKey(channel, name));
    return CHOICES[name].find((choice) => choice === value) ?? DEFAULT_SETTINGS[name];
  };
  return { when: of("when"), who: of("who"), visibility: of("visibility") };
}
