/**
 * The one way to write a value as JSON: keys sorted, no white space, lone surrogates replaced, what is
 * `undefined` left out. Throws on what JSON cannot hold (NaN, Infinity, functions, bigints).
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.toWellFormed());
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error(`a record can hold finite numbers only, not ${value}`);
  }
  if (value === null || typeof value === "number" || typeof value === "boolean") {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") return `{${members(value).join(",")}}`;
  throw new Error(`a record cannot hold a ${typeof value}`);
}

function members(value: object): readonly string[] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [key.toWellFormed(), member] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
}
