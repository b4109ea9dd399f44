import { createHash } from "node:crypto";
import type { InputBlock, ModalView, RichTextBlockElement } from "@slack/types";
import { z } from "zod";
import { PROPOSALS, type ProposalChoice } from "../../desk/need-on-record.ts";
import type { Bilingual } from "../../errors.ts";
import {
  ANONYMITIES,
  type Anonymity,
  CONFIDENTIALITIES,
  type Confidentiality,
} from "../../ledger/vocabulary.ts";
import type { SimilarNeed } from "../../matching/suggestion.ts";
import { areasIn } from "../../text/areas.ts";
import type { Language } from "../../text/language.ts";
import { flowing, type Part } from "../messages/message.ts";
import { bold, paragraph, quote, titledList } from "../messages/rich-text.ts";
import { cut } from "../messages/shown-text.ts";
import { choiceField, dayField, MOST_TEXT, prefill, textField, tidy } from "./fields.ts";
import { formView, id, metadataOf } from "./form-view.ts";
import { PAST, type Read, readForm, type SentFields } from "./read-form.ts";

/** The callback id of the form, whatever its stage; the stage stands in the metadata. */
export const NEED_FORM = "musubi_need_form";

const metadata = metadataOf(
  z.object({
    stage: z.enum(["write", "confirm"]),
    /** Where the need was brought up: whoever registers it is answered there. */
    channel: id.optional(),
    thread: id.optional(),
    /** Of what the fields held when it was shown what will stand on record. */
    shown: z.string().length(64).optional(),
    /** Of what was shown as what would stand on record. */
    record: z.string().length(64).optional(),
  }),
);
/** Reads the metadata of the form; `undefined` for what is none. */
export const readNeedMetadata = metadata.read;

/** What a person said of a need. What is absent is left to the desk. */
export interface NeedValues {
  readonly text: string;
  readonly organisation?: string;
  readonly anonymity: Anonymity;
  readonly confidentiality: Confidentiality;
  /** A prefecture or a bloc in its full form. */
  readonly region?: string;
  /** Last day, in Japan. */
  readonly until?: string;
  /** Whether the proposal of a language model is to be used, where there was one. */
  readonly proposal?: ProposalChoice;
}

/** What comes of a need when it is registered. */
export interface NeedPreview {
  readonly summary: string;
  /** Whether something of it goes into the vault. */
  readonly holdsSecret: boolean;
  /** What stands on record beside the summary, where a language model proposes some of it. */
  readonly proposed?: readonly (readonly [string, string])[] | undefined;
  /** What asking it has cost, for staff. */
  readonly cost?: string | undefined;
  /** Digest of what would stand on record. */
  readonly record: string;
  readonly similar: readonly Pick<SimilarNeed, "id" | "summary">[];
}

export interface NeedFormArgs extends Partial<NeedValues> {
  readonly text: string;
  readonly stage: "write" | "confirm";
  /** To be shown before a need is registered. */
  readonly preview?: NeedPreview | undefined;
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
}

const LABELS = {
  ja: {
    title: "ニーズの登録",
    check: "確認へ",
    register: "登録する",
    text: "困りごと・探していること",
    textHint:
      "社名や公表できない内容は、登録の前に取り分けます。次の画面で、何が記録に残るかを確かめられます。",
    wasCut: `元の文が長いため、はじめの${MOST_TEXT}字までを入れてあります。`,
    organisation: "企業・団体の名前",
    organisationHint: "「実名」を選ばなければ、暗号化して別の場所に保管します。",
    anonymity: "相手方への見せ方（双方が同意するまで）",
    confidentiality: "ニーズの要約を見てよい人",
    region: "地域",
    regionHint: "都道府県を一つ。例: 岡山県",
    until: "期限",
    untilHint: "選ばなければ半年後です。",
    onRecord: "記録に残る内容",
    inVault: "公表できないと見られる部分は要約から外し、暗号化して別の場所に保管します。",
    notYet: "まだ登録していません。直すときは、下の欄を書き換えてください。",
    similar: "似たニーズがすでに登録されています",
    proposed:
      "この内容は、書かれた文をもとに言語モデルが作った案です。文にない数字や名前は入れていません。空欄の地域と期限は案のとおりになります。違うところがあれば、下で「案を使わず」を選ぶか、欄を書き換えてください。",
    proposal: "言語モデルの案",
  },
  en: {
    title: "Register a need",
    check: "Check",
    register: "Register",
    text: "What you need or look for",
    textHint:
      "Names and what must not be public are set apart before anything is registered. The next window shows what will stand on record.",
    wasCut: `The text was long: this is its beginning, up to ${MOST_TEXT} characters.`,
    organisation: "Firm or organisation",
    organisationHint: 'Kept encrypted in a place of its own, unless you choose "by name".',
    anonymity: "Shown to the other side until both consent",
    confidentiality: "Who may read the summary",
    region: "Region",
    regionHint: "One prefecture, such as Okayama",
    until: "Until",
    untilHint: "Half a year unless you choose a day.",
    onRecord: "What will stand on record",
    inVault:
      "What seems not to be for the public is left out of the summary and kept encrypted in a place of its own.",
    notYet: "Nothing is registered yet. To change it, write in the fields below.",
    similar: "Needs like this one are registered already",
    proposed:
      "A language model proposes this, by what you wrote; no figure and no name is its own. An empty region or last day is as proposed. If something is wrong, choose below to record it as it was written, or change the fields.",
    proposal: "Proposal of the language model",
  },
} as const;

const NOT_ONE_REGION: Bilingual = {
  ja: "都道府県か地方の名前を一つだけ書いてください（例: 岡山県）。",
  en: "Write one prefecture or region, such as Okayama.",
};

const DEFAULTS = {
  anonymity: "field",
  confidentiality: "coordinators",
  proposal: "use",
} as const;

/** The window in which a need is written, and the one in which it is confirmed. */
export function needForm(args: NeedFormArgs, language: Language): ModalView {
  const labels = LABELS[language];
  const { stage, channel, thread, preview } = args;
  const isConfirming = stage === "confirm";
  return formView(
    {
      callbackId: NEED_FORM,
      title: labels.title,
      submit: isConfirming ? labels.register : labels.check,
      metadata: metadata.write({
        stage,
        channel,
        thread,
        ...(isConfirming && preview && { shown: digestOfFields(args), record: preview.record }),
      }),
      above: isConfirming && preview ? previewParts(preview, language) : [],
      fields: fieldsOf(args, language),
    },
    language,
  );
}

function fieldsOf(args: NeedFormArgs, language: Language): InputBlock[] {
  const labels = LABELS[language];
  const { text, organisation, region, until } = args;
  const { anonymity = DEFAULTS.anonymity, confidentiality = DEFAULTS.confidentiality } = args;
  const wasCut = tidy(text, true).length > MOST_TEXT;
  const hint = wasCut ? labels.wasCut : labels.textHint;
  const more = { language, isOptional: true };
  return [
    textField({ id: "text", label: labels.text, hint, value: text, isLong: true, language }),
    textField({
      id: "organisation",
      label: labels.organisation,
      hint: labels.organisationHint,
      value: organisation,
      ...more,
    }),
    choiceField({
      id: "anonymity",
      label: labels.anonymity,
      of: ANONYMITIES,
      value: anonymity,
      language,
    }),
    choiceField({
      id: "confidentiality",
      label: labels.confidentiality,
      of: CONFIDENTIALITIES,
      value: confidentiality,
      language,
    }),
    textField({
      id: "region",
      label: labels.region,
      hint: labels.regionHint,
      value: region,
      ...more,
    }),
    dayField({ id: "until", label: labels.until, hint: labels.untilHint, value: until, ...more }),
    ...proposalField(args, language),
  ];
}

/** Where something was proposed, or would be if it had not been refused. */
function proposalField({ preview, proposal }: NeedFormArgs, language: Language): InputBlock[] {
  if (preview?.proposed === undefined && proposal !== "refuse") return [];
  const { proposal: label } = LABELS[language];
  const value = proposal ?? DEFAULTS.proposal;
  return [choiceField({ id: "proposal", label, of: PROPOSALS, value, language })];
}

const MOST_SIMILAR = 5;

function previewParts(
  { summary, holdsSecret, similar, proposed, cost }: NeedPreview,
  language: Language,
): readonly Part[] {
  const labels = LABELS[language];
  const part = (rank: number, elements: readonly RichTextBlockElement[]) =>
    flowing(elements, { rank, language, most: 3500 });
  return [
    part(0, [...paragraph([bold(labels.onRecord)]), ...quote(summary)]),
    part(0, [
      ...(proposed === undefined
        ? []
        : paragraph(...proposed.map(([label, value]) => [`${label}: ${value}`]), [
            labels.proposed,
          ])),
      ...(cost === undefined ? [] : paragraph([cost])),
    ]),
    part(1, paragraph(holdsSecret ? [labels.inVault] : [], [labels.notYet])),
    part(
      2,
      titledList(
        labels.similar,
        similar
          .slice(0, MOST_SIMILAR)
          .map((need) => `${need.id} ${cut(need.summary, 200, language)}`),
      ),
    ),
  ];
}

/** Reads the form as it was sent. `today` is a day in Japan. */
export function readNeedForm(
  values: unknown,
  { language, today }: { readonly language: Language; readonly today: string },
): Read<NeedValues> {
  return readForm(values, language, ({ text, choice, day, needed, complain }) => {
    const organisation = text("organisation");
    const region = regionOf(text("region"), complain);
    const until = day("until");
    const proposal = choice("proposal", PROPOSALS);
    if (until !== undefined && until < today) complain("until", PAST);
    return {
      text: needed("text", text("text", "long")),
      anonymity: needed("anonymity", choice("anonymity", ANONYMITIES)),
      confidentiality: needed("confidentiality", choice("confidentiality", CONFIDENTIALITIES)),
      ...(organisation !== undefined && { organisation }),
      ...(region !== undefined && { region }),
      ...(until !== undefined && { until }),
      ...(proposal !== undefined && { proposal }),
    };
  });
}

function regionOf(place: string | undefined, complain: SentFields["complain"]): string | undefined {
  if (place === undefined) return undefined;
  const [region, ...others] = areasIn(place);
  if (region === undefined || others.length > 0) complain("region", NOT_ONE_REGION);
  return region;
}

/**
 * Whether a form that was sent holds what its preview was made of. Where somebody changed it since,
 * they have not seen what would be recorded.
 */
export function isAsShown(values: NeedValues, privateMetadata: string | undefined): boolean {
  const shown = readNeedMetadata(privateMetadata)?.shown;
  return shown !== undefined && shown === digest(values);
}

/** Of what the fields hold when nobody changes them. */
function digestOfFields({ text, organisation = "", ...rest }: NeedFormArgs): string {
  const name = prefill(organisation, false);
  return digest({
    ...DEFAULTS,
    ...rest,
    text: prefill(text, true),
    ...(name !== "" && { organisation: name }),
  });
}

function digest(values: NeedValues): string {
  const { text, organisation, anonymity, confidentiality, region, until } = values;
  const { proposal = DEFAULTS.proposal } = values;
  const fields = [text, organisation, anonymity, confidentiality, region, until, proposal];
  return createHash("sha256")
    .update(JSON.stringify(fields.map((field) => field ?? null)))
    .digest("hex");
}
