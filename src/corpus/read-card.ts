import { cleanText, unseenIn } from "../text/clean-text.ts";
import type { Card, Problem } from "./card.ts";
import { readCardBody } from "./card-body.ts";
import { inconsistenciesOf } from "./card-consistency.ts";
import { cardHead } from "./card-head.ts";
import { slug } from "./fields.ts";
import { parseYaml } from "./yaml-problems.ts";

const FRONT_MATTER = /^---\n([\s\S]*?)\n---(?:\n|$)/u;

export type CardReading =
  | { readonly card: Card; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

/** Reads one card file. Either a whole card, or every mistake in it; never half a card. */
export function readCard(path: string, file: string): CardReading {
  const text = cleanText(file);
  const match = FRONT_MATTER.exec(text);
  if (!match) {
    const expected = "--- で囲んだ見出し部 / a head between two lines of ---";
    return {
      problems: [{ path, line: 1, field: "見出し部", expected, came: text.split("\n")[0] ?? "" }],
    };
  }
  const [frontMatter, yaml = ""] = match;
  const head = parseYaml({ path, text: yaml, lineOffset: 1 }, cardHead);
  const firstLine = frontMatter.split("\n").length;
  const body = readCardBody(path, text.slice(frontMatter.length), {
    firstLine,
    standsForItself: "value" in head && head.value.kind === "standard-answer",
  });
  const id = path.replace(/^.*\//u, "").replace(/\.md$/u, "");
  const problems = [
    ...nameProblems(path, id),
    ...("problems" in head ? head.problems : []),
    ...body.problems,
  ];
  if ("problems" in head || problems.length > 0) return { problems };
  if (body.statements.length === 0) {
    const expected = "出典のある文が一つ以上 / at least one statement with a locator";
    return {
      problems: [{ path, line: firstLine, field: "本文", expected, came: "なし / nothing" }],
    };
  }
  const card: Card = { id, path, head: head.value, statements: body.statements };
  const loose = [...criterionProblems(card, head.lineOf), ...lengthProblems(card)];
  if (loose.length > 0) return { problems: loose };
  return {
    card,
    warnings: [...unseenWarnings(path, file), ...inconsistenciesOf(card, head.lineOf)],
  };
}

/** A criterion quotes the first statement under its heading: there must be one. */
function criterionProblems(
  { path, head, statements }: Card,
  lineOf: (path: readonly PropertyKey[]) => number,
): readonly Problem[] {
  if (head.kind !== "scheme") return [];
  return head.criteria.flatMap(({ under }, i) => {
    if (statements.some(({ heading }) => heading === under)) return [];
    const field = ["criteria", i, "under"];
    const expected = "本文の見出しのどれか / a heading of the body that has a statement";
    return [{ path, line: lineOf(field), field: field.join("."), expected, came: under }];
  });
}

/** Nothing of a standard answer may be left out: all of it must fit into an answer, with its marks. */
function lengthProblems({ path, head, statements }: Card): readonly Problem[] {
  if (head.kind !== "standard-answer") return [];
  const length = statements.reduce(
    (sum, { text, locators }) => sum + [...text].length + MARK * Math.max(1, locators.length) + 1,
    0,
  );
  if (length <= MAX_STANDARD_ANSWER) return [];
  const expected = `番号を含めて${MAX_STANDARD_ANSWER}字までの本文 / a body of at most ${MAX_STANDARD_ANSWER} characters, with marks`;
  return [{ path, line: statements[0]?.line ?? 1, field: "本文", expected, came: String(length) }];
}

/** Longest text of an answer, and of the mark [1] in it. */
const MAX_STANDARD_ANSWER = 400;
const MARK = 4;

/** Invisible characters are quoted with the sentence they stand in: their author should know. */
function unseenWarnings(path: string, file: string): readonly Problem[] {
  return file.split(/\r\n?|\n/u).flatMap((line, i) => {
    const came = unseenIn(line);
    const expected = "見える文字だけ / nothing invisible";
    return came === undefined ? [] : [{ path, line: i + 1, field: "文字", expected, came }];
  });
}

/** The file name is the card's id, by which other cards name it. */
function nameProblems(path: string, id: string): readonly Problem[] {
  const named = slug.safeParse(id);
  if (named.success) return [];
  const expected = named.error.issues[0]?.message ?? "";
  return [{ path, line: 1, field: "ファイル名", expected, came: id }];
}
