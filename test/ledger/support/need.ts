import type { NewNeed } from "../../../src/ledger/ledger.ts";

/** A need as people have it. */
export const need = (rest: Partial<NewNeed> = {}): NewNeed => ({
  type: "analysis",
  summary: "耐火物の高温クリープを測りたい",
  profile: { technologies: ["高温クリープ"], materials: ["耐火物"], industry: "窯業", places: [] },
  confidentiality: "public",
  anonymity: "field",
  region: "岡山県",
  coordinator: "sato",
  expiresOn: "2027-03-31",
  ...rest,
});
