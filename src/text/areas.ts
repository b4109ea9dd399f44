/** Regional blocs with their prefectures, by the short names that people use. */
const BLOCS: Readonly<Record<string, readonly string[]>> = {
  北海道: ["北海道"],
  東北: ["青森", "岩手", "宮城", "秋田", "山形", "福島"],
  関東: ["茨城", "栃木", "群馬", "埼玉", "千葉", "東京", "神奈川"],
  甲信越: ["新潟", "山梨", "長野"],
  北陸: ["富山", "石川", "福井"],
  東海: ["岐阜", "静岡", "愛知", "三重"],
  近畿: ["滋賀", "京都", "大阪", "兵庫", "奈良", "和歌山"],
  中国地方: ["鳥取", "島根", "岡山", "広島", "山口"],
  四国: ["徳島", "香川", "愛媛", "高知"],
  九州: ["福岡", "佐賀", "長崎", "熊本", "大分", "宮崎", "鹿児島"],
  沖縄: ["沖縄"],
};
const OTHER_BLOC_NAMES: Readonly<Record<string, string>> = {
  関西: "近畿",
  中国地域: "中国地方",
  中国5県: "中国地方",
  四国地方: "四国",
  九州地方: "九州",
};
const ENGLISH: Readonly<Record<string, string>> = Object.fromEntries(
  `hokkaido:北海道 aomori:青森 iwate:岩手 miyagi:宮城 akita:秋田 yamagata:山形 fukushima:福島 ibaraki:茨城
   tochigi:栃木 gunma:群馬 saitama:埼玉 chiba:千葉 tokyo:東京 kanagawa:神奈川 niigata:新潟 yamanashi:山梨
   nagano:長野 toyama:富山 ishikawa:石川 fukui:福井 gifu:岐阜 shizuoka:静岡 aichi:愛知 mie:三重 shiga:滋賀
   kyoto:京都 osaka:大阪 hyogo:兵庫 nara:奈良 wakayama:和歌山 tottori:鳥取 shimane:島根 okayama:岡山
   hiroshima:広島 yamaguchi:山口 tokushima:徳島 kagawa:香川 ehime:愛媛 kochi:高知 fukuoka:福岡 saga:佐賀
   nagasaki:長崎 kumamoto:熊本 oita:大分 miyazaki:宮崎 kagoshima:鹿児島 okinawa:沖縄`
    .split(/\s+/u)
    .map((pair) => pair.split(":")),
);
/** Cities that people name without their prefecture; those named like theirs need no entry. */
const CITIES: Readonly<Record<string, string>> = Object.fromEntries(
  `札幌:北海道 仙台:宮城 横浜:神奈川 川崎市:神奈川 相模原:神奈川 浜松:静岡 名古屋:愛知 四日市:三重 堺市:大阪
   神戸:兵庫 倉敷:岡山 福山市:広島 北九州:福岡 つくば:茨城 金沢:石川 松山市:愛媛 高松市:香川 盛岡:岩手
   北上市:岩手 北上川流域:岩手 花巻:岩手 坂城:長野 四国中央:愛媛 周南:山口 石狩:北海道 亀山市:三重 北勢:三重 阿南市:徳島`
    .split(/\s+/u)
    .map((pair) => pair.split(":")),
);
// Short names that are also ordinary words or parts of them count only with 県.
const NEED_SUFFIX = new Set(["大分", "三重"]);

const SUFFIX: Readonly<Record<string, string>> = { 東京: "都", 京都: "府", 大阪: "府", 北海道: "" };
const PREFECTURES = Object.values(BLOCS).flat();
const fullName = (short: string) => short + (SUFFIX[short] ?? "県");

/** All names of areas as the source of a pattern, the longest first; for NFKC text, without regard to case. */
export const AREA_NAMES = `(?:${[
  ...PREFECTURES.map(fullName),
  ...Object.keys(OTHER_BLOC_NAMES),
  ...Object.keys(BLOCS),
  ...Object.keys(CITIES),
  ...PREFECTURES.filter((short) => !NEED_SUFFIX.has(short)),
  ...Object.keys(ENGLISH).map((name) => `(?<![a-z])${name}(?![a-z])`),
]
  .sort((a, b) => b.length - a.length)
  .join("|")})`;
// A market to reach is not where a thing is: 東京などの市場, 首都圏への進出.
const PATTERN = new RegExp(
  `${AREA_NAMES}(?!とか|など|への|へ進出|進出|の市場|方面|[にへで]?(?:売|販売)|の(?:企業|会社|顧客|取引先|大手)に)`,
  "giu",
);

/**
 * The prefectures and regional blocs that a text names, in their full forms (岡山県, 中国地方), each
 * once. A city that everybody knows counts as its prefecture; 岡山大学 and Okayama count as 岡山県.
 */
export function areasIn(text: string): readonly string[] {
  const found = [...text.normalize("NFKC").matchAll(PATTERN)].map(([name]) => canonical(name));
  return [...new Set(found)];
}

/** Whether a name of an area is that of a city, which stands for its prefecture elsewhere. */
export function isCity(name: string): boolean {
  return name in CITIES;
}

function canonical(name: string): string {
  const bloc = OTHER_BLOC_NAMES[name] ?? name;
  const short = CITIES[name] ?? ENGLISH[name.toLowerCase()] ?? bloc;
  if (PREFECTURES.includes(short)) return fullName(short);
  return short in BLOCS ? short : name;
}

/**
 * Whether a text is an area as areas are compared: a prefecture or a regional bloc in its full form,
 * 全国, or 海外 with or without a country.
 */
export function isArea(text: string): boolean {
  return /^(?:全国|海外(?:・.+)?)$/u.test(text) || areasIn(text).join() === text;
}

/** Whether what holds for one area can concern the other: the same, or one within the other. */
export function areasMeet(a: string, b: string): boolean {
  return a === b || a === "全国" || b === "全国" || within(a, b) || within(b, a);
}

/** Whether all of the first area lies in the second. */
export function liesIn(area: string, other: string): boolean {
  return area === other || within(area, other);
}

function within(prefecture: string, bloc: string): boolean {
  return (BLOCS[bloc] ?? []).some((short) => fullName(short) === prefecture);
}
