/** A page of a document; of one that has no pages a part, or all of it. */
export interface ReadPage {
  /** 1, 2, 3 …; absent where the format has no pages. */
  readonly number?: number;
  /** Lines as a person reads them; headings stand on lines of their own. */
  readonly text: string;
  /** How its text runs over its end to the next page: in mid-sentence, or with another paragraph; absent where it ends. */
  readonly goesOn?: "sentence" | "text";
}

/** What the file says of itself; to be confirmed by a person. */
export interface ReadTitle {
  readonly title?: string;
  readonly publisher?: string;
  /** As it is written there: 2007-10-25, 平成16年度. */
  readonly date?: string;
}

/** What became of a file that was to be read. Everything but a fault of the machine is a value. */
export type ReadOutcome =
  | ({ readonly kind: "read"; readonly pages: readonly ReadPage[] } & ReadTitle)
  /** Some pages could not be read; `missing` are their numbers, each with the reason. */
  | ({
      readonly kind: "partly";
      readonly pages: readonly ReadPage[];
      readonly missing: readonly { readonly page: number; readonly why: string }[];
    } & ReadTitle)
  /** A password is needed, or the one given is wrong. */
  | { readonly kind: "encrypted" }
  /** Scans or graphics without a text layer: OCR is needed. */
  | { readonly kind: "no-text"; readonly pages: number }
  /** Its text is unreadable: a font without a mapping to characters, a wrong encoding. */
  | { readonly kind: "garbled"; readonly why: string }
  | { readonly kind: "corrupt"; readonly why: string }
  /** Over a limit of bytes, pages, characters, memory or time. */
  | { readonly kind: "too-big"; readonly why: string }
  /** No format that is known here. */
  | { readonly kind: "unknown"; readonly why: string };
