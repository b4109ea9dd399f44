import { beforeAll, describe, expect, test } from "vitest";
import type { Organisation, Seed } from "../../src/partners/records.ts";
import { ADMIN, openPages } from "../support/console.ts";
import { useFilledOffice } from "../support/shipped-office.ts";

const organisation = (key: string, rest: Partial<Organisation> = {}): Organisation => ({
  key,
  name: `${key}研究所`,
  aliases: [],
  type: "public-test-centre",
  prefecture: "岡山県",
  fields: ["めっき"],
  disclosure: "public",
  status: "active",
  asOf: "2026-04",
  ...rest,
});
const seed = (key: string, rest: Partial<Seed> = {}): Seed => ({
  key,
  organisation: "備前",
  type: "equipment",
  title: `${key}試験機`,
  description: "塩水を噴霧して耐食性を調べる。",
  keywords: ["耐食性"],
  disclosure: "members",
  status: "active",
  asOf: "2026-05-01",
  ...rest,
});

describe("the pages of one's own register", () => {
  const office = useFilledOffice();
  const browser = (options: object = {}) =>
    openPages(office().app, { clock: office().clock, ...options }).browser();
  const textOf = async (path: string) => (await browser().get(path)).text();
  const listed = async (query: string) => {
    const rows = (await textOf(`/audit/register${query}`)).matchAll(
      /<th scope="row".*?>([^<]+)<\/a>/gu,
    );
    return [...rows].map(([, name]) => name);
  };

  beforeAll(async () => {
    const { register, ledger } = office().app.desk();
    register.putOrganisation(organisation("備前"), ADMIN);
    register.putOrganisation(
      organisation("秘密", { disclosure: "nda", prefecture: "広島県", fields: ["<b>研磨</b>"] }),
      ADMIN,
    );
    register.putSeed(seed("S/1 塩水?"), ADMIN);
    register.putSeed(seed("S2", { expiresOn: "2026-11-29", title: "熱衝撃試験機" }), ADMIN);
    register.putSeed(seed("S3", { title: "古い炉" }), ADMIN);
    register.close("S3", "廃棄した", ADMIN);
    const like = await ledger.get("match", "M-0001", ADMIN);
    if (!like) throw new Error("Expected M-0001 to be there");
    const quote = "塩水を噴霧して耐食性を調べる。";
    const evidence = [{ source: "register", path: "partners/S/1 塩水?", locator: {}, quote }];
    const partner = { id: "備前", name: "備前研究所", origin: "register" } as const;
    const plain = { ...like, need: "N-0003", state: "suggested", partner } as const;
    await ledger.recordMatch({ ...plain, seed: "S/1 塩水?試験機", evidence }, ADMIN);
    await ledger.recordMatch({ ...plain, seed: "そのほか", evidence: [] }, ADMIN);
  });

  test("list organisations with their seeds, and choose by kind, status, disclosure, region and words", async () => {
    expect(await listed("")).toEqual([
      "備前研究所",
      "S/1 塩水?試験機",
      "熱衝撃試験機",
      "古い炉",
      "秘密研究所",
    ]);
    expect(await listed("?what=organisation")).toEqual(["備前研究所", "秘密研究所"]);
    expect(await listed("?status=expired")).toEqual(["熱衝撃試験機"]);
    expect(await listed("?status=closed")).toEqual(["古い炉"]);
    expect(await listed("?disclosure=nda")).toEqual(["秘密研究所"]);
    expect(await listed("?region=広島県")).toEqual(["秘密研究所"]);
    expect(await listed("?q=耐食性&status=active")).toEqual(["S/1 塩水?試験機"]);
    expect(await listed("?q=そんなものはない")).toEqual([]);
  });

  test("show an organisation with its standing, its seeds and the matches with it", async () => {
    const page = await textOf("/audit/register/備前");
    const matches = (await office().app.desk().ledger.all("match", ADMIN)).slice(-2);

    expect(page).toMatch(/状態<\/dt><dd><span class="state won">有効/u);
    expect(page).toMatch(/時点<\/dt><dd>2026-04</u);
    expect(page).toMatch(/公開範囲<\/dt><dd>公開</u);
    expect(page).toContain(`href="/audit/register/${encodeURIComponent("S/1 塩水?")}"`);
    for (const { id } of matches) expect(page).toContain(`href="/audit/matches/${id}"`);
  });

  test("show a seed with its holder, and the matches that rest on it alone", async () => {
    const page = await textOf(`/audit/register/${encodeURIComponent("S/1 塩水?")}`);
    const [resting, other] = (await office().app.desk().ledger.all("match", ADMIN)).slice(-2);

    expect(page).toContain("塩水を噴霧して耐食性を調べる。");
    expect(page).toMatch(/保有機関<\/dt><dd><a href="\/audit\/register\/[^"]+">備前研究所/u);
    expect(page).toContain(`href="/audit/matches/${resting?.id}"`);
    expect(page).not.toContain(`href="/audit/matches/${other?.id}"`);
  });

  test("are where a match leads to its partner", async () => {
    const match = (await office().app.desk().ledger.all("match", ADMIN)).at(-1);

    expect(await textOf(`/audit/matches/${match?.id}`)).toContain(
      `href="/audit/register/${encodeURIComponent("備前")}">備前研究所`,
    );
  });

  test("hold the quotes that matches rest on, until a record says something else", async () => {
    const { register, ledger } = office().app.desk();
    const resting = (await ledger.all("match", ADMIN)).at(-2);
    const before = await textOf(`/audit/matches/${resting?.id}`);
    register.putSeed(seed("S/1 塩水?", { description: "湿潤試験だけを受ける。" }), ADMIN);
    const after = await textOf(`/audit/matches/${resting?.id}`);

    expect(before).toContain("<mark>塩水を噴霧して耐食性を調べる。</mark>");
    expect(before).not.toContain("今のファイルの中には見つかりません");
    expect(after).toContain("今のファイルの中には見つかりません");
  });

  test("show what people wrote as text, and have no page of what is not there", async () => {
    expect(await textOf("/audit/register/秘密")).toContain("&lt;b&gt;研磨&lt;/b&gt;");
    expect((await browser().get("/audit/register/x")).status).toBe(404);
    expect((await browser().get("/audit/register/%ff")).status).toBe(404);
  });

  test("are shut to who has not signed in", async () => {
    const response = await browser({ isPublic: true }).get("/audit/register");

    expect(response.status).not.toBe(200);
    expect(await response.text()).not.toContain("秘密研究所");
  });
});
