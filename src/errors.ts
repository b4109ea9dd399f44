/** A text for people: Japanese first, English second. */
export interface Bilingual {
  readonly ja: string;
  readonly en: string;
}

/** The user can act on this: the message says what was wrong and what to do. Exit code 1. */
export class UserError extends Error {
  readonly text: Bilingual;

  constructor(text: Bilingual, options?: ErrorOptions) {
    super(text.en, options);
    this.name = "UserError";
    this.text = text;
  }
}

/** A service or the machine failed us: a disk, a database, a remote model. Exit code 2. */
export class UpstreamError extends Error {
  readonly service: string;
  readonly text: Bilingual;

  constructor(service: string, text: Bilingual, options?: ErrorOptions) {
    super(`${service}: ${text.en}`, options);
    this.name = "UpstreamError";
    this.service = service;
    this.text = text;
  }
}
