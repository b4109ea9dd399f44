import type { Table } from "../spreadsheets/table-bytes.ts";
import { COLUMNS, type ColumnKey } from "./columns.ts";
import { EXAMPLE } from "./keys.ts";

const EXAMPLES: readonly Readonly<Partial<Record<ColumnKey, string>>>[] = [
  {
    organisation: `${EXAMPLE}001`,
    name: "株式会社サンプル精密",
    kana: "かぶしきがいしゃさんぷるせいみつ",
    type: "企業",
    prefecture: "岡山県",
    municipality: "倉敷市",
    fields: "金属加工、精密切削",
    description: "小さな金属部品の精密切削を一個から引き受ける。",
    employees: "24",
    disclosure: "ネット会員限り",
    status: "有効",
    asOf: "2026-04-01",
    seed: `${EXAMPLE}001-1`,
    seedType: "製造・加工能力",
    seedTitle: "チタンの精密切削",
    seedDescription: "外径2mmまでのチタン部品を公差5μmで削る。",
    seedKeywords: "チタン、切削、微細加工",
    conditions: "試作は10個まで",
    seedDisclosure: "ネット会員限り",
    seedStatus: "有効",
    seedAsOf: "2026-04-01",
  },
  {
    organisation: `${EXAMPLE}001`,
    seed: `${EXAMPLE}001-2`,
    seedType: "機器・設備",
    seedTitle: "三次元測定機",
    seedDescription: "600mm角までの部品を測れる。空いた日に貸し出す。",
    seedDisclosure: "公開",
  },
];

/**
 * An empty sheet of partners: the columns, and an organisation with two seeds as an example, which is not
 * taken in when somebody forgets to delete it.
 */
export const TEMPLATE: Table = {
  columns: COLUMNS.map(({ key, title }) => ({ key, title })),
  rows: EXAMPLES.map((example) => COLUMNS.map(({ key }) => example[key])),
  sheet: "partners",
};
