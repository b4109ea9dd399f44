import type { Problem, Statement } from "./card.ts";
import { type Locator, parseLocator } from "./locator.ts";
import { undecodableIn } from "./undecodable.ts";

type Draft = { -readonly [K in keyof Statement]: Statement[K] };
interface Body {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

const CLOSING_LOCATOR = /^(.*\S)\s*\[([^[\]]+)\]$/u;
const ATTACHED = /^(en|注|note):\s*(.*)$/u;

/**
 * Reads the body of a card, line by line:
 * `## heading`, `statement [locator; locator]`, and below a statement `en: …`, `注: …`, `note: …`.
 * A line that is none of these is a problem: what has no locator cannot be quoted, unless the card
 * `standsForItself`.
 */
export function readCardBody(
  path: string,
  body: string,
  { firstLine, standsForItself }: { firstLine: number; standsForItself: boolean },
): Body {
  const statements: Draft[] = [];
  const problems: Problem[] = [];
  let heading = "";
  for (const [index, raw] of body.split("\n").entries()) {
    const line = firstLine + index;
    const text = raw.trim().replace(/^[-*]\s+/u, "");
    const problem = (expected: string) =>
      problems.push({ path, line, field: "本文", expected, came: text || "空行" });
    if (text === "" || /^<!--.*-->$/u.test(text)) continue;
    const title = /^#{1,6}\s+(.*)$/u.exec(text)?.[1];
    const attached = ATTACHED.exec(text);
    if (title !== undefined) heading = title.trim();
    else if (attached?.[1]) attach(statements.at(-1), attached[1], attached[2] ?? "", problem);
    else addStatement(statements, { text, heading, line, standsForItself }, problem);
  }
  const lost = undecodableIn(body).map(({ at, ...fault }) => {
    const line = firstLine + body.slice(0, at).split("\n").length - 1;
    return { path, line, field: "本文", ...fault };
  });
  return { statements, problems: [...problems, ...lost] };
}

interface Line {
  readonly text: string;
  readonly heading: string;
  readonly line: number;
  readonly standsForItself: boolean;
}

function addStatement(
  statements: Draft[],
  { text, heading, line, standsForItself }: Line,
  problem: (expected: string) => void,
): void {
  const match = CLOSING_LOCATOR.exec(text);
  if (!match && standsForItself) {
    statements.push({ text, heading, locators: [], line });
    return;
  }
  const locators = (match?.[2] ?? "").split(";").map(parseLocator);
  const known = locators.filter((locator): locator is Locator => locator !== undefined);
  if (!match?.[1] || known.length < locators.length) {
    problem("文の終わりに出典 [okayama-2004 p.5 7(2)②] / a locator at the end of the statement");
    return;
  }
  if (/\[\d+\]/u.test(match[1].normalize("NFKC"))) {
    problem("[1] のような番号のない文 / a statement without marks like [1]: they are the answer's");
  }
  statements.push({ text: match[1], heading, locators: known, line });
}

function attach(
  statement: Draft | undefined,
  kind: string,
  value: string,
  problem: (expected: string) => void,
): void {
  if (!statement || value === "") {
    problem(`${kind}: の前に文、後に本文 / a statement before "${kind}:" and a text after it`);
  } else if (kind === "en") {
    statement.en = value;
  } else {
    const note = statement.note ?? { ja: "", en: "" };
    statement.note = kind === "注" ? { ...note, ja: value } : { ...note, en: value };
  }
}
