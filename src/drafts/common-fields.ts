import type { Document } from "../corpus/document.ts";
import { areasIn } from "../text/areas.ts";
import type { DraftField, Quote } from "./proposal.ts";

/** Where a thing is, by what is said of it, else by the document; and what dates and publishes the document. */
export function wholeDocumentFields(
  sentences: readonly Quote[],
  { title, publisher, asOf }: Document,
): readonly DraftField[] {
  const placed = sentences.find(({ text }) => areasIn(text).length > 0);
  const whole = areasIn(`${title}\n${publisher ?? ""}`);
  const areas = placed ? areasIn(placed.text) : whole;
  return [
    ...(publisher === undefined ? [] : [{ field: "provider", value: publisher }]),
    ...(areas.length === 0
      ? []
      : [{ field: "area", value: areas, ...(placed && { quote: placed }) }]),
    ...(asOf === undefined ? [] : [{ field: "asOf", value: asOf.text }]),
  ];
}
