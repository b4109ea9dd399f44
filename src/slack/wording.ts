import type { Bilingual } from "../errors.ts";

const say = (ja: string, en: string): Bilingual => ({ ja, en });

/** One plain sentence each, for what the blocks of a message do not say. */
export const SAY = {
  searching: say("資料を調べています…", "Searching the documents…"),
  hello: say(
    "ご質問をそのまま書いてください。/musubi help で使い方を見られます。",
    "Just ask. /musubi help tells how.",
  ),
  trouble: say(
    "申し訳ありません。問題が起きて、これにお応えできませんでした。少し待ってからもう一度お試しください。",
    "Sorry, something went wrong and this could not be done. Please try again in a little while.",
  ),
  tooLate: say(
    "操作から時間がたち、画面を開けませんでした。もう一度押してください。",
    "That took too long for a window to open. Please press again.",
  ),
  interrupted: say(
    "再起動のため、このご質問にお答えできませんでした。お手数ですが、もう一度送ってください。",
    "The assistant was restarted before it could answer this. Please send it again.",
  ),
  thanks: say("ありがとうございます。記録しました。", "Thank you; it is on record."),
  gone: say(
    "この回答はもう手元にありません。もう一度お尋ねください。",
    "This answer is not at hand any more. Please ask again.",
  ),
  moved: say(
    "引用した文は、資料の今の版には見つかりません。資料が変わったか、なくなったようです。",
    "The quoted words do not stand in the present version of the file: it was changed or is gone.",
  ),
  outdated: say(
    "「古い情報」として、資料の担当者の確認待ちに入れました。",
    "It is marked as outdated, for whoever looks after the documents to check.",
  ),
  adminOnly: say("これは管理者だけが設定できます。", "Only an administrator can set this."),
  registeredOnly: say(
    "ニーズの登録や案件の操作は、登録された利用者だけができます。管理者に /musubi config での登録を頼んでください。",
    "Needs and matches are for registered users. Ask an administrator to register you with /musubi config.",
  ),
  notYours: say(
    "この記録は、関係する人だけが見られます。",
    "This record is for those whom it concerns.",
  ),
  guestsNotAnswered: say(
    "このチャンネルでは、職員のご質問だけにお答えする設定になっています。ダイレクトメッセージでお尋ねください。",
    "In this channel only staff are answered. Please ask in a direct message.",
  ),
  noMatch: say(
    "合う相手は見つかりませんでした。ニーズをもう少し詳しく書いてみてください。",
    "No partner fits. Try to say a little more about the need.",
  ),
  noRecord: say(
    "その番号の記録は見つかりません。番号を確かめてください。",
    "There is no record of that number. Check it.",
  ),
  exporting: say(
    "CSV・XLSX・JSONL の書き出しは、台帳のある端末で npm run ledger -- export --format csv を使ってください。社名は伏せて書き出し、書き出したことは台帳に残ります。",
    "To export as CSV, XLSX or JSONL run npm run ledger -- export --format csv where the ledger is. Names are left out, and the export is on record.",
  ),
  verifyElsewhere: say(
    "台帳が長いため、ここでは検証しません。サーバーの端末で npm run ledger -- verify を実行してください。",
    "The ledger is too long to be verified here. Run npm run ledger -- verify on the server.",
  ),
  withheld: say(
    "社名は、双方の同意を記録するまで相手方に見せません。登録のときの見せ方は、選び直さなければ「業種・地域のみ」です。",
    "The partner is not shown the name before both consents are on record. Unless you choose otherwise a need is shown by industry and region only.",
  ),
  whichPartner: say(
    "どの相手で進めるか、この会話の候補から選べませんでした。相手を探してから「（相手の名前）で進めて」と書くか、/musubi match M-0001 のように案件の番号を書いてください。",
    "None of the partners in this conversation is meant clearly. Look for partners, then say with which of them to go ahead, or give the number of a match.",
  ),
  registerFirst: {
    ja: (partner: string) =>
      `${partner}で進めるには、まずニーズを登録してください。登録すると候補の一覧が出て、この相手を「候補にする」で記録できます。記録しても、人が確かめて双方が同意するまで紹介はしません。`,
    en: (partner: string) =>
      `To go ahead with ${partner}, register the need first; the list that follows records the partner. Nobody is introduced before a person has looked at it and both sides consent.`,
  },
  secretComment: say(
    "コメントに、公表できない内容が含まれているようです。記録していません。内容を除くか、「担当者に相談」を使ってください。",
    "The comment seems to tell what must not be public. It was not recorded. Leave that out, or ask for a person.",
  ),
  auditHere: say(
    "台帳の先頭の控え、週ごとのまとめ、宛先のない知らせを、このチャンネルに送ります。",
    "The head of the ledger, the weekly digest and reminders for nobody in Slack go to this channel.",
  ),
  remindHow: say(
    "分の数（1〜10080）か off を書いてください。例: /musubi config remind 60",
    "Give a number of minutes (1 to 10080) or off, for instance: /musubi config remind 60",
  ),
  remindOff: say(
    "ダイレクトメッセージの回答について、評価のお願いはしません。",
    "Nobody is asked what they think of an answer.",
  ),
  remindAfter: say(
    "ダイレクトメッセージの回答に評価がないとき、一度だけお願いします。回答のあとの分数",
    "Where an answer in direct messages gets no feedback it is asked for once, so many minutes after",
  ),
  settingsKept: say("設定を保存しました。", "The settings are kept."),
  userKept: say("利用者を登録しました", "The user is registered"),
  consulted: say("担当者に相談しました", "A person will look at it"),
  registered: say("ニーズを登録しました", "The need is registered"),
  shared: say("共有しました。", "Shared."),
} as const;
