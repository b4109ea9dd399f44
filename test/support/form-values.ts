/** What a person changes in a form: a text, a day, a code, a user, several codes; null empties a field. */
export type Changes = Readonly<Record<string, string | readonly string[] | null>>;

interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly initial_value?: string;
  readonly initial_date?: string;
  readonly initial_user?: string;
  readonly initial_option?: { readonly value: string };
  readonly initial_options?: readonly { readonly value: string }[];
}

/** `view.state.values` as Slack sends it for a form in which somebody changed some fields. */
export function sentFrom(
  view: { readonly blocks: readonly unknown[] },
  changes: Changes = {},
): Record<string, Record<string, unknown>> {
  const inputs = view.blocks.filter(isInput);
  const unknown = Object.keys(changes).filter(
    (id) => !inputs.some(({ block_id }) => block_id === id),
  );
  if (unknown.length > 0) throw new Error(`Expected fields ${unknown.join(", ")} in the form`);
  return Object.fromEntries(
    inputs.map(({ block_id: id, element }) => [
      id,
      { [element.action_id ?? ""]: { type: element.type, ...sent(element, changes[id]) } },
    ]),
  );
}

interface Input {
  readonly block_id: string;
  readonly element: Element;
}

function isInput(block: unknown): block is Input {
  return typeof block === "object" && block !== null && "type" in block && block.type === "input";
}

function sent(element: Element, change: Changes[string] | undefined): object {
  const given = change === undefined ? initialOf(element) : change;
  switch (element.type) {
    case "static_select":
      return { selected_option: given === null ? null : { value: given } };
    case "checkboxes":
      return { selected_options: [given ?? []].flat().map((value) => ({ value })) };
    case "datepicker":
      return { selected_date: given };
    case "users_select":
      return { selected_user: given };
    default:
      return { value: given };
  }
}

function initialOf(element: Element): Changes[string] {
  return (
    element.initial_value ??
    element.initial_date ??
    element.initial_user ??
    element.initial_option?.value ??
    element.initial_options?.map(({ value }) => value) ??
    null
  );
}
