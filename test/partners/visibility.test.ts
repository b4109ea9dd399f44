import { describe, expect, test } from "vitest";
import { type CONFIDENTIALITIES, ROLES } from "../../src/ledger/vocabulary.ts";
import { standingOf } from "../../src/matching/offer-standing.ts";
import type { Offer } from "../../src/matching/offers.ts";
import { LEVELS_SEEN, type Onlooker, visibleTo } from "../../src/partners/visibility.ts";
import { generatedPartners } from "../support/generated-partners.ts";

const { organisations, seeds } = generatedPartners(4, 4);
const LEVELS = ["public", "members", "coordinators", "nda"] as const;
const levelled = <T extends { readonly disclosure: string }>(records: readonly T[]) =>
  records.map((record, i) => ({ ...record, disclosure: LEVELS[i] ?? "nda" }));
const REGISTER = { organisations: levelled(organisations), seeds: levelled(seeds) };

/** The keys of what somebody sees. */
function seenBy(
  role: Onlooker["role"],
  { own, register = REGISTER }: { own?: string; register?: typeof REGISTER } = {},
) {
  const seen = visibleTo({ role, belongsTo: (one) => one === own }, register);
  return [...seen.organisations, ...seen.seeds].map(({ key }) => key);
}

describe("what somebody sees of the register", () => {
  test.each([
    ["administrator", ["K-1", "K-2", "K-3", "K-4", "S-1", "S-2", "S-3", "S-4"]],
    ["coordinator", ["K-1", "K-2", "K-3", "K-4", "S-1", "S-2", "S-3", "S-4"]],
    ["auditor", ["K-1", "K-2", "K-3", "K-4", "S-1", "S-2", "S-3", "S-4"]],
    ["firm", ["K-1", "K-2", "S-1", "S-2"]],
    ["guest", ["K-1", "S-1"]],
    ["assistant", ["K-1", "S-1"]],
  ] as const)("is for the role %s what is open to it", (role, keys) => {
    expect(seenBy(role)).toEqual(keys);
  });

  test("is for a firm also everything of its own", () => {
    const own = REGISTER.organisations[3]?.name ?? "";

    expect(seenBy("firm", { own })).toEqual(["K-1", "K-2", "K-4", "S-1", "S-2", "S-4"]);
    expect(seenBy("guest", { own })).toEqual(["K-1", "S-1"]);
  });

  test("does not hold what a namesake has", () => {
    const register = {
      ...REGISTER,
      organisations: REGISTER.organisations.map((each) => ({ ...each, name: "旭精密" })),
    };

    expect(seenBy("firm", { own: "旭精密", register })).toEqual(["K-1", "K-2", "S-1", "S-2"]);
    expect(seenBy("firm", { own: "K-4", register })).toContain("S-4");
  });

  test("does not hold a seed whose organisation is hidden", () => {
    const register = { ...REGISTER, seeds: seeds.map((each) => ({ ...each })) };

    expect(seenBy("guest", { register: register as typeof REGISTER })).toEqual(["K-1", "S-1"]);
  });

  test("is for every role what partners are suggested from", () => {
    // Nothing but the terms decides.
    const offer = (disclosure: keyof typeof CONFIDENTIALITIES) =>
      ({ terms: [{ disclosure, isClosed: false }] }) as unknown as Offer;
    for (const role of Object.keys(ROLES) as (keyof typeof ROLES)[]) {
      expect(
        LEVELS.filter((level) => standingOf(offer(level), { role, today: "" }) !== "hidden"),
      ).toEqual(LEVELS_SEEN[role]);
    }
  });
});
