import { isObject, type Json } from "../fakes/rules/shape.ts";

/** What blocks show, as lines of text: buttons as [label], tables as rows, fields with what they hold. */
export function rendered(blocks: unknown): readonly string[] {
  return objectsIn(blocks).flatMap(
    (block) => BLOCKS[String(block.type)]?.(block) ?? unknown(block),
  );
}

/** A window as lines of text: its title, what it shows, and its buttons. */
export function renderedView(view: Json): readonly string[] {
  const row = [view.close, view.submit].filter(isObject).map((label) => `[${plainOf(label)}]`);
  return [
    `《${plainOf(view.title)}》`,
    ...rendered(view.blocks),
    ...(row.length === 0 ? [] : [row.join(" ")]),
  ];
}

/** Texts of lines of their own, with what is indented below them. */
const BLOCKS: Readonly<Record<string, (block: Json) => readonly string[]>> = {
  header: ({ text }) => [`■ ${plainOf(text)}`],
  divider: () => ["――――"],
  context: ({ elements }) => [`(小) ${objectsIn(elements).map(plainOf).join(" ")}`],
  section: ({ text, fields, accessory }) => [
    ...(text === undefined ? [] : plainOf(text).split("\n")),
    ...objectsIn(fields).map((field) => `| ${plainOf(field).replaceAll("\n", " ")}`),
    ...(isObject(accessory) ? [`    ${label(accessory)}`] : []),
  ],
  actions: ({ elements }) => [objectsIn(elements).map(label).join(" ")],
  context_actions: ({ elements }) => [objectsIn(elements).map(label).join(" ")],
  input: inputLines,
  table: ({ rows }) => listOf(rows).map((row) => `| ${objectsIn(row).map(plainOf).join(" | ")} |`),
  rich_text: ({ elements }) => objectsIn(elements).flatMap(richLines),
};

function unknown({ type }: Json): readonly string[] {
  throw new Error(`No way to show a block of type ${type}`);
}

function richLines({ type, elements }: Json): readonly string[] {
  const parts = objectsIn(elements);
  if (type === "rich_text_list") return parts.flatMap((item) => indented("・", inline(item)));
  const lines = inline({ elements: parts }).split("\n");
  return type === "rich_text_quote" ? lines.map((line) => `> ${line}`) : lines;
}

function indented(mark: string, text: string): readonly string[] {
  return text.split("\n").map((line, i) => (i === 0 ? mark : "  ") + line);
}

function inline({ elements }: Json): string {
  return objectsIn(elements)
    .map(({ type, text, url }) => (type === "link" ? `${text ?? url} <${url}>` : String(text)))
    .join("");
}

function label(element: Json): string {
  if (element.type === "feedback_buttons") {
    const both = [element.positive_button, element.negative_button].filter(isObject);
    return both.map(label).join(" ");
  }
  return `[${plainOf(element.text)}]${element.style === "primary" ? "*" : ""}`;
}

function inputLines({ label: named, hint, optional, element }: Json): readonly string[] {
  const field = isObject(element) ? element : {};
  return [
    `${plainOf(named)}${optional === true ? "" : "（必須）"}: ${heldBy(field)}`,
    ...(isObject(hint) ? [`    ${plainOf(hint)}`] : []),
  ];
}

function heldBy(element: Json): string {
  const { initial_value, initial_date, initial_user, initial_option, initial_options } = element;
  const ticked = objectsIn(initial_options ?? [initial_option]).map(({ value }) => value);
  const options = objectsIn(element.options).map(
    (option) => `${ticked.includes(option.value) ? "●" : "○"}${plainOf(option.text)}`,
  );
  if (options.length > 0) return options.join(" ");
  const held = initial_value ?? initial_date ?? initial_user;
  return held === undefined ? "＿＿" : String(held).replaceAll("\n", " / ");
}

function plainOf(value: unknown): string {
  if (!isObject(value)) return "";
  return typeof value.text === "string" ? value.text : inlineOfCell(value);
}

/** A cell of a table may be rich text. */
function inlineOfCell({ elements }: Json): string {
  return objectsIn(elements).map(inline).join(" ");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectsIn(value: unknown): readonly Json[] {
  return listOf(value).filter(isObject);
}
