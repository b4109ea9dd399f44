import type { Confidentiality, OrganisationType, SeedType } from "../ledger/vocabulary.ts";

// Days are YYYY-MM-DD in Japan. Whatever is absent is not known. Nobody's name, telephone or mail is
// kept here: contacts stay outside.

export const STATUS_LABELS = {
  active: { ja: "有効", en: "active" },
  closed: { ja: "終了", en: "closed" },
} as const;
export type Status = keyof typeof STATUS_LABELS;

/** One of one's own partners. */
export interface Organisation {
  readonly key: string;
  readonly name: string;
  /** How the name is read, in kana. */
  readonly kana?: string;
  readonly aliases: readonly string[];
  readonly type: OrganisationType;
  /** In its full form: 岡山県. */
  readonly prefecture?: string;
  readonly municipality?: string;
  /** What it does, in keywords. */
  readonly fields: readonly string[];
  readonly description?: string;
  readonly employees?: number;
  readonly url?: string;
  readonly disclosure: Confidentiality;
  readonly status: Status;
  /** The last day on which the record holds. */
  readonly expiresOn?: string;
  /** The day on which what it says was true: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly asOf: string;
}

/** What a partner has to offer. */
export interface Seed {
  readonly key: string;
  /** Key of the organisation that has it. */
  readonly organisation: string;
  readonly type: SeedType;
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
  /** On what conditions it may be used, in the words of its owner. */
  readonly conditions?: string;
  /** Whether and when it may be used. */
  readonly availability?: string;
  readonly disclosure: Confidentiality;
  readonly status: Status;
  readonly expiresOn?: string;
  readonly asOf: string;
}

/** Whether a record is a seed. */
export function isSeed(record: Organisation | Seed): record is Seed {
  return "organisation" in record;
}
