import { createHmac, timingSafeEqual } from "node:crypto";

/** Texts that go out and come back: whoever has them can read them, and change nothing. */
export interface Seal {
  /** The value with its signature, safe in an address or a cookie. */
  close(value: object): string;
  /** The value as it was closed; `undefined` for anything else. */
  open(text: string): unknown;
  /** A short sign of a text that nobody else can make. */
  sign(text: string): string;
  /** Whether it is that sign, in a time that tells nothing. */
  isSignOf(sign: string, text: string): boolean;
}

export function createSeal(key: string): Seal {
  const sign = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  const isSignOf = (given: string, text: string) => {
    const [a, b] = [Buffer.from(given), Buffer.from(sign(text))];
    return a.length === b.length && timingSafeEqual(a, b);
  };
  return {
    sign,
    isSignOf,
    close(value) {
      const text = Buffer.from(JSON.stringify(value)).toString("base64url");
      return `${text}.${sign(text)}`;
    },
    open(given) {
      const [text = "", signature = "", ...more] = given.split(".");
      if (more.length > 0 || !isSignOf(signature, text)) return undefined;
      return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    },
  };
}
