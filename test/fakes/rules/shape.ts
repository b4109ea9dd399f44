/**
 * A thing that Slack would refuse, at a JSON pointer into what was sent. The message is worded as
 * Slack words it; `limit` is the number that was passed, where there is one.
 */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly error: RuleError;
  readonly limit?: number;
  readonly expected?: readonly string[];
}

/** The error of the Web API that a problem is answered with. */
export type RuleError =
  | "invalid_blocks"
  | "invalid_arguments"
  | "invalid_attachments"
  | "invalid_metadata_format"
  | "markdown_text_conflict"
  | "msg_blocks_too_long"
  | "msg_too_long"
  | "no_text"
  | "too_many_attachments";

export type Json = Readonly<Record<string, unknown>>;

/** Says what is wrong with a value that stands at a JSON pointer. */
export type Check = (value: unknown, path: string) => readonly Problem[];

type Fields = Readonly<Record<string, Check>>;

/** A problem of a block, unless another error is named. */
export function problem(
  path: string,
  message: string,
  more: Partial<Omit<Problem, "path" | "message">> = {},
): Problem {
  return { path, message, error: "invalid_blocks", ...more };
}

/** How a problem is told in `response_metadata.messages`. */
export function asSlackTells({ message, path }: Problem): string {
  return `[ERROR] ${message} [json-pointer:${path}]`;
}

/** Tells an object of JSON from arrays, null and scalars. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Strings of a length in UTF-16 units, which is never less than what Slack counts. */
export function text(max: number, min = 1): Check {
  return (value, path) => {
    if (typeof value !== "string") return [problem(path, "must provide a string")];
    if (value.length > max)
      return [problem(path, `must be less than ${max + 1} characters`, { limit: max })];
    if (value.length < min)
      return [problem(path, `must be more than ${min - 1} characters`, { limit: min })];
    return [];
  };
}

/** Web addresses that Slack would link to. */
export function url(max = 3000): Check {
  return all(text(max), (value, path) =>
    typeof value === "string" &&
    /^(?:https?:\/\/\S+|mailto:\S+|tel:\S+|slack:\/\/\S+)$/iu.test(value)
      ? []
      : [problem(path, "must be a valid url")],
  );
}

/** Strings that match a pattern, told by what they should be. */
export function matching(pattern: RegExp, what: string): Check {
  return (value, path) =>
    typeof value === "string" && pattern.test(value) ? [] : [problem(path, `must be ${what}`)];
}

export function boolean(value: unknown, path: string): readonly Problem[] {
  return typeof value === "boolean" ? [] : [problem(path, "must provide a boolean")];
}

export function integer(min: number, max: number): Check {
  return (value, path) => {
    if (!Number.isInteger(value)) return [problem(path, "must provide an integer")];
    if (Number(value) > max) return [problem(path, `must be less than ${max + 1}`, { limit: max })];
    if (Number(value) < min) return [problem(path, `must be more than ${min - 1}`, { limit: min })];
    return [];
  };
}

export function number(value: unknown, path: string): readonly Problem[] {
  return typeof value === "number" ? [] : [problem(path, "must provide a number")];
}

export function oneOf(...expected: readonly (string | number)[]): Check {
  return (value, path) =>
    expected.some((each) => each === value)
      ? []
      : [problem(path, "must be a valid enum value", { expected: expected.map(String) })];
}

/** Arrays whose items pass a check. */
export function list(item: Check, { min = 1, max }: { min?: number; max: number }): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return [problem(path, "must provide an array")];
    const found = value.flatMap((each, at) => item(each, `${path}/${at}`));
    if (value.length > max)
      return [problem(path, `no more than ${max} items allowed`, { limit: max }), ...found];
    if (value.length < min)
      return [problem(path, `no fewer than ${min} items allowed`, { limit: min }), ...found];
    return found;
  };
}

/** Objects with just these fields: what is not named is refused. */
export function record(required: Fields, optional: Fields = {}): Check {
  return (value, path) => {
    if (!isObject(value)) return [problem(path, "must provide an object")];
    return [
      ...Object.keys(required)
        .filter((name) => value[name] === undefined)
        .map((name) => problem(path, `missing required field: ${name}`)),
      ...Object.entries(value).flatMap(([name, field]) =>
        checkField({ ...required, ...optional }[name], { name, field, path }),
      ),
    ];
  };
}

function checkField(
  check: Check | undefined,
  { name, field, path }: { name: string; field: unknown; path: string },
): readonly Problem[] {
  if (field === undefined) return [];
  if (!check) return [problem(path, `invalid additional property: ${name}`)];
  return check(field, `${path}/${name}`);
}

/** Objects that are told apart by their `type`; each kind has its own check. */
export function byType(kinds: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isObject(value)) return [problem(path, "must provide an object")];
    if (value.type === undefined) return [problem(path, "missing required field: type")];
    const check = Object.hasOwn(kinds, String(value.type)) ? kinds[String(value.type)] : undefined;
    const expected = Object.keys(kinds);
    if (!check) return [problem(`${path}/type`, `unsupported type: ${value.type}`, { expected })];
    return check(value, path);
  };
}

/** Passes what passes every check. */
export function all(...checks: readonly Check[]): Check {
  return (value, path) => checks.flatMap((check) => check(value, path));
}

/** At least one of these fields has to be there. */
export function anyOf(...names: readonly string[]): Check {
  return (value, path) =>
    isObject(value) && names.every((name) => value[name] === undefined)
      ? [problem(path, `must define either ${names.map((name) => `\`${name}\``).join(" or ")}`)]
      : [];
}

/** Of these fields there has to be exactly one. */
export function exactlyOneOf(...names: readonly string[]): Check {
  return (value, path) =>
    isObject(value) && names.filter((name) => value[name] !== undefined).length !== 1
      ? [
          problem(
            path,
            `must define exactly one of ${names.map((name) => `\`${name}\``).join(", ")}`,
          ),
        ]
      : [];
}

export function anything(): readonly Problem[] {
  return [];
}
