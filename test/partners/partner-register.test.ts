import { describe, expect, onTestFinished, test } from "vitest";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { Actor } from "../../src/ledger/records.ts";
import { openPartnerRegister, type PartnerRegister } from "../../src/partners/partner-register.ts";
import type { Organisation, Seed } from "../../src/partners/records.ts";
import { tempFolder } from "../support/temp-folder.ts";

const STAFF: Actor = { id: "sato", role: "coordinator" };
const FIRM: Organisation = {
  key: "K-1",
  name: "吉備精密株式会社",
  aliases: [],
  type: "firm",
  fields: [],
  disclosure: "public",
  status: "active",
  asOf: "2026-04-01",
};
const SEED: Seed = {
  key: "S-1",
  organisation: "K-1",
  type: "capability",
  title: "チタンの精密切削",
  description: "",
  keywords: [],
  disclosure: "public",
  status: "active",
  asOf: "2026-04-01",
};

function openRegister() {
  const ledger = openLedger({ folder: tempFolder(), now: () => new Date("2026-04-01T00:00:00Z") });
  onTestFinished(() => ledger.close());
  return { ledger, register: openPartnerRegister(ledger.database) };
}

describe("the register of partners", () => {
  test("writes one event for each change, and the chain holds", async () => {
    const { ledger, register } = openRegister();
    register.putOrganisation(FIRM, STAFF);
    register.putSeed(SEED, STAFF);
    register.putSeed({ ...SEED, title: "チタンの微細切削" }, STAFF);
    register.close("S-1", "設備を手放した", STAFF);

    expect((await ledger.events()).map(({ action, entity }) => [action, entity])).toEqual([
      ["organisation.put", "K-1"],
      ["seed.put", "S-1"],
      ["seed.put", "S-1"],
      ["seed.close", "S-1"],
    ]);
    expect(await ledger.verify()).toMatchObject({ isSound: true, count: 4 });
    expect(register.seeds()).toEqual([{ ...SEED, title: "チタンの微細切削", status: "closed" }]);
  });

  test("is found out when a row was changed by hand", async () => {
    const { ledger, register } = openRegister();
    register.putOrganisation(FIRM, STAFF);
    ledger.database.db.exec(`UPDATE organisation SET body = replace(body, '吉備', '備中')`);

    expect((await ledger.verify()).isSound).toBe(false);
  });

  test("has another revision after every change, and the same while nothing changes", () => {
    const { register } = openRegister();
    const empty = register.revision();
    register.putOrganisation(FIRM, STAFF);
    const one = register.revision();

    expect(one).not.toBe(empty);
    expect(register.revision()).toBe(one);
  });

  test("is changed by staff only", () => {
    const { register } = openRegister();

    for (const role of ["firm", "guest", "auditor", "assistant"] as const) {
      expect(() => register.putOrganisation(FIRM, { id: "x", role })).toThrow(/may not change/u);
    }
    expect(register.organisations()).toEqual([]);
  });

  test("goes by the role on record, whatever role somebody comes with", async () => {
    const { ledger, register } = openRegister();
    await ledger.setUser(
      { id: "sato", name: "佐藤", role: "auditor" },
      { id: "admin", role: "administrator" },
    );

    expect(() => register.putOrganisation(FIRM, STAFF)).toThrow(/may not change/u);
  });

  test.each<[string, (r: PartnerRegister) => unknown]>([
    ["a seed of nobody", (r) => r.putSeed(SEED, STAFF)],
    ["an end of what is not there", (r) => r.close("K-9", "移転", STAFF)],
    ["an end without a reason", (r) => r.close("K-1", " ", STAFF)],
  ])("refuses %s and writes nothing", async (_, attempt) => {
    const { ledger, register } = openRegister();

    expect(() => attempt(register)).toThrow();
    expect(await ledger.events()).toEqual([]);
  });

  test("knows a record again however its id is written", () => {
    const { register } = openRegister();
    register.putOrganisation(FIRM, STAFF);
    register.putOrganisation({ ...FIRM, key: "ｋ−１", name: "吉備精密工業" }, STAFF);
    register.putSeed({ ...SEED, organisation: "k-1" }, STAFF);
    register.close("s-1", "設備を手放した", STAFF);

    expect(register.organisations()).toEqual([{ ...FIRM, name: "吉備精密工業" }]);
    expect(register.seeds()).toEqual([{ ...SEED, status: "closed" }]);
  });

  test("keeps a seed with the organisation that has it", async () => {
    const { ledger, register } = openRegister();
    register.putOrganisation(FIRM, STAFF);
    register.putOrganisation({ ...FIRM, key: "K-2" }, STAFF);
    register.putSeed(SEED, STAFF);

    expect(() => register.putSeed({ ...SEED, organisation: "K-2" }, STAFF)).toThrow(/another id/u);
    expect(register.seeds()).toEqual([SEED]);
    expect(await ledger.count()).toBe(3);
  });

  test("does not change a record when somebody changed it meanwhile", () => {
    const { register } = openRegister();
    register.putOrganisation(FIRM, STAFF);
    const since = register.revision();
    const { hash } = register.putOrganisation({ ...FIRM, name: "吉備工業" }, STAFF, since);

    expect(() => register.putOrganisation(FIRM, STAFF, since)).toThrow(/meanwhile/u);
    expect(() => register.putSeed(SEED, STAFF, since)).toThrow(/meanwhile/u);
    expect(register.organisations()).toMatchObject([{ name: "吉備工業" }]);
    expect(() => register.putSeed(SEED, STAFF, hash)).not.toThrow();
  });

  test("does not apply a plan when somebody changed it meanwhile", () => {
    const { register } = openRegister();
    const plan = {
      problems: [],
      organisations: [FIRM],
      seeds: [],
      counts: {
        organisations: { new: 1, changed: 0, unchanged: 0 },
        seeds: { new: 0, changed: 0, unchanged: 0 },
      },
    };
    const source = { file: "a.csv", sha256: "", revision: register.revision() };
    register.putOrganisation({ ...FIRM, key: "K-2" }, STAFF);

    expect(() => register.apply(plan, source, STAFF)).toThrow(/changed the register meanwhile/u);
    expect(register.organisations().map(({ key }) => key)).toEqual(["K-2"]);
  });
});
