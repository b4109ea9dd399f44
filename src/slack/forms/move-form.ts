import type { InputBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { STATES, type State } from "../../ledger/states.ts";
import type { Language } from "../../text/language.ts";
import { flowing } from "../messages/message.ts";
import { bold, paragraph } from "../messages/rich-text.ts";
import { formView, id, metadataOf } from "./form-view.ts";

// Object.keys forgets which keys the table has.
const state = z.enum(Object.keys(STATES) as State[]);
const metadata = metadataOf(z.object({ match: id, from: state, to: state }));
/** Reads which match a form takes from where to where; `undefined` for what is none. */
export const readMoveMetadata = metadata.read;

/** A way that somebody takes a match. */
export interface MoveShown {
  readonly match: string;
  /** The state that the person saw. */
  readonly from: State;
  /** The same where the match stays where it is. */
  readonly to: State;
}

const ABOUT = { ja: "案件", en: "Match" } as const;

/** A window with what has to be told when a match is moved. */
export function moveForm(
  { match, from, to }: MoveShown,
  form: {
    readonly callbackId: string;
    readonly title: string;
    readonly submit: string;
    readonly fields: InputBlock[];
  },
  language: Language,
): ModalView {
  const way =
    from === to ? STATES[to][language] : `${STATES[from][language]} → ${STATES[to][language]}`;
  const about = paragraph([bold(`${ABOUT[language]} ${match}: `), way]);
  return formView(
    {
      ...form,
      metadata: metadata.write({ match, from, to }),
      above: [flowing(about, { rank: 0, language })],
    },
    language,
  );
}
