/**
 * Words that say how something is asked or said and never what about: particles, auxiliaries,
 * demonstratives, question words, polite phrases. In search form.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `の に は を が と で も や へ か ね よ ら た だ て し な れ さ き く い け り つ せ え ば ず ぬ う お ご
   から まで より など とか だけ ほど くらい ぐらい ずつ しか ても でも って では には とは のは のが のを へは
   です ます でし まし ませ ない なく なり なる なっ ある あり あっ いる いた いて おり する した して しま され せる させ
   れる られ られる たい たく れば なら そう よう ため こと もの ところ とき うち ほか また および 及び 並びに
   その この あの どの それ これ あれ そこ ここ あそこ そんな こんな どんな そして ただ もし
   何 なに なん どれ どこ だれ 誰 いつ いくら いくつ どう どちら どっち どういう なぜ どうして どなた
   等 的 さん 様 方 内 中 者 私 うち 我々 弊社 当社 うちの 自社
   教え ください 下さい 知り 知りたい お願い 願い 欲しい ほしい 聞き 伺い ありがとう すみません
   挙げ 列挙 一覧 全部 全て すべて 具体 具体的 名前 名称 中身 内容 詳しく 簡単 簡潔 説明 記載 資料 文書 書い
   れる という といい いう 言う いい 呼ば 場合 予定 現在 時点 それぞれ 各 できる でき 出来る 使える 使え 使う
   あれば 思い 思う 考え ところで ちなみに やっ やる もらえる もらえ もらい もらう くれる くれ いただけ いただき 頂け
   探し 探す 見つけ 見つか 分かる わかる 分かり 入っ 付い 出る 出 持っ 持つ あと えっと です ます ん っ じゃ でしょ でしょう だっ
   a an the of to in on for by at with from and or is are was were be been being do does did has have had
   it its this that these those there their they he she we you i my our your me us
   what which who whom whose when where why how much many can could would should will shall may might
   please tell give show list about into as not any some than then also if need want like know find get one ones someone anyone let`
    .split(/\s+/u)
    .filter(Boolean),
);
