/** A prefecture and its towns, in Japanese and in English. */
interface Place {
  readonly prefecture: string;
  /** Without 県, 府. */
  readonly short: string;
  readonly english: string;
  readonly towns: readonly (readonly [string, string])[];
}

const PLACES: readonly Place[] = `
岡山県 Okayama 倉敷市 Kurashiki 玉野市 Tamano 総社市 Soja 備前市 Bizen 井原市 Ibara
広島県 Hiroshima 尾道市 Onomichi 福山市 Fukuyama 三次市 Miyoshi 府中町 Fuchu 呉市 Kure
富山県 Toyama 高岡市 Takaoka 滑川市 Namerikawa 射水市 Imizu 魚津市 Uozu 砺波市 Tonami
三重県 Mie 四日市市 Yokkaichi 亀山市 Kameyama 鈴鹿市 Suzuka 桑名市 Kuwana 多気町 Taki
北海道 Hokkaido 石狩市 Ishikari 小樽市 Otaru 札幌市 Sapporo 函館市 Hakodate 帯広市 Obihiro
岩手県 Iwate 北上市 Kitakami 花巻市 Hanamaki 奥州市 Oshu 一関市 Ichinoseki 遠野市 Tono
静岡県 Shizuoka 浜松市 Hamamatsu 長泉町 Nagaizumi 牧之原市 Makinohara 沼津市 Numazu 富士市 Fuji
兵庫県 Hyogo 神戸市 Kobe 姫路市 Himeji 尼崎市 Amagasaki 明石市 Akashi 西宮市 Nishinomiya
福岡県 Fukuoka 北九州市 Kitakyushu 宮若市 Miyawaka 苅田町 Kanda 新宮町 Shingu 久留米市 Kurume
長野県 Nagano 坂城町 Sakaki 上田市 Ueda 松本市 Matsumoto 諏訪市 Suwa 岡谷市 Okaya
愛媛県 Ehime 四国中央市 Shikokuchuo 今治市 Imabari 西条市 Saijo 新居浜市 Niihama 松山市 Matsuyama
徳島県 Tokushima 阿南市 Anan 鳴門市 Naruto 小松島市 Komatsushima 美馬市 Mima 三好市 Miyoshi
京都府 Kyoto 宇治市 Uji 舞鶴市 Maizuru 亀岡市 Kameoka 福知山市 Fukuchiyama 長岡京市 Nagaokakyo
大阪府 Osaka 茨木市 Ibaraki 池田市 Ikeda 高石市 Takaishi 堺市 Sakai 吹田市 Suita
沖縄県 Okinawa 那覇市 Naha うるま市 Uruma 浦添市 Urasoe 名護市 Nago 宜野湾市 Ginowan
群馬県 Gunma 太田市 Ota 前橋市 Maebashi 高崎市 Takasaki 桐生市 Kiryu 伊勢崎市 Isesaki
`
  .trim()
  .split("\n")
  .map((line) => {
    const [prefecture = "", english = "", ...rest] = line.split(" ");
    const towns = rest.flatMap((town, i) =>
      i % 2 === 0 ? [[town, rest[i + 1] ?? ""] as const] : [],
    );
    return { prefecture, short: shortOf(prefecture), english, towns };
  });

function shortOf(prefecture: string): string {
  return prefecture === "北海道" ? prefecture : prefecture.slice(0, -1);
}

/** The prefectures that a card can be moved from and to. */
export const PREFECTURES: readonly string[] = PLACES.map(({ prefecture }) => prefecture);

/** The text with one prefecture and its towns called by the names of another and its towns. */
export function moveTo(to: string, { from, text }: { from: string; text: string }): string {
  const names = renamings(placeOf(from), placeOf(to));
  // All at once, the longest first: what has been renamed is not renamed again.
  const longest = [...names.keys()].sort((a, b) => b.length - a.length).join("|");
  return text.replace(new RegExp(longest, "gu"), (name) => names.get(name) ?? name);
}

function placeOf(prefecture: string): Place {
  const place = PLACES.find((candidate) => candidate.prefecture === prefecture);
  if (!place) throw new Error(`Expected a prefecture of the list, got ${prefecture}`);
  return place;
}

function renamings(from: Place, to: Place): ReadonlyMap<string, string> {
  const towns = from.towns.flatMap(([town, english], i) => {
    const [other = "", otherEnglish = ""] = to.towns[i] ?? [];
    const stems = town.length > 2 ? [[town.slice(0, -1), other.slice(0, -1)] as const] : [];
    return [[town, other] as const, [english, otherEnglish] as const, ...stems];
  });
  return new Map([
    [from.short, to.short],
    // 北海道 is short for itself.
    [from.prefecture, to.prefecture],
    [from.english, to.english],
    ...towns,
  ]);
}
