import { html } from "hono/html";
import type { Verification } from "../../ledger/ledger.ts";
import type { Head } from "../../ledger/records.ts";
import { auditPage, csrfField, field, notice, number, panel } from "../parts.ts";
import type { Visit } from "../visit.ts";

const WORDS = {
  ja: {
    title: "検証",
    about: "台帳が書かれたとおりであるかを確かめる",
    head: "いまの先頭",
    events: (count: number) => `イベント ${number(count)}件`,
    keep: "この「番号:ハッシュ」を、台帳とは別の場所に控えておくと、末尾の切り取りや全体の書き直しも見つけられます。",
    how: "確かめる",
    noted: "控えておいた先頭（番号:ハッシュ、なくてもよい）",
    verify: "台帳を検証する",
    slow: "すべてのイベントと記録を読み直します。ほかの人は待たされません。10万件でおよそ2秒かかります。",
    sound: (count: number) =>
      `台帳は改ざんされていません。イベント${number(count)}件、不一致なし。`,
    broken: (count: number) =>
      `台帳に合わないところが${number(count)}か所あります。管理者に知らせてください。`,
    where: "場所",
    what: "合わないこと",
    seq: (seq: number) => `イベント ${seq}`,
    badHead: "控えは「番号:ハッシュ（64桁）」で書いてください。",
    tooLong:
      "台帳が長いため、この画面では検証しません（サーバーの記憶領域が足りなくなるおそれがあるため）。サーバーの端末で npm run ledger -- verify を実行してください。",
    first: "最初のイベント",
    faults: "合わないところ",
  },
  en: {
    title: "Verify",
    about: "whether the ledger is as it was written",
    head: "Head now",
    events: (count: number) => `${number(count)} events`,
    keep: "Keep this NUMBER:HASH elsewhere: with it a cut tail and a chain written anew are found too.",
    how: "Verify",
    noted: "A head noted elsewhere (NUMBER:HASH, may be left out)",
    verify: "Verify the ledger",
    slow: "Reads every event and record anew, and nobody else waits; a hundred thousand take about two seconds.",
    sound: (count: number) =>
      `The ledger is as it was written: ${number(count)} events, nothing amiss.`,
    broken: (count: number) =>
      `The ledger does not hold in ${number(count)} places. Tell the administrator.`,
    where: "Where",
    what: "What is wrong",
    seq: (seq: number) => `event ${seq}`,
    badHead: "Write the noted head as NUMBER:HASH (64 digits).",
    tooLong:
      "The ledger is too long to be verified here: the server might run out of memory. Run npm run ledger -- verify on the server.",
    first: "First event",
    faults: "Faults",
  },
} as const;

/** What was found, or why nothing was looked at. */
type Found = Verification | "bad head" | "too long";

export interface VerifyView {
  readonly head: Head;
  readonly count: number;
  readonly found?: Found | undefined;
  readonly noted?: string | undefined;
}

/** The head of the ledger, and whether all that leads there holds. */
export function verifyPage(visit: Visit, { head, count, found, noted }: VerifyView) {
  const words = WORDS[visit.language];
  return auditPage(visit, {
    title: words.title,
    about: words.about,
    place: "/audit/verify",
    notice: found && resultOf(found, visit),
    body: html`${typeof found === "object" && !found.isSound ? faults(found, visit) : ""}
      ${panel(words.head, html`<p><code>${head.seq}:${head.hash}</code></p><p>${words.events(count)}</p><p class="note">${words.keep}</p>`)}
      ${panel(
        words.how,
        html`<form class="stack" method="post" action="/audit/verify">${csrfField(visit)}
          ${field(words.noted, html`<input type="text" name="head" value="${noted ?? ""}" maxlength="90" autocomplete="off" spellcheck="false" />`)}
          <div><button>${words.verify}</button> <span class="note">${words.slow}</span></div></form>`,
      )}`,
  });
}

function resultOf(found: Found, { language }: Visit) {
  const words = WORDS[language];
  if (found === "bad head") return notice(words.badHead, "bad");
  if (found === "too long") return notice(words.tooLong, "bad");
  return found.isSound
    ? notice(words.sound(found.count), "good")
    : notice(words.broken(found.faults.length), "bad");
}

function faults({ faults: all }: Verification, { language }: Visit) {
  const words = WORDS[language];
  return panel(
    words.faults,
    html`<table><thead><tr><th scope="col">${words.where}</th><th scope="col">${words.what}</th></tr></thead>
      <tbody>${all.map(
        ({ seq, record, what }) =>
          html`<tr><th scope="row">${[seq === undefined ? "" : words.seq(seq), record].filter(Boolean).join("、")}</th><td>${what[language]}</td></tr>`,
      )}</tbody></table>`,
  );
}
