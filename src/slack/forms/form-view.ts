import type { InputBlock, ModalView } from "@slack/types";
import { z } from "zod";
import type { Bilingual } from "../../errors.ts";
import type { Language } from "../../text/language.ts";
import {
  arranged,
  fixed,
  flowing,
  type Part,
  plain,
  readingView,
  shownOr,
} from "../messages/message.ts";
import { paragraph } from "../messages/rich-text.ts";

const MOST_TITLE = 24;
const CANCEL: Bilingual = { ja: "やめる", en: "Cancel" };
const CLOSE: Bilingual = { ja: "閉じる", en: "Close" };

/** A window with fields to be sent, and with what stands above them. */
export function formView(
  {
    callbackId,
    title,
    submit,
    metadata,
    above = [],
    fields,
  }: {
    readonly callbackId: string;
    readonly title: string;
    readonly submit: string;
    readonly metadata?: string;
    readonly above?: readonly Part[];
    readonly fields: InputBlock[];
  },
  language: Language,
): ModalView {
  return {
    type: "modal",
    callback_id: callbackId,
    ...(metadata !== undefined && { private_metadata: metadata }),
    title: plain(title, MOST_TITLE, language),
    submit: plain(submit, MOST_TITLE, language),
    close: plain(CANCEL[language], MOST_TITLE, language),
    blocks: arranged([...above, fixed(fields)]),
  };
}

const WORKING: Bilingual = { ja: "確認しています…", en: "One moment…" };

/** What a window shows while the next one is being made: it has no button to send anything twice. */
export function waitingView(title: string, language: Language): ModalView {
  return messageView(title, WORKING[language], language);
}

const MOST_SHOWN = 6000;

/** A window with one text to read. */
export function messageView(title: string, text: string, language: Language): ModalView {
  const shown = shownOr(text, MOST_SHOWN, language);
  return readingView(
    { title, close: CLOSE[language] },
    [flowing(paragraph([shown]), { rank: 0, language, most: MOST_SHOWN })],
    language,
  );
}

/** An id of a record, a channel, a message or a person. */
export const id = z.string().regex(/^[\w.:-]{1,100}$/u);

/** How a window keeps ids from when it is opened until it is sent. */
export interface Metadata<Ids> {
  /** Throws on what is no id: whoever opens a window has them from the ledger or from Slack. */
  write(ids: Ids): string;
  /** `undefined` for what this version did not write. */
  read(text: string | undefined): Ids | undefined;
}

/** Metadata of a few ids, far within the 3,000 characters that Slack keeps. */
export function metadataOf<Ids>(schema: z.ZodType<Ids>): Metadata<Ids> {
  return {
    write: (ids) => JSON.stringify(schema.parse(ids)),
    read(text = "") {
      try {
        return schema.safeParse(JSON.parse(text)).data;
      } catch {
        return undefined;
      }
    },
  };
}
