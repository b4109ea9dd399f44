import { wholeDocumentFields } from "./common-fields.ts";
import type { Evidence } from "./evidence.ts";
import { namesIn } from "./names.ts";
import type { DraftField, Quote } from "./proposal.ts";

const TYPES: readonly (readonly [string, RegExp])[] = [
  ["patent", /特許/u],
  ["technology", /技術|工法|製造法/u],
  ["equipment", /./u],
];
const HOLDER = /(?:所有者|保有機関|所有機関|所属|設置場所|設置機関)[:：] ?([^、。\t ]{2,40})/u;
const MAKER = /は、?([^、。はが]{3,30})が(?:開発|確立|実用化|保有|所有)/u;

/** The fields of a seed that its name and sentences about it give; its holder is an organisation by name. */
export function seedFields({ name, sentences, document }: Evidence): readonly DraftField[] {
  const seedType = TYPES.find(([, sign]) => sign.test(name))?.[0];
  const [first] = sentences;
  const held = sentences.flatMap(holderOf)[0];
  return [
    ...(seedType && first ? [{ field: "seedType", value: seedType, quote: first }] : []),
    ...(held ? [held] : []),
    ...wholeDocumentFields(sentences, document).filter(({ field }) => field !== "provider"),
  ];
}

function holderOf(quote: Quote): readonly DraftField[] {
  const owner = namesIn(quote.text).find(({ kind }) => kind === "organisation")?.name;
  const value = owner ?? (MAKER.exec(quote.text) ?? HOLDER.exec(quote.text))?.[1];
  return value === undefined ? [] : [{ field: "holder", value, quote }];
}
