import type { Role } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";

/** A question that is offered before anything was asked. */
export interface Prompt {
  readonly title: string;
  readonly message: string;
}

type Prompts = readonly [Prompt, Prompt, Prompt, Prompt];
type Kind = "coordinator" | "firm" | "auditor" | "guest";

const prompt = (title: string, message: string): Prompt => ({ title, message });

const FURNACE = prompt(
  "相手を探す",
  "耐火物の高温クリープを測れる試験炉を岡山で使いたい。相談できる相手はいますか？",
);
const ION_BEAM = prompt(
  "機器の費用と時期を知る",
  "集束イオンビーム装置はいくらで、いつ整備されましたか？",
);
const TLO = prompt("支援の期間を知る", "岡山TLOの支援は何年間？");
const ALLIANCE = prompt("連携の例を見る", "新連携計画の認定を受けた企業の例を教えてください");

const JAPANESE: Readonly<Record<Kind, Prompts>> = {
  coordinator: [
    FURNACE,
    prompt("共同開発の相手を探す", "医療機器を一緒に開発できる岡山の大学や企業を探しています"),
    ALLIANCE,
    prompt("支援の進め方を見る", "Vitagoraの7つのステップを教えてください"),
  ],
  firm: [
    FURNACE,
    prompt("共同研究の制度を知る", "大学と共同研究をしたい中小企業が使えた制度は何ですか？"),
    ION_BEAM,
    prompt("使える機器を見る", "岡山県工業技術センターにはどんな機器がありますか？"),
  ],
  auditor: [
    prompt("数値目標を確かめる", "岡山県の地域再生計画の数値目標は何ですか？"),
    prompt("参加企業数を確かめる", "平成17年12月の産業クラスター計画の参加企業は何社ですか？"),
    prompt("実用化率を確かめる", "地域新生コンソーシアム研究開発事業の実用化率と事業化率は？"),
    prompt("資料の食い違いを見る", "産業クラスター計画の第Ⅱ期は、新事業を何件始める目標ですか？"),
  ],
  guest: [
    prompt("計画のあらましを知る", "産業クラスター計画とは何ですか？"),
    TLO,
    ION_BEAM,
    ALLIANCE,
  ],
};

const FURNACE_EN = prompt(
  "Find a partner",
  "Looking for a partner with a furnace for creep tests of refractories in Okayama",
);
const STEPS_EN = prompt("See how a project goes", "What are the steps of a project at Vitagora?");
const CONSORTIUM_EN = prompt("Learn about a scheme", "What is the regional consortium programme?");
const ION_BEAM_EN = prompt(
  "Learn what an instrument cost",
  "What does the focused ion beam system of Okayama cost?",
);
const TLO_EN = prompt(
  "Learn how long support lasts",
  "For how long does the prefecture support the Okayama TLO?",
);

const ENGLISH: Readonly<Record<Kind, Prompts>> = {
  coordinator: [FURNACE_EN, STEPS_EN, CONSORTIUM_EN, TLO_EN],
  firm: [
    FURNACE_EN,
    prompt(
      "Find schemes for joint research",
      "Which schemes supported joint research of small firms with universities?",
    ),
    ION_BEAM_EN,
    TLO_EN,
  ],
  auditor: [
    prompt(
      "Check how results are measured",
      "Which indicators measure the second phase of the industrial cluster plan?",
    ),
    prompt(
      "Check what was put to use",
      "What share of the regional consortium projects was put to use?",
    ),
    prompt(
      "Check how many took part",
      "How many firms took part in the industrial cluster plan in December 2005?",
    ),
    TLO_EN,
  ],
  guest: [CONSORTIUM_EN, STEPS_EN, ION_BEAM_EN, TLO_EN],
};

const KINDS: Readonly<Record<Role, Kind>> = {
  administrator: "coordinator",
  coordinator: "coordinator",
  firm: "firm",
  auditor: "auditor",
  guest: "guest",
  assistant: "guest",
};

/** Four questions for a role that the documents on file answer; as many as Slack shows. */
export function suggestedPrompts(role: Role, language: Language): Prompts {
  return (language === "ja" ? JAPANESE : ENGLISH)[KINDS[role]];
}
