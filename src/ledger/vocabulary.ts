import type { Bilingual } from "../errors.ts";

/** Codes of a vocabulary with what people read for them. Records hold the codes. */
export type Labels<Code extends string> = Readonly<Record<Code, Bilingual>>;

const labels = <const Code extends string>(
  table: Readonly<Record<Code, readonly [string, string]>>,
) =>
  Object.fromEntries(
    Object.entries<readonly [string, string]>(table).map(([code, [ja, en]]) => [code, { ja, en }]),
    // Object.entries forgets which keys the table has.
  ) as Labels<Code>;

export const NEED_TYPES = labels({
  technical: ["技術課題", "technical problem"],
  research: ["共同研究先", "joint research"],
  processing: ["受託加工・製造", "contract processing"],
  equipment: ["機器利用", "use of instruments"],
  analysis: ["評価・分析", "testing and analysis"],
  sales: ["販路", "sales channels"],
  finance: ["資金", "finance"],
  people: ["人材", "people"],
  ip: ["知財導入", "licensing in"],
  testbed: ["実証", "field trial"],
});
export type NeedType = keyof typeof NEED_TYPES;

export const ORGANISATION_TYPES = labels({
  firm: ["企業", "firm"],
  university: ["大学", "university"],
  college: ["高専", "college of technology"],
  "public-test-centre": ["公設試", "public test centre"],
  "national-institute": ["国研", "national research institute"],
  tlo: ["TLO", "TLO"],
  "support-body": ["産業支援機関", "support body"],
  consortium: ["協議会・コンソーシアム", "consortium"],
  "local-government": ["自治体", "local government"],
  state: ["経済産業局・国", "state"],
  bank: ["金融機関", "bank or fund"],
  trader: ["商社", "trading house"],
  association: ["経済団体・組合", "business association"],
  hospital: ["病院", "hospital"],
});
export type OrganisationType = keyof typeof ORGANISATION_TYPES;

export const SEED_TYPES = labels({
  technology: ["技術", "technology"],
  patent: ["特許・知財", "patent"],
  equipment: ["機器・設備", "equipment"],
  expertise: ["専門知識", "expertise"],
  capability: ["製造・加工能力", "manufacturing capability"],
  material: ["材料", "material"],
  data: ["データ", "data"],
  testbed: ["実証フィールド", "test field"],
  people: ["人材", "people"],
});
export type SeedType = keyof typeof SEED_TYPES;

/** Who may read what a need or a seed says. */
export const CONFIDENTIALITIES = labels({
  public: ["公開", "public"],
  members: ["ネット会員限り", "members of the network"],
  coordinators: ["コーディネーター限り", "coordinators only"],
  nda: ["NDA後", "after an NDA"],
});
export type Confidentiality = keyof typeof CONFIDENTIALITIES;

/** What the other side learns about who has a need, before both consent. */
export const ANONYMITIES = labels({
  named: ["実名", "by name"],
  field: ["業種・地域のみ", "industry and region only"],
  anonymous: ["完全匿名", "nothing"],
});
export type Anonymity = keyof typeof ANONYMITIES;

export const CLOSE_REASONS = labels({
  unfit: ["技術不適合", "technically unfit"],
  terms: ["条件(価格・納期)", "price or delivery"],
  timing: ["時期", "timing"],
  declined: ["相手方辞退", "the other side declined"],
  secrecy: ["秘密保持不調", "no agreement on secrecy"],
  existing: ["既存取引あり", "already in business"],
  funds: ["資金不足", "lack of funds"],
  unreachable: ["連絡不能", "cannot be reached"],
  duplicate: ["重複", "duplicate"],
  "no-need": ["需要消滅", "the need is gone"],
  other: ["その他", "other (say what)"],
});
export type CloseReason = keyof typeof CLOSE_REASONS;

/** What is known of a scheme or a partner today; `registered` is one of one's own register. */
export const STANDINGS = labels({
  historic: ["過去資料", "historic"],
  requested: ["要求段階", "requested"],
  planned: ["計画", "planned"],
  unknown: ["現況未確認", "present state not confirmed"],
  superseded: ["後継あり", "superseded"],
  open: ["受付中", "open"],
  registered: ["名簿", "in the register"],
});

/** 実用化 is a prototype, 事業化 a product (meti-2007, footnote on the consortium programme's results). */
export const OUTCOME_LEVELS = labels({
  commercialised: ["事業化(製品化レベル)", "commercialised (a product)"],
  deal: ["商談成立", "a deal closed"],
  prototype: ["実用化(試作品レベル)", "put to use (a prototype)"],
  transfer: ["技術移転中", "technology being transferred"],
  research: ["研究継続中", "research going on"],
  ended: ["終了", "ended"],
});
export type OutcomeLevel = keyof typeof OUTCOME_LEVELS;

export const ACTIVITY_KINDS = labels({
  consultation: ["相談", "consultation"],
  visit: ["訪問", "visit"],
  meeting: ["面談", "meeting"],
});
export type ActivityKind = keyof typeof ACTIVITY_KINDS;

export const FINDING_CODES = labels({
  evidence: ["根拠不備", "evidence lacking"],
  consent: ["同意なし", "no consent"],
  personal: ["個人情報混入", "personal data in it"],
  state: ["状態誤り", "wrong state"],
  duplicate: ["重複", "duplicate"],
  overdue: ["期限超過", "overdue"],
  proper: ["適正", "proper"],
});
export type FindingCode = keyof typeof FINDING_CODES;

export const FEEDBACK_CATEGORIES = labels({
  wrong: ["誤り", "wrong"],
  outdated: ["古い", "outdated"],
  source: ["根拠違い", "wrong source"],
  "off-topic": ["対象外", "off topic"],
  wording: ["言い回し", "wording"],
  useful: ["役立った", "useful"],
});
export type FeedbackCategory = keyof typeof FEEDBACK_CATEGORIES;

export const CONSULTATION_STATUSES = labels({
  open: ["未対応", "open"],
  taken: ["対応中", "taken up"],
  done: ["対応済み", "done"],
});
export type ConsultationStatus = keyof typeof CONSULTATION_STATUSES;

export const ROLES = labels({
  administrator: ["管理者", "administrator"],
  coordinator: ["コーディネーター", "coordinator"],
  auditor: ["監査職員", "auditor"],
  firm: ["企業", "firm"],
  guest: ["ゲスト", "guest"],
  assistant: ["アシスタント", "assistant"],
});
export type Role = keyof typeof ROLES;
