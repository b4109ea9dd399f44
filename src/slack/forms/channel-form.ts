import type { ModalView } from "@slack/types";
import { z } from "zod";
import type { Labels } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { flowing } from "../messages/message.ts";
import { paragraph } from "../messages/rich-text.ts";
import { choiceField } from "./fields.ts";
import { formView, id, metadataOf } from "./form-view.ts";
import { type Read, readForm } from "./read-form.ts";

export const CHANNEL_FORM = "musubi_channel_form";

const metadata = metadataOf(z.object({ channel: id }));
/** Reads which channel the form is about; `undefined` for what is none. */
export const readChannelMetadata = metadata.read;

/** What the assistant answers to in a channel. */
export const ANSWERS_TO = {
  mention: { ja: "メンションされたときだけ", en: "mentions only" },
  thread: {
    ja: "メンションと、参加しているスレッドの続き",
    en: "mentions, and threads that it takes part in",
  },
  every: { ja: "すべてのメッセージ", en: "every message" },
} as const satisfies Labels<string>;

/** Who is answered in a channel. */
export const ASKERS = {
  everybody: { ja: "だれでも", en: "everybody" },
  staff: { ja: "職員だけ", en: "staff only" },
} as const satisfies Labels<string>;

/** Who sees an answer. */
export const VISIBILITIES = {
  thread: { ja: "スレッドで全員に見える", en: "everybody, in the thread" },
  asker: { ja: "質問した人だけに見える", en: "only who asked" },
} as const satisfies Labels<string>;

/** How the assistant behaves in a channel. */
export interface ChannelSettings {
  readonly answersTo: keyof typeof ANSWERS_TO;
  readonly askers: keyof typeof ASKERS;
  readonly visibility: keyof typeof VISIBILITIES;
}

/** How it behaves where nobody has said anything. */
export const USUAL_SETTINGS: ChannelSettings = {
  answersTo: "thread",
  askers: "everybody",
  visibility: "thread",
};

const LABELS = {
  ja: {
    title: "チャンネルの設定",
    submit: "保存する",
    about:
      "このチャンネルでの答え方です。秘密を含む投稿への注意は、この設定によらず本人だけに送ります。",
    answersTo: "いつ答えるか",
    askers: "だれに答えるか",
    visibility: "答えの見え方",
  },
  en: {
    title: "Channel settings",
    submit: "Save",
    about:
      "How questions are answered in this channel. Whoever posts a secret is warned in private, whatever is set here.",
    answersTo: "What is answered",
    askers: "Who is answered",
    visibility: "Who sees the answer",
  },
} as const;

/** The window in which the settings of a channel are changed. */
export function channelForm(
  { channel, settings }: { readonly channel: string; readonly settings: ChannelSettings },
  language: Language,
): ModalView {
  const labels = LABELS[language];
  const choice = <Code extends string>(
    name: keyof ChannelSettings,
    of: Labels<Code>,
    value: Code,
  ) => choiceField({ id: name, label: labels[name], of, value, language });
  return formView(
    {
      callbackId: CHANNEL_FORM,
      title: labels.title,
      submit: labels.submit,
      metadata: metadata.write({ channel }),
      above: [flowing(paragraph([labels.about]), { rank: 0, language })],
      fields: [
        choice("answersTo", ANSWERS_TO, settings.answersTo),
        choice("askers", ASKERS, settings.askers),
        choice("visibility", VISIBILITIES, settings.visibility),
      ],
    },
    language,
  );
}

/** Reads the form as it was sent. */
export function readChannelForm(values: unknown, language: Language): Read<ChannelSettings> {
  return readForm(values, language, ({ choice, needed }) => ({
    answersTo: needed("answersTo", choice("answersTo", ANSWERS_TO)),
    askers: needed("askers", choice("askers", ASKERS)),
    visibility: needed("visibility", choice("visibility", VISIBILITIES)),
  }));
}
