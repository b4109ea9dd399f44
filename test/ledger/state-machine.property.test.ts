import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { STATES, type State } from "../../src/ledger/states.ts";
import { CLOSE_REASONS, type CloseReason } from "../../src/ledger/vocabulary.ts";
import { scaled } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { ADMIN, ASSISTANT, AUDITOR, COORDINATOR, GUEST, match, matchIn } from "./support/ledger.ts";
import { need } from "./support/need.ts";
import { openWorld, type Try } from "./support/world.ts";

// Object.keys forgets which keys it gave.
const states = fc.constantFrom(...(Object.keys(STATES) as State[]));
const reasons = fc.constantFrom(...(Object.keys(CLOSE_REASONS) as CloseReason[]));

const by = fc.oneof(
  { weight: 8, arbitrary: fc.constant(COORDINATOR) },
  { weight: 1, arbitrary: fc.constantFrom(ADMIN, ASSISTANT, AUDITOR, GUEST) },
);
const about = fc.constantFrom("M-0001", "M-0002");
// The first way of the table is the one that goes well.
const way = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat(99) },
);
const kind = fc.constant;
const attempts = fc.oneof<fc.WeightedArbitrary<Try>[]>(
  // Anywhere, most of which is refused; and onwards along the table, or nothing would get far.
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind("jump"),
      by,
      match: about,
      from: states,
      to: states,
      reason: fc.constantFrom(undefined, "理由", " "),
      closeReason: fc.option(reasons, { nil: undefined }),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({ kind: kind("onward"), by, match: about, way }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: kind("grant"),
      by,
      match: about,
      side: fc.constantFrom("need", "partner"),
      days: fc.integer({ min: -2, max: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("withdraw"), by, nth: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("wait"), days: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("hand over", "close need", "expire needs"),
      by,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind("correct"),
      by,
      match: about,
      field: fc.constantFrom("gaps", "state", "heldFrom", "stateSince", "closeReason"),
    }),
  },
);

test("no path reaches 紹介済 without two live consents, and no calls break the chain", async () => {
  const root = tempFolder();
  let introductions = 0;

  await fc.assert(
    fc.asyncProperty(fc.array(attempts, { minLength: 30, maxLength: 60 }), async (sequence) => {
      const world = openWorld(mkdtempSync(join(root, "run-")));
      const { ledger } = world;
      // The disk is not what is looked at here.
      ledger.database.db.pragma("synchronous = OFF");
      await matchIn(ledger, "screened");
      await ledger.registerNeed(need({ expiresOn: "2026-06-01" }), COORDINATOR);
      await ledger.recordMatch(match({ need: "N-0002" }), COORDINATOR);

      for (const each of sequence) {
        const before = await ledger.head();
        if (!(await world.attempt(each))) expect(await ledger.head()).toEqual(before);
      }

      introductions += world.introductions();
      expect(await ledger.verify()).toMatchObject({ isSound: true, faults: [] });
      ledger.close();
    }),
    { numRuns: scaled(1_000, 60), seed: 20_041_022 },
  );

  // Or the sequences would show nothing.
  expect(introductions).toBeGreaterThan(10);
}, 600_000);
