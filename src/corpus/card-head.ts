import { z } from "zod";
import { acceptance } from "./acceptance.ts";
import { area, asOf, day, slug, text } from "./fields.ts";

/** Whether a thing can be had today. Nothing but `open` may be offered as available. */
const STATUSES = ["historic", "requested", "planned", "unknown", "superseded", "open"] as const;

const SCHEME_TYPES = [
  "subsidy",
  "commissioned",
  "competitive_rd",
  "loan",
  "tax",
  "fund",
  "regulatory",
  "certification",
  "expert",
  "facility",
  "incubation",
  "event",
  "programme",
  "hr",
  "consult",
] as const;
const SUPPORT_TYPES = [
  "networking",
  "rd",
  "it",
  "incubation",
  "sales",
  "expert",
  "finance",
  "ipo",
  "international",
  "ip",
  "hr",
  "dx",
] as const;
const ORG_TYPES = [
  "企業",
  "大学",
  "高専",
  "公設試",
  "国研",
  "TLO",
  "産業支援機関",
  "協議会・コンソーシアム",
  "自治体",
  "経済産業局・国",
  "金融機関",
  "商社",
  "経済団体・組合",
  "病院",
] as const;
const SEED_TYPES = [
  "technology",
  "patent",
  "equipment",
  "expertise",
  "capability",
  "material",
  "data",
  "testbed",
  "people",
] as const;

const CRITERION_KINDS = ["主体", "地域", "資源", "期間", "金額", "要件", "財産条件"] as const;

const texts = z.array(text);

const amount = z.strictObject({
  of: text,
  /** As the source writes it: 56,000千円. */
  original: text,
  /** The same amount as integer yen. */
  yen: z.int().nonnegative(),
  kind: z.enum(["budget", "request", "actual", "limit", "estimate"]),
  fiscalYear: asOf,
});

const figure = z.strictObject({
  of: text,
  value: text,
  kind: z.enum(["actual", "target", "forecast", "planned"]),
  at: asOf.optional(),
});

/** A condition of a scheme that a question can meet or fail; its quoted line is a statement of the card. */
const criterion = z.strictObject({
  kind: z.enum(CRITERION_KINDS),
  text,
  textEn: text,
  /** The heading whose first statement states the condition. */
  under: text,
  /** Words of a question by which the condition is met, and by which it is not. */
  met: texts.default([]),
  unmet: texts.default([]),
  /** What to ask when neither stands in the question. */
  ask: text,
  askEn: text,
});

const common = {
  name: text,
  nameEn: text,
  aliases: texts.default([]),
  keywords: texts.default([]),
  status: z.enum(STATUSES),
  asOf,
  area: z.array(area).min(1),
  amounts: z.array(amount).default([]),
  figures: z.array(figure).default([]),
  related: z.array(slug).default([]),
};
const period = asOf.optional();

/** The YAML head of a card. One shape a kind; an unknown field is a mistake, not an extension. */
export const cardHead = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("scheme"),
    ...common,
    provider: text,
    schemeType: z.array(z.enum(SCHEME_TYPES)).min(1),
    supports: z.array(z.enum(SUPPORT_TYPES)).min(1),
    targets: texts.min(1),
    criteria: z.array(criterion).default([]),
    period,
    /** Set on a card that was made of a record of Jグランツ. */
    acceptance: acceptance.optional(),
    predecessor: slug.optional(),
    successor: slug.optional(),
  }),
  z.strictObject({ kind: z.literal("programme"), ...common, provider: text, period }),
  z.strictObject({ kind: z.literal("organisation"), ...common, orgType: z.enum(ORG_TYPES) }),
  z.strictObject({
    kind: z.literal("seed"),
    ...common,
    seedType: z.enum(SEED_TYPES),
    holder: slug,
    acquired: asOf.optional(),
    conditions: texts.default([]),
  }),
  z.strictObject({ kind: z.literal("case"), ...common, organisations: z.array(slug).default([]) }),
  z.strictObject({ kind: z.literal("process"), ...common, steps: texts.default([]) }),
  z.strictObject({
    kind: z.literal("region-type"),
    ...common,
    phases: z.array(z.strictObject({ name: text, key: text })).min(1),
    examples: texts.default([]),
  }),
  z.strictObject({ kind: z.literal("region"), ...common, type: slug.optional() }),
  z.strictObject({ kind: z.literal("indicator"), ...common }),
  z.strictObject({ kind: z.literal("siting"), ...common, industry: text }),
  z.strictObject({ kind: z.literal("measure"), ...common, actors: texts.default([]) }),
  z.strictObject({
    kind: z.literal("conflict"),
    ...common,
    about: text,
    values: z
      .array(z.strictObject({ value: text, source: slug, page: z.int().optional(), asOf }))
      .min(2),
  }),
  z.strictObject({
    kind: z.literal("standard-answer"),
    ...common,
    /** It holds or it has expired: nothing else is to be said of it. */
    status: z.literal("open").default("open"),
    area: common.area.default(["全国"]),
    /** As they are asked; each in its own words. */
    questions: texts.min(1),
    owner: text,
    ownerEn: text.optional(),
    /** Its last day, in Japan. */
    until: day,
  }),
]);

export type CardHead = z.infer<typeof cardHead>;
