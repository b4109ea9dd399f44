import { UserError } from "../errors.ts";
import { COLUMNS, type ColumnKey, NEEDED } from "./columns.ts";

export type Places = ReadonlyMap<ColumnKey, number>;

/** Which column stands where; throws a `UserError` for titles that nobody knows, and for missing ones. */
export function placesOf(header: readonly string[]): Places {
  const places = new Map<ColumnKey, number>();
  const unknown: string[] = [];
  for (const [place, title] of header.entries()) {
    if (plainTitle(title) === "") continue;
    const found = columnTitled(title);
    if (!found) unknown.push(title);
    else if (places.has(found)) throw doubled(title);
    else places.set(found, place);
  }
  if (unknown.length > 0) throw unknownColumns(unknown);
  const missing = NEEDED.filter((key) => !places.has(key)).map(titleOf);
  if (missing.length > 0) throw missingColumns(missing);
  return places;
}

/** The column that goes by a title, if one does. */
export function columnTitled(title: string): ColumnKey | undefined {
  const wanted = plainTitle(title);
  return COLUMNS.find(({ title: own, also }) =>
    [own, ...also].some((each) => plainTitle(each) === wanted),
  )?.key;
}

function plainTitle(title: string): string {
  return title
    .normalize("NFKC")
    .replace(/[\s_*]+/gu, "")
    .toLowerCase();
}

export function titleOf(key: ColumnKey): string {
  return COLUMNS.find((column) => column.key === key)?.title ?? key;
}

function unknownColumns(unknown: readonly string[]): UserError {
  const known = COLUMNS.map(({ title }) => title).join("、");
  return new UserError({
    ja: `知らない列があります: ${unknown.join("、")}\n使える列: ${known}\n列を消すか、見出しを直してください。`,
    en: `Unknown columns: ${unknown.join(", ")}\nThere are: ${COLUMNS.map(({ key, title }) => `${title} (${key})`).join(", ")}\nRemove them or mend the header.`,
  });
}

function missingColumns(missing: readonly string[]): UserError {
  return new UserError({
    ja: `必要な列がありません: ${missing.join("、")}。ひな形は npm run partners -- import --template ひな形.xlsx で作れます。`,
    en: `Columns are missing: ${missing.join(", ")}. npm run partners -- import --template template.xlsx writes an empty sheet.`,
  });
}

function doubled(title: string): UserError {
  return new UserError({
    ja: `列「${title}」が二つあります。一つにしてください。`,
    en: `The column "${title}" stands there twice. Keep one.`,
  });
}
