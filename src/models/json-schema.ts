/** The schema of an object that has these properties, all of them and no others. */
export function closed(properties: Readonly<Record<string, unknown>>) {
  return {
    type: "object",
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  } as const;
}

export const listOf = (items: unknown) => ({ type: "array", items }) as const;
export const STRING = { type: "string" } as const;
export const INTEGER = { type: "integer" } as const;
