import type { Organisation, Seed } from "../../src/partners/records.ts";
import { seeded } from "./scale.ts";

const PREFECTURES = [
  "岡山県",
  "広島県",
  "鳥取県",
  "島根県",
  "山口県",
  "兵庫県",
  "大阪府",
  "愛知県",
  "静岡県",
  "長野県",
  "岩手県",
  "福岡県",
];
const FAMILIES = [
  "旭",
  "吉備",
  "瀬戸",
  "高梁",
  "津山",
  "みなと",
  "新生",
  "東洋",
  "日の丸",
  "港南",
  "大和",
  "千鳥",
];
const TRADES = [
  "精密",
  "工業",
  "製作所",
  "化成",
  "電機",
  "金属",
  "食品",
  "木工",
  "鋳造",
  "繊維",
  "印刷",
  "ゴム",
];
const MATERIALS = [
  "アルミ合金",
  "ステンレス鋼",
  "チタン",
  "炭素繊維",
  "セラミックス",
  "樹脂",
  "ガラス",
  "木材",
  "銅合金",
  "ゴム",
  "鋳鉄",
  "不織布",
  "マグネシウム",
  "フィルム",
];
const WORKS = [
  "精密切削",
  "プレス加工",
  "鋳造",
  "鍛造",
  "溶接",
  "熱処理",
  "めっき",
  "射出成形",
  "研磨",
  "放電加工",
  "レーザー加工",
  "接着",
  "塗装",
  "焼結",
  "3次元造形",
  "板金",
];
const TOOLS = [
  "三次元測定機",
  "走査型電子顕微鏡",
  "引張試験機",
  "X線回折装置",
  "粒度分布計",
  "恒温恒湿槽",
  "振動試験機",
  "赤外分光計",
  "電波暗室",
  "硬さ試験機",
];
const TYPES = ["capability", "technology", "equipment", "expertise", "material"] as const;

/** A network of partners out of a seed: the same numbers give the same network. */
export function generatedPartners(
  firms: number,
  seedCount: number,
  seed = 1,
): { readonly organisations: readonly Organisation[]; readonly seeds: readonly Seed[] } {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => {
    const found = all[Math.floor(random() * all.length)];
    if (found === undefined) throw new Error("Expected something to pick from");
    return found;
  };
  const organisations = Array.from({ length: firms }, (_, i): Organisation => {
    const work = pick(WORKS);
    return {
      key: `K-${i + 1}`,
      name: `${pick(FAMILIES)}${pick(TRADES)}${i + 1}`,
      aliases: [],
      type: i % 37 === 0 ? "university" : "firm",
      prefecture: pick(PREFECTURES),
      fields: [work, pick(MATERIALS)],
      description: `${pick(MATERIALS)}の${work}を手がける。従業員の技能検定は${Math.floor(random() * 30)}名。`,
      employees: 5 + Math.floor(random() * 300),
      disclosure: "public",
      status: "active",
      asOf: "2026-04-01",
    };
  });
  const seeds = Array.from({ length: seedCount }, (_, i): Seed => {
    const type = pick(TYPES);
    const material = pick(MATERIALS);
    const title = type === "equipment" ? pick(TOOLS) : `${material}の${pick(WORKS)}`;
    return {
      key: `S-${i + 1}`,
      organisation: `K-${(i % firms) + 1}`,
      type,
      title,
      description: `${title}を扱う。最小${1 + Math.floor(random() * 90)}µm、月${1 + Math.floor(random() * 5000)}個まで。${pick(WORKS)}と組み合わせられる。`,
      keywords: [material, pick(WORKS)],
      disclosure: "public",
      status: "active",
      asOf: "2026-04-01",
    };
  });
  return { organisations, seeds };
}

/** Needs that such a network may meet, some with a place. */
export function needsOfGenerated(count: number, seed = 2): readonly string[] {
  const random = seeded(seed);
  const pick = (all: readonly string[]) => all[Math.floor(random() * all.length)] ?? "";
  const ends = [
    "を頼める会社を探しています",
    "の相談をしたい",
    "ができる設備を使いたい",
    "の試作を来月までにお願いしたい",
  ];
  return Array.from({ length: count }, () => {
    const place = random() < 0.5 ? `${pick(PREFECTURES)}で、` : "";
    const what = random() < 0.3 ? pick(TOOLS) : `${pick(MATERIALS)}の${pick(WORKS)}`;
    return `${place}${what}${pick(ends)}`;
  });
}
