import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTextSearch } from "../../src/search/text-search.ts";
import { openTextSearch } from "../../src/search/text-search-file.ts";
import { tempFolder } from "./temp-folder.ts";

/** A few passages of two documents. */
export const TEXTS = [
  ["地域再生計画", "支援措置", "補助金で取得した研究機器等の転用を弾力化する。"],
  ["地域再生計画", "数値目標", "平成20年度までに新規雇用351人を見込む。"],
  ["産業クラスター計画", "目標", "新事業開始件数を5年で40,000件とする。"],
].map(([title = "", heading = "", body = ""]) => ({ title, heading, body }));
export const QUERIES = ["研究機器の転用", "新規雇用は何人？", "2008年度の目標", "cluster", ""];

/** Opens the search in a folder and tells how often the texts were asked for. */
export function open(folder: string, { version = "1", texts = TEXTS } = {}) {
  const seen = { built: 0, troubles: [] as string[] };
  const search = openTextSearch({
    folder,
    version,
    texts: () => {
      seen.built++;
      return texts;
    },
    onTrouble: (message) => seen.troubles.push(message),
  });
  return { search, ...seen };
}

export const answers = (search: ReturnType<typeof createTextSearch>) =>
  QUERIES.map((query) => search.search(query, { limit: 3 }));
export const EXPECTED = answers(createTextSearch(TEXTS));

/** A folder with a stored index, and the way to damage it. */
export function stored() {
  const folder = tempFolder();
  open(folder);
  const [name = ""] = readdirSync(folder);
  const file = join(folder, name);
  return { folder, file, bytes: readFileSync(file) };
}
