import { describe, expect, test } from "vitest";
import { ADMIN, openPages } from "../support/console.ts";
import { useFilledOffice } from "../support/shipped-office.ts";

const NEED = {
  text: "耐火物の高温クリープを測りたい。株式会社備前窯業の新製品のためで、まだ公表していません。",
  organisation: "株式会社備前窯業",
  region: "岡山県",
  anonymity: "field",
  confidentiality: "coordinators",
  until: "2027-06-30",
};

describe("needs and what is done about answers on the pages", () => {
  const office = useFilledOffice();
  const open = () => openPages(office().app, { clock: office().clock }).browser();
  const ledger = () => office().app.desk().ledger;
  /** The first partner that is not a match yet. */
  const offered = (page: string) => /name="partner" value="([^"]+)"/u.exec(page)?.[1] ?? "";
  const shownIn = (page: string) => /name="shown" value="([0-9a-f]+)"/u.exec(page)?.[1] ?? "";

  test("a need is shown as it would stand on record before anything is written", async () => {
    const before = await ledger().count();
    const page = await (await open().post("/need", NEED)).text();

    expect(page).toContain("台帳に残る内容");
    expect(/<dt>要約<\/dt>\s*<dd>([^<]*)/u.exec(page)?.[1]).not.toContain("備前窯業");
    expect(page).toContain("暗号化して別に保管します");
    expect(await ledger().count()).toBe(before);
  });

  test("it is registered as shown, and partners are kept, passed over and recorded from there", async () => {
    const tab = open();
    const shown = shownIn(await (await tab.post("/need", NEED)).text());
    const response = await tab.post("/need/register", { ...NEED, shown });
    const address = response.headers.get("location") ?? "";
    const need = /N-\d+/u.exec(address)?.[0] ?? "";
    const page = await (await tab.get(address)).text();

    expect(page).toContain("ニーズを登録しました");
    expect(page).toContain("岡山セラミックス技術振興財団");
    const partner = offered(page);
    await tab.post(`/needs/${need}/partners`, { partner, deed: "suggested" });

    const matches = (await ledger().all("match", ADMIN)).filter((match) => match.need === need);
    expect(matches.map((match) => [match.partner.id, match.state])).toEqual([
      [partner, "suggested"],
    ]);
    expect(await (await tab.get(`/needs/${need}`)).text()).toContain(matches[0]?.id);
  });

  test("a button that is pressed twice registers one need", async () => {
    const tab = open();
    const text = "塩水噴霧で耐食性を調べたい。";
    const page = await (await tab.post("/need", { ...NEED, text })).text();
    const form = /name="form" value="([^"]+)"/u.exec(page)?.[1] ?? "";
    const press = () => tab.post("/need/register", { ...NEED, text, shown: shownIn(page), form });

    const [first, second] = await Promise.all([press(), press()]);

    expect(first.headers.get("location")).toMatch(/^\/needs\/N-\d+\?done=registered$/u);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
    const needs = await ledger().all("need", ADMIN);
    expect(needs.filter(({ summary }) => summary.includes("塩水噴霧"))).toHaveLength(1);
  });

  test("a partner is passed over with a reason, which is on record", async () => {
    const tab = open();
    const partner = offered(await (await tab.get("/needs/N-0003")).text());
    const pass = (fields: object) =>
      tab.post("/needs/N-0003/partners", { partner, deed: "pass", ...fields });

    expect(await (await pass({ closeReason: "other" })).text()).toContain("理由を書いてください");
    const last = (await ledger().all("match", ADMIN)).at(-1);
    expect(last).toMatchObject({ need: "N-0003", partner: { id: partner }, state: "draft" });
    const another = offered(await (await tab.get("/needs/N-0003")).text());
    await pass({ partner: another, closeReason: "unfit" });
    expect((await ledger().all("match", ADMIN)).at(-1)).toMatchObject({
      state: "closed",
      closeReason: "unfit",
    });
  });

  test("a question becomes the text of a need without standing in an address", async () => {
    const tab = open();
    const question = "耐火物の高温クリープを測りたい";
    const answer = await (await tab.ask({ question })).text();
    const page = await (await tab.post("/need/write", { text: question })).text();

    expect(answer).toContain(`<input type="hidden" name="text" value="${question}"`);
    expect(answer).toContain('action="/need/write"');
    expect(page).toMatch(new RegExp(`<textarea name="text"[^>]*>${question}</textarea>`, "u"));
    expect(await (await tab.get(`/need?text=${question}`)).text()).not.toContain(question);
  });

  test("a text that was changed after it was shown is shown again", async () => {
    const tab = open();
    const shown = shownIn(await (await tab.post("/need", NEED)).text());
    const before = await ledger().count();
    const page = await (
      await tab.post("/need/register", { ...NEED, text: "別の文", shown })
    ).text();

    expect(page).toContain("台帳に残る内容");
    expect(page).toContain("確認のあとで内容が変わりました");
    expect(await ledger().count()).toBe(before);
  });

  test("what is wrong with the form is said, and what was written stays there", async () => {
    const response = await open().post("/need", { ...NEED, region: "どこか", text: "測りたい" });
    const page = await response.text();

    expect(response.status).toBe(400);
    expect(page).toContain("一つだけ書いてください");
    expect(page).toContain("測りたい</textarea>");
  });

  test("a match goes on from its page, and not past its guards", async () => {
    const tab = open();
    const blocked = await tab.post("/audit/matches/M-0005/move", {
      from: "consent_pending",
      to: "introduced",
    });
    expect(blocked.status).toBe(409);
    expect(await blocked.text()).toContain("有効な同意がありません");

    const { partner } = (await ledger().get("match", "M-0005", ADMIN)) ?? {};
    const consent = {
      fields: "summary",
      recipients: partner?.name ?? "",
      purpose: "相談",
      method: "メール",
      until: "2027-03-31",
    };
    for (const side of ["need", "partner"]) {
      expect(
        (
          await tab.post("/audit/matches/M-0005/consent", {
            ...consent,
            side,
            grantedBy: `${side}の窓口`,
          })
        ).status,
      ).toBe(303);
    }
    const moved = await tab.post("/audit/matches/M-0005/move", {
      from: "consent_pending",
      to: "introduced",
    });

    expect(moved.status).toBe(303);
    expect((await ledger().get("match", "M-0005", ADMIN))?.state).toBe("introduced");
  });

  test("an answer is found useful, objected to, and taken to a person", async () => {
    const tab = open();
    const answer = await (await tab.ask({ question: "岡山テクノプラザの予算は？" })).text();
    const target = /name="target" value="(A-\d+)"/u.exec(answer)?.[1] ?? "";
    const inline = async (path: string, fields: Record<string, string>) =>
      (await tab.post(path, { target, ...fields })).text();

    expect(await inline("/feedback", { category: "useful" })).toContain("ありがとうございます");
    expect(await inline("/feedback", { category: "nothing" })).toContain("評価を選んでください");
    expect(
      await inline("/feedback", {
        category: "wrong",
        comment: "まだ出願していない発明の配合比は3対7です",
      }),
    ).toContain("秘密");
    expect(await inline("/consult", {})).toContain("担当者に相談しました");
    expect(await inline("/consult", {})).not.toContain("担当者に相談しました");
    const feedback = (await ledger().all("feedback", ADMIN)).filter(
      (each) => each.target === target,
    );
    expect(feedback.map(({ category }) => category)).toEqual(["useful"]);
  });

  test("an answer stands beside its sources, with the passage opened and the quote marked", async () => {
    const answer = await (await open().ask({ question: "岡山テクノプラザの予算は？" })).text();

    expect(answer).toMatch(
      /<details open><summary>前後を読む<\/summary>[\s\S]*<mark>岡山テクノプラザ開催事業の予算額は5,000千円/u,
    );
  });

  test("who looks for a partner gets cards with what speaks for each", async () => {
    const answer = await (
      await open().ask({ question: "耐火物の高温特性を測れる機関を探しています" })
    ).text();

    expect(answer).toContain("<h4>岡山セラミックス技術振興財団");
    expect(answer).not.toContain("/need?");
  });
});
