import { describe, expect, onTestFinished, test } from "vitest";
import type { Actor } from "../../src/ledger/records.ts";
import type { FaultName } from "../fakes/openai/faults.ts";
import { partnersIn, REASON_SCRIPTS } from "../fakes/openai/reason-scripts.ts";
import { shippedData } from "../support/app.ts";
import { startModel } from "../support/language-model.ts";
import { openOffice } from "../support/office.ts";
import { openApp } from "../support/open-app.ts";

const STAFF: Actor = { id: "tanaka", role: "coordinator" };
const NEED = "ベンチャーに投資してくれるところを知りたい。";
const BY_MODEL = /（言語モデルの文）/u;
const WORDED =
  "「ベンチャーに投資してくれるところを知りたい」というニーズに対して、ドイツ連邦教育・研究省は、先端クラスターコンペティションを所管し、ビオレギオ政策ではベンチャーキャピタルによる投資の仕組みを考案した省です（言語モデルの文）。";

/** The app of an office with a scripted model. */
async function openMatcher() {
  const { openai, model } = await startModel();
  openai.play(REASON_SCRIPTS.honest);
  const troubles: string[] = [];
  const data = shippedData();
  const open = (settings?: typeof model) => {
    const app = openApp({
      dataFolder: data,
      onTrouble: (message) => void troubles.push(message),
      model: settings,
    });
    onTestFinished(() => app.close());
    return app;
  };
  const app = open(model);
  return {
    openai,
    app,
    troubles,
    match: (need = NEED) => app.match(need, STAFF),
    embedded: (need = NEED) => open().match(need, STAFF),
  };
}

describe("with a language model, a reason is a sentence on the evidence of its partner", () => {
  test("in the place of the embedded one, which says whose words it is in", async () => {
    const { match, embedded } = await openMatcher();
    const before = await embedded();

    const { worded, ...after } = await match();

    const [first] = after.partners;
    expect(first?.reasons[0]).toBe(WORDED);
    expect(worded?.usage).toMatchObject({ inputTokens: expect.any(Number) });
    const withoutReasons = ({ partners, ...rest }: typeof before) => ({
      ...rest,
      partners: partners.map(({ reasons, ...partner }) => ({ ...partner, count: reasons.length })),
    });
    expect(withoutReasons(after)).toEqual(withoutReasons(before));
  });

  test("for the best few alone, and only where all that it says is needed was found there", async () => {
    const { openai, match, embedded } = await openMatcher();

    const { partners } = await match();

    const before = (await embedded()).partners;
    expect(openai.requests.map((each) => partnersIn(each).partners.length)).toEqual([3]);
    // The third is called so, and says nothing of ventures.
    expect(partners.map(({ reasons }) => BY_MODEL.test(reasons.join())).slice(0, 3)).toEqual([
      true,
      true,
      false,
    ]);
    expect(partners.slice(2)).toEqual(before.slice(2));
  });

  test("once: the same list has the same reasons", async () => {
    const { openai, match } = await openMatcher();
    const first = await match();
    openai.play(REASON_SCRIPTS.nonsense);

    const second = await match();

    expect(second.partners).toEqual(first.partners);
    expect(second.worded?.usage).toBeUndefined();
    expect(openai.requests).toHaveLength(1);
  });

  test("which the ledger keeps with the match, as it was shown", async () => {
    const { app } = await openMatcher();
    const draft = await app.needs.draft({ text: NEED, by: STAFF });
    const { need } = await app.needs.register(draft, [], STAFF);
    if (need.kind !== "done") throw new Error("Expected a need on record");
    const { partners } = await app.needs.suggestionsFor(need.record, STAFF);
    const partner = partners[0]?.id ?? "";

    await app.needs.propose({ need: need.record.id, partner, state: "suggested" }, STAFF);

    const [match] = await app.desk().ledger.all("match", STAFF);
    expect(match?.reasons[0]).toBe(WORDED);
    expect(match?.evidence[0]?.quote).toContain("ビオレギオ政策");
  });
});

test("a match is recorded with no sentence that nobody has seen: the model is not asked for it", async () => {
  const { openai, app } = await openMatcher();
  const draft = await app.needs.draft({ text: NEED, by: STAFF });
  const { need } = await app.needs.register(draft, [], STAFF);
  if (need.kind !== "done") throw new Error("Expected a need on record");
  const [partner] = draft.suggestions.partners;

  await app.needs.propose(
    { need: need.record.id, partner: partner?.id ?? "", state: "suggested" },
    STAFF,
  );

  const [match] = await app.desk().ledger.all("match", STAFF);
  expect(match?.reasons).toEqual(partner?.reasons);
  expect(openai.requests).toEqual([]);
});

describe("what a model makes up of a partner", () => {
  const INVENTIONS = [
    "inventing figures",
    "naming others",
    "negating",
    "quoting another partner",
    "forging quotes",
    "saying the need of the partner",
    "inventing a need",
    "numbering nobody",
    "obeying and linking",
    "nonsense",
  ] as const satisfies (keyof typeof REASON_SCRIPTS)[];
  test.each(INVENTIONS)("leaves the embedded reasons: %s", async (name) => {
    const { openai, match, embedded } = await openMatcher();
    openai.play(REASON_SCRIPTS[name]);

    expect((await match()).partners).toEqual((await embedded()).partners);
  });
});

describe("the embedded reasons stand", () => {
  const FAULTY = ["500", "half JSON", "HTML", "clean cut", "429", "hang"] as const;
  test.each(FAULTY satisfies readonly FaultName[])(
    "when the model fails with %s",
    async (fault) => {
      const { openai, match, embedded } = await openMatcher();
      openai.failNext(fault, 2);

      expect((await match()).partners).toEqual((await embedded()).partners);
    },
  );

  test("for a need that tells a secret, one until an NDA, and one in English: none is sent", async () => {
    const { app, openai, match } = await openMatcher();
    await match(
      "未出願のすずめっき技術で、硫酸すず40g/Lを使っています。投資してくれるところを探しています。",
    );
    await match("We are looking for investors in ventures.");
    const draft = await app.needs.draft({ text: NEED, by: STAFF, confidentiality: "nda" });
    const { need } = await app.needs.register(draft, [], STAFF);
    if (need.kind !== "done") throw new Error("Expected a need on record");

    const { partners } = await app.needs.suggestionsFor(need.record, STAFF);

    expect(partners.flatMap(({ reasons }) => reasons).join()).not.toMatch(BY_MODEL);
    expect(openai.requests).toEqual([]);
  });

  test("for a partner that the register keeps from the public", async () => {
    const { app, openai, match } = await openMatcher();
    const by: Actor = { id: "admin", role: "administrator" };
    for (const [key, name, disclosure] of [
      ["K-1", "非公開ベンチャー投資会社", "coordinators"],
      ["K-2", "公開ベンチャー投資会社", "public"],
    ] as const) {
      const description = `${name}は、ベンチャーに投資してくれるところを知りたい人に応えます。`;
      app.desk().register.putOrganisation(
        {
          ...{ key, name, disclosure, description, aliases: [], type: "bank", fields: [] },
          ...{ status: "active", asOf: "2026" },
        },
        by,
      );
    }

    const { partners } = await match();

    const sent = JSON.stringify(openai.requests.map(({ messages }) => messages));
    expect(partners.map(({ name }) => name)).toContain("非公開ベンチャー投資会社");
    expect(sent).not.toContain("非公開ベンチャー");
    expect(sent).toContain("公開ベンチャー投資会社");
  });
});

test("a model is told no name that a need goes by", async () => {
  const { openai, app } = await openMatcher();
  const [organisation, text] = ["ヤマビコ", `ヤマビコは${NEED}`];
  const draft = await app.needs.draft({ text, by: STAFF, organisation, anonymity: "named" });
  const { need } = await app.needs.register(draft, [], STAFF);
  if (need.kind !== "done") throw new Error("Expected a need on record");

  await app.needs.suggestionsFor(need.record, STAFF);

  expect(need.record.summary).toContain(organisation);
  expect(openai.requests).toHaveLength(1);
  expect(JSON.stringify(openai.requests)).not.toContain(organisation);
});

describe("at the command line", () => {
  const command = async () => {
    const { openai, model } = await startModel();
    openai.play(REASON_SCRIPTS.honest);
    return { openai, office: openOffice({ data: shippedData(), model }) };
  };

  test("the reasons are printed, and the shape of the JSON is the same", async () => {
    const { office } = await command();
    const plain = openOffice({ data: shippedData() });

    const worded = JSON.parse((await office.match("--json", NEED)).text);
    const embedded = JSON.parse((await plain.match("--json", NEED)).text);

    expect(worded.partners[0].reasons[0]).toBe(WORDED);
    expect(Object.keys(worded)).toEqual(Object.keys(embedded));
    expect(Object.keys(worded.partners[0])).toEqual(Object.keys(embedded.partners[0]));
    expect(worded.partners.map(({ id }: { id: string }) => id)).toEqual(
      embedded.partners.map(({ id }: { id: string }) => id),
    );
  });

  test("what is logged is what is shown, reasons and all, and nothing secret", async () => {
    const { office } = await command();
    const secret =
      "株式会社ミナト電工です。未出願のすずめっき技術で、硫酸すず40g/Lを使っています。";

    const { text } = await office.match("--log", "--json", secret + NEED);

    const listed = (await office.ledger("list", "--json")).text.split("\n");
    const logged = listed.map((line) => JSON.parse(line)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const { need, partners } = JSON.parse(text);
    expect(need).toBe(secret + NEED);
    expect(logged.map(({ partner, reasons }) => [partner.id, reasons])).toEqual(
      partners
        .slice(0, 3)
        .map(({ id, reasons }: { id: string; reasons: string[] }) => [id, reasons]),
    );
    expect(JSON.stringify(logged)).not.toMatch(/ミナト|すず|40g/u);
  });

  test("a need is recorded as it was written: nobody sees it before", async () => {
    const { openai, office } = await command();

    const { text } = await office.match("--record", "--json", NEED);

    expect(JSON.parse(text).need.summary).toBe(NEED);
    expect(openai.requests).toEqual([]);
  });
});
