import { cleanText } from "../text/clean-text.ts";
import type { ReadPage } from "./read-outcome.ts";

/** A page of a text, cleaned; a form feed within it would be another page. */
export function pageOf(text: string, number?: number): ReadPage {
  const cleaned = cleanText(text).replace(/\f/gu, "\n");
  return { ...(number !== undefined && { number }), text: cleaned };
}
