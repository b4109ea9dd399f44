import { type Document, isMap, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import type { Problem } from "./card.ts";
import { undecodableIn } from "./undecodable.ts";

type Path = readonly PropertyKey[];
export type Parsed<T> =
  | {
      readonly value: T;
      /** Line of a field in the file, or of its nearest parent. */
      readonly lineOf: (path: Path) => number;
    }
  | { readonly problems: readonly Problem[] };

/**
 * Parses YAML and checks it against a schema; every mistake comes back with its line in the file,
 * the field, what was expected and what came. `lineOffset` is the number of lines above the YAML.
 * Aliases (*name) are mistakes: nothing here needs them, and a few of them make a text without end.
 */
export function parseYaml<T>(
  { path, text, lineOffset = 0 }: { path: string; text: string; lineOffset?: number },
  schema: z.ZodType<T>,
): Parsed<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + lineOffset;
  const faults = [...faultsOf(document), ...undecodableIn(text)];
  if (faults.length > 0) {
    return {
      problems: faults.map(({ at, ...fault }) => ({
        path,
        line: lineAt(at),
        field: "YAML",
        ...fault,
      })),
    };
  }
  const input: unknown = document.toJS();
  const result = schema.safeParse(input);
  const lineOf = (at: Path) => lineAt(offsetOf(document, at));
  if (result.success) return { value: result.data, lineOf };
  return {
    problems: result.error.issues.flatMap((issue) =>
      describe(issue, input).map(({ at, expected, came }) => ({
        path,
        line: lineOf(at),
        field: at.map(String).join(".") || "見出し部",
        expected,
        came,
      })),
    ),
  };
}

/** What keeps a text from being read at all, by its place in the text. */
function faultsOf(document: Document.Parsed) {
  const faults = document.errors.map(({ pos, message, code }) => ({
    at: pos[0],
    expected: "読めるYAML / well-formed YAML",
    came: message.split("\n")[0] ?? code,
  }));
  visit(document, {
    Alias: (_, { range, source }) => {
      const expected = "書き下した値（別名 * は使えません） / a value written out, no alias";
      faults.push({ at: range?.[0] ?? 0, expected, came: `*${source}` });
    },
  });
  return faults;
}

interface Described {
  readonly at: Path;
  readonly expected: string;
  readonly came: string;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "文字列 / a text",
  number: "数値 / a number",
  int: "整数 / a whole number",
  array: "一覧 [ … ] / a list",
  object: "項目の組 / fields",
};

function describe(issue: z.core.$ZodIssue, input: unknown): readonly Described[] {
  const at = issue.path;
  const came = show(valueAt(input, at));
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        at: [...at, key],
        expected: "この種類のカードにある項目 / a field that this kind of card has",
        came: key,
      }));
    case "invalid_value":
      return [{ at, expected: issue.values.map(String).join(" | "), came }];
    case "invalid_union":
      return [{ at, expected: unionOptions(issue), came }];
    case "invalid_type":
      return [{ at, expected: TYPES[issue.expected] ?? issue.expected, came }];
    case "too_small":
      return [{ at, expected: `${issue.minimum}以上 / at least ${issue.minimum}`, came }];
    default:
      return [{ at, expected: issue.message, came }];
  }
}

function unionOptions(issue: z.core.$ZodIssueInvalidUnion): string {
  const options: unknown = "options" in issue ? issue.options : undefined;
  return Array.isArray(options) ? options.map(String).join(" | ") : issue.message;
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null) return undefined;
    // Indexing by a key that zod reports; a missing one is what we want to see.
    return (value as Record<PropertyKey, unknown>)[key];
  }, input);
}

function show(value: unknown): string {
  if (value === undefined) return "なし / nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 80 ? `${[...text].slice(0, 80).join("")}…` : text;
}

/** Where the field stands in the YAML; of a missing one, where its nearest parent does. */
function offsetOf(document: Document, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const key = path[depth - 1];
    const parent: unknown =
      depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const pair = isMap(parent)
      ? parent.items.find((item) => String(item.key) === String(key))
      : undefined;
    const node: unknown = pair?.key ?? document.getIn(path.slice(0, depth), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

function hasRange(node: unknown): node is { range: readonly [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
