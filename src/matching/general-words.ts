import { searchForm } from "../text/search-form.ts";

// Kinds of partners, persons, places and relations, and acts of asking. Anybody is one, has one or lies in one: that a
// partner speaks of them is no sign that it meets the need.
const WORDS: ReadonlySet<string> = new Set(
  `会社 企業 業者 専門業者 事業者 同業者 工場 町工場 メーカー メーカ 商店 店 お店 店舗 法人 団体 組織 組合 協会 チーム 班 大手 中堅 中小 中小企業 零細 零細企業 老舗 他社 他者 自社 弊社 当社 本社 支社 御社 貴社 各社 一社 数社 何社
   相手 相手方 パートナー 仲間 味方 候補 相棒 同士 協力 協力者 協力会社 力 助け 手伝い お客様 客 顧客 お客 ユーザー 利用者 消費者
   人 方 者 人間 個人 本人 自分 誰か 皆 皆さん 皆様 若手 若者 若い人 中高年 シニア ベテラン 新人 社員 従業員 職員 社長 経営者 経営陣 代表 役員 上司 部下 部長 課長 担当 担当者 責任者 スタッフ メンバー 関係者 参加者 希望者 応募者 技術者 研究者 開発者 エンジニア 講師 教授 学者 プロ
   場 場所 会場 所 現場 現地 地元 近所 近く 近隣 付近 周辺 周り 隣 遠方 各地 全国 地方 地域 地区 エリア 首都圏 都心 郊外 田舎 屋内 屋外 室内 部屋 スペース 席 外部 内部 社内 社外
   以外 以内 以上 以下 以前 以後 以降 その他 他 別 前後 上 下 中 外 内 間 隣 両方 双方 全般 関連 関係 系 分野 業界 業種 方面 種類 方法 やり方 手段 案件 件 話 都合 範囲 程度 感じ
   今回 今度 次回 今後 将来 現在 当面 最近 近年 年末 年始 平日 土日 休日 週末 時間 時期 期間 日程 日時 当日 毎日 毎月 毎年 一部 全体 全部 全員 多数 複数 少数 大勢 少量 大量 少し 一つ 一人 一度 一緒 共同 紹介 募集 公募 応募 依頼 お願い 希望 検討 提案 参加 手配 斡旋 仲介 問い合わせ 連絡 返事 打ち合わせ 会議 会合 行事 幹事 司会 主催 主催者 委員 会長 議長 理事 顧問 company companies firm firms maker makers supplier partner partners person people someone somebody place site venue team`
    .split(/\s+/u)
    .filter(Boolean)
    .map(searchForm),
);
// 外注先, 県内, 担当者. What is 優先 or 先端 is nobody.
const KINDS =
  /^(?!.*優先)\p{L}+先$|^[県市町村国都府道区郡社校学院館域部圏所場][内外]$|(?:担当|経営|事業|専門|関係|責任|当事|第三|候補|希望|応募|参加|協力|提供)者$/u;

/** Whether a word in search form only names a kind of partner, person, place or relation. */
export function isGeneral(surface: string): boolean {
  return WORDS.has(surface) || KINDS.test(surface);
}

/** Whether a word is the head of a compound in a text, both in search form: 植物工場 is no 工場 like any other. */
export function isHeadIn(form: string, surface: string): boolean {
  const before = form[form.indexOf(surface) - 1] ?? "";
  return /[\p{Script=Han}\p{Script=Katakana}ー]/u.test(before);
}
