/** A column of the sheet of partners: the title that we write, and others that are understood. */
export interface Column {
  readonly key: string;
  readonly title: string;
  readonly also: readonly string[];
  readonly of: "organisation" | "seed";
}

const column =
  (of: Column["of"]) =>
  <const Key extends string>(key: Key, title: string, ...also: readonly string[]) => ({
    key,
    title,
    also: [key, ...also],
    of,
  });
const ofOrganisation = column("organisation");
const ofSeed = column("seed");

/**
 * A row tells of an organisation, of a seed of it, or of both: the key of the organisation always
 * stands, its name when the row says what the organisation is, the key of a seed when it says that.
 */
export const COLUMNS = [
  ofOrganisation("organisation", "機関ID", "企業ID", "organisation id"),
  ofOrganisation("name", "機関名", "企業名", "名称"),
  ofOrganisation("kana", "かな", "フリガナ", "ふりがな"),
  ofOrganisation("aliases", "別名", "略称"),
  ofOrganisation("type", "種別", "機関種別"),
  ofOrganisation("prefecture", "都道府県"),
  ofOrganisation("municipality", "市区町村"),
  ofOrganisation("fields", "分野", "事業分野", "業種"),
  ofOrganisation("description", "概要", "事業内容"),
  ofOrganisation("employees", "従業員数"),
  ofOrganisation("url", "URL", "ホームページ"),
  ofOrganisation("disclosure", "公開範囲"),
  ofOrganisation("status", "状態"),
  ofOrganisation("expiresOn", "有効期限", "expires on"),
  ofOrganisation("asOf", "時点", "as of"),
  ofSeed("seed", "シーズID", "seed id"),
  ofSeed("seedType", "シーズ種別", "seed type"),
  ofSeed("seedTitle", "シーズ名", "seed title"),
  ofSeed("seedDescription", "シーズ説明", "seed description"),
  ofSeed("seedKeywords", "シーズキーワード", "seed keywords"),
  ofSeed("conditions", "利用条件"),
  ofSeed("availability", "利用可否"),
  ofSeed("seedDisclosure", "シーズ公開範囲", "seed disclosure"),
  ofSeed("seedStatus", "シーズ状態", "seed status"),
  ofSeed("seedExpiresOn", "シーズ有効期限", "seed expires on"),
  ofSeed("seedAsOf", "シーズ時点", "seed as of"),
] as const satisfies readonly Column[];

export type ColumnKey = (typeof COLUMNS)[number]["key"];

/** Columns without which a sheet says nothing of partners. */
export const NEEDED: readonly ColumnKey[] = ["organisation"];
