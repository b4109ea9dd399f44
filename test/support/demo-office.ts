import type { App } from "../../src/cli/app.ts";
import type { Result } from "../../src/ledger/ledger.ts";
import type { Actor, Entities, Match } from "../../src/ledger/records.ts";
import type { State } from "../../src/ledger/states.ts";
import { setTargets } from "../../src/reports/targets.ts";

const ADMIN: Actor = { id: "admin", role: "administrator" };
const SATO: Actor = { id: "sato", role: "coordinator" };
const SUZUKI: Actor = { id: "suzuki", role: "coordinator" };
const KANSA: Actor = { id: "kansa", role: "auditor" };

/** Needs of a year as firms put them, and how far the first matches of each came. */
const YEAR: readonly (readonly [
  text: string,
  region: string,
  by: Actor,
  ways: readonly (readonly State[])[],
])[] = [
  [
    "耐火物の高温クリープを測れる機関を探しています",
    "岡山県",
    SATO,
    [["screened", "consent_pending", "introduced", "meeting", "deal"], ["screened"]],
  ],
  [
    "マグネシウム合金の切削加工を委託できる会社を探している",
    "岡山県",
    SUZUKI,
    [
      ["screened", "consent_pending", "introduced", "meeting", "executing", "prototype"],
      ["closed"],
    ],
  ],
  [
    "食品残さから機能性成分を取り出す共同研究の相手がほしい",
    "岡山県",
    SATO,
    [
      ["screened", "consent_pending", "introduced"],
      ["screened", "consent_pending"],
    ],
  ],
  [
    "半導体の断面を観察できる集束イオンビーム装置を使いたい",
    "岡山県",
    SATO,
    [["screened", "consent_pending", "introduced", "meeting", "executing", "commercialised"]],
  ],
  ["大学の特許を使って新しい医療機器をつくりたい", "広島県", SUZUKI, [["screened"], []]],
  [
    "超精密金型の形状を評価してほしい",
    "岡山県",
    SUZUKI,
    [["screened", "consent_pending"], ["withdrawn"]],
  ],
  [
    "大都市圏に販路を広げたい。自社の木製玩具を紹介する場がほしい",
    "岡山県",
    SATO,
    [["screened", "on_hold"]],
  ],
  ["レーザー加工の技術者を育てる研修に参加したい", "岡山県", SUZUKI, [[], []]],
  [
    "創業期の資金を支える制度と、専門家の助言がほしい",
    "広島県",
    SATO,
    [["screened", "consent_pending", "introduced", "meeting"], []],
  ],
  ["リサイクルしにくいプラスチックの分析を頼みたい", "岡山県", SATO, [["screened"], ["expired"]]],
];

const QUESTIONS = [
  "岡山テクノプラザの予算は？",
  "先端研究スタートアップ支援事業とは？",
  "岡山TLOの支援は何年間？",
  "集束イオンビーム装置はいくらで、いつ整備されましたか？",
  "名刺の発注はどうすればいいですか",
  "来年の東京の桜の開花日は？",
];

/** A year of a support body's work in an empty data folder, done by its people through the app. */
export async function fillOffice(app: App, passDays: (days: number) => void): Promise<void> {
  const { ledger } = app.desk();
  for (const [{ id, role }, name] of [
    [SATO, "佐藤"],
    [SUZUKI, "鈴木"],
    [KANSA, "監査"],
  ] as const) {
    done(await ledger.setUser({ id, name, role }, ADMIN));
  }
  for (const [i, [text, region, by, ways]] of YEAR.entries()) {
    const draft = await app.needs.draft({
      text,
      by,
      region,
      organisation: `株式会社見本${i + 1}号`,
      expiresOn: "2027-12-31",
    });
    const taken = draft.suggestions.partners.slice(0, ways.length);
    const { matches } = await app.needs.register(draft, taken, by);
    for (const [place, way] of ways.entries()) {
      const match = matches[place];
      if (match) await moveOn(app, done(match), { way, by, passDays });
    }
    passDays(12);
  }
  await askAndReview(app);
  const values = { newBusinesses: 3, deals: 2, satisfaction: 4, products: 0.3 };
  await setTargets(ledger, { year: 2026, values }, ADMIN);
}

async function moveOn(
  { desk }: App,
  match: Match,
  {
    way,
    by,
    passDays,
  }: {
    readonly way: readonly State[];
    readonly by: Actor;
    readonly passDays: (days: number) => void;
  },
): Promise<void> {
  const { ledger } = desk();
  let from = match.state;
  for (const to of way) {
    passDays(2);
    if (to === "introduced") await consent(match, desk);
    done(
      await ledger.move(
        { match: match.id, from, to, reason: "打合せの結果", closeReason: "timing" },
        by,
      ),
    );
    from = to;
  }
}

async function consent({ id, partner, coordinator }: Match, desk: App["desk"]): Promise<void> {
  for (const side of ["need", "partner"] as const) {
    const how = {
      fields: ["organisation", "summary"],
      recipients: [partner.name],
      purpose: "技術相談",
      method: "面談",
    };
    const grantedBy = side === "need" ? "ニーズ側の担当者" : "相手側の担当者";
    const given = { match: id, side, grantedBy, ...how, until: "2027-03-31" };
    done(await desk().ledger.grantConsent(given, { id: coordinator, role: "coordinator" }));
  }
}

async function askAndReview(app: App): Promise<void> {
  const { ledger } = app.desk();
  for (const [i, question] of QUESTIONS.entries()) {
    await app.answer({ question, by: i % 2 === 0 ? SATO : SUZUKI, thread: `demo-${i}` });
  }
  done(await ledger.giveFeedback({ target: "A-000001", category: "useful", comment: "" }, SATO));
  done(
    await ledger.giveFeedback(
      {
        target: "A-000003",
        category: "outdated",
        comment: "支援の年数が変わっていないか確かめてほしい",
      },
      SUZUKI,
    ),
  );
  done(
    await ledger.openConsultation(
      { target: "A-000005", note: "総務の窓口を教えてほしい", owner: SATO.id },
      SUZUKI,
    ),
  );
  done(
    await ledger.review(
      { target: "M-0001", finding: "proper", comment: "同意と根拠を確かめた" },
      KANSA,
    ),
  );
  done(
    await ledger.review(
      { target: "M-0002", finding: "evidence", comment: "出典の時点が古い。現況を確かめること" },
      KANSA,
    ),
  );
  const survey = (await ledger.all("survey", ADMIN))[0];
  if (survey) {
    const outcome = { level: "deal", newBusinesses: 1, newJobs: 2, valueYen: 3_000_000 } as const;
    done(await ledger.answerSurvey(survey.id, { satisfaction: 4, outcome }, SATO));
  }
}

function done<K extends keyof Entities>(result: Result<K>): Entities[K] {
  if (result.kind === "done") return result.record;
  throw new Error(result.why.en);
}
