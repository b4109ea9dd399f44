/** Everything that a message or a view shows, in order, as one text. */
export function shownText(value: unknown): string {
  if (Array.isArray(value)) return value.map(shownText).join("\n");
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([key, inner]) =>
      typeof inner === "string" ? (key === "text" ? inner : "") : shownText(inner),
    )
    .filter(Boolean)
    .join("\n");
}

/** The buttons of blocks with what they give back, wherever they stand. */
export function buttonsOf(
  value: unknown,
): readonly { readonly action_id: string; readonly value: string; readonly label: string }[] {
  if (Array.isArray(value)) return value.flatMap(buttonsOf);
  if (typeof value !== "object" || value === null) return [];
  const { type, action_id, value: given, text } = value as Record<string, unknown>;
  return type === "button"
    ? [{ action_id: String(action_id), value: String(given), label: shownText(text) }]
    : Object.values(value).flatMap(buttonsOf);
}
