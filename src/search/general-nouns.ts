import { searchForm } from "../text/search-form.ts";

const setOf = (words: string): ReadonlySet<string> =>
  new Set(words.split(/\s+/u).filter(Boolean).map(searchForm));

/** What a question may ask of anything, beside what is chat: the kind of fact says it already, or it says nothing. */
export const GENERAL_NOUNS = setOf(
  `名前 名称 呼び名 正式名 内容 中身 概要 目的 狙い ねらい 理由 背景 期間 予算 予算額 金額 額 総額 費用 値段 価格 時期 年度
   年 数 件数 社数 人数 割合 比率 率 目標 目標値 実績 条件 要件 対象 対象者 主体 機関 組織 団体 制度 事業 計画 施策 支援 支援策 見込み 見通し 役所 窓口 事務所 補助 補助金
   根拠 相談先 申込先 問い合わせ先 対策 取組 取り組み 政策 活動 状況 支援制度 仕事
   例 事例 種類 違い 差 関係 意味 定義 特徴 役割 機能 用途 使い道 仕組み 流れ 手順 方法 効果 成果 結果 一覧 リスト 全て
   もの こと ところ 人 者 企業 大学 装置 機器 プロジェクト 地域 エリア 分野 テーマ 資料 文書 国 県 市 町 省 メンバー 顔ぶれ
   合計 内訳 規模 現状 研究 開発 研究開発 位置 位置付け 表記 表現 英語 日本語 数字 数値 値 単位 略 略称 別名 答え 点`,
);

/** Words of somebody who tells a story or is polite: what they say is not what is asked about. */
export const CHATTY_WORDS = setOf(
  `一緒 相手 商売 両方 双方 全体 先生 グループ 弊社 当社 自社 会社 うち 自分 場合 感じ 必要 可能 最初 最後 本当 具体的 普通 先ほど
   前回 今回 以前 現場 立場 関心 興味 希望 予定 参考 相談 質問 回答 確認 紹介 案内 説明 全般 詳細 詳しく 大体 結局 一番 最近 当時 昔
   話 件 所 方 形 皆 皆さん 皆様 何か 何でも 色々 様々 全部 一つ 二つ 三つ 出す 取る 使う 作る 知る 聞く 見る 言う 入る 行う 持つ 探す
   ページ 頁 スライド 別 記載 欲しい 良い 多い 大きい 新しい 立ち 上げ`,
);
