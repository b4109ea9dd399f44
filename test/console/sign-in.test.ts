import { describe, expect, test } from "vitest";
import { openAccess } from "../../src/console/open-access.ts";
import { ADMIN, openPages } from "../support/console.ts";
import { useFilledOffice } from "../support/shipped-office.ts";

const MINUTE_MS = 60_000;

describe("signing in", () => {
  const office = useFilledOffice();

  /** The pages as others reach them, and a clock that a test can put forward. */
  function openPublic() {
    let later = 0;
    const clock = () => new Date(office().clock().getTime() + later);
    const pages = openPages(office().app, { clock, isPublic: true });
    const pass = (minutes: number) => {
      later += minutes * MINUTE_MS;
    };
    const tokenFor = (user: string) =>
      new URL(pages.access.linkFor(user) ?? "").searchParams.get("t") ?? "";
    /** A browser in which somebody opened their link. */
    const signedIn = async (user: string) => {
      const tab = pages.browser();
      const response = await tab.post("/sign-in", { t: tokenFor(user) });
      expect(response.status).toBe(303);
      return tab;
    };
    return { ...pages, pass, tokenFor, signedIn };
  }
  const ledger = () => office().app.desk().ledger;

  test("is needed for every page, and the page says how", async () => {
    const tab = openPublic().browser();

    for (const path of ["/", "/audit", "/audit/matches/M-0001", "/?q=x"]) {
      const response = await tab.get(path);
      expect(response.status).toBe(401);
      expect(await response.text()).toMatch(/職員の方は[^。]*\/musubi report/u);
    }
  });

  test("is not needed on this machine, and the page says so", async () => {
    const tab = openPages(office().app, { clock: office().clock }).browser();

    expect(await (await tab.get("/audit")).text()).toContain("サインイン不要");
  });

  test("opens what the role on record may see, and is on record itself", async () => {
    const tab = await openPublic().signedIn("kansa");

    const page = await (await tab.get("/audit/matches/M-0001")).text();
    expect(page).toContain("kansa（監査職員）");
    expect(page).not.toContain("非公開の内容を見る");
    expect((await ledger().events("kansa")).at(-1)).toMatchObject({ action: "console.sign-in" });
  });

  test("shows the link's page without using the link up, as previews of links do", async () => {
    const { browser, tokenFor } = openPublic();
    const token = tokenFor("sato");
    const tab = browser();

    expect(await (await tab.get(`/sign-in?t=${token}`)).text()).toContain("サインインする");
    expect((await tab.post("/sign-in", { t: token })).status).toBe(303);
  });

  test("is open to who has a link, however many links somebody else made up", async () => {
    const { browser, tokenFor } = openPublic();
    const stranger = browser();
    for (let i = 0; i < 15; i++) {
      expect((await stranger.post("/sign-in", { t: `made-up-${i}` })).status).toBe(403);
    }

    expect((await browser().post("/sign-in", { t: tokenFor("sato") })).status).toBe(303);
  });

  test.each([
    ["used", "もう使われています"],
    ["expired", "期限が切れています"],
    ["forged", "正しくありません"],
    ["of a session", "正しくありません"],
  ])("refuses a link that is %s, and logs it", async (what, said) => {
    const { browser, tokenFor, pass, access, logged } = openPublic();
    const token = what === "of a session" ? access.newCookie() : tokenFor("sato");
    if (what === "used") await browser().post("/sign-in", { t: token });
    if (what === "expired") pass(11);
    const tab = browser();
    const response = await tab.post("/sign-in", { t: what === "forged" ? `x${token}` : token });

    expect(response.status).toBe(403);
    expect(await response.text()).toContain(said);
    expect((await tab.get("/audit")).status).toBe(401);
    expect(logged.some(({ level, message }) => level === "warn" && message.includes("link"))).toBe(
      true,
    );
    expect(JSON.stringify(logged)).not.toContain(token);
  });

  test("lasts a working day, and no longer", async () => {
    const { signedIn, pass } = openPublic();
    const tab = await signedIn("sato");
    pass(7 * 60);
    expect((await tab.get("/audit")).status).toBe(200);

    pass(2 * 60);
    expect((await tab.get("/audit")).status).toBe(401);
  });

  test("ends where somebody signs out, also for a copy of the cookie", async () => {
    const { signedIn, browser } = openPublic();
    const tab = await signedIn("sato");
    const copy = browser();
    for (const [name, value] of tab.cookies) copy.cookies.set(name, value);

    expect((await tab.get("/audit")).headers.get("cache-control")).toBe("no-store");
    const out = await tab.post("/sign-out");
    expect(await out.text()).toContain("サインアウトしました");
    expect(out.headers.get("clear-site-data")).toBe('"cache"');

    expect((await copy.get("/audit")).status).toBe(401);
  });

  test("follows the role on record: who is no longer staff sees nothing more", async () => {
    const tab = await openPublic().signedIn("suzuki");
    await ledger().setUser({ id: "suzuki", name: "鈴木", role: "guest" }, ADMIN);

    expect((await tab.get("/audit")).status).toBe(403);
    await ledger().setUser({ id: "suzuki", name: "鈴木", role: "coordinator" }, ADMIN);
  });

  test("turns a firm away from every page and deed of the audit, and writes that down", async () => {
    await ledger().setUser(
      { id: "tanaka", name: "田中", role: "firm", organisation: "備前耐火株式会社" },
      ADMIN,
    );
    const { signedIn, logged } = openPublic();
    const tab = await signedIn("tanaka");

    for (const response of [
      await tab.get("/audit"),
      await tab.get("/audit/ledger"),
      await tab.get("/audit/matches/M-0001"),
      await tab.post("/audit/export/matches", { format: "csv" }),
      await tab.post("/audit/secrets/N-0001", { match: "M-0001" }),
    ]) {
      expect(response.status).toBe(403);
      expect(await response.text()).not.toMatch(/耐火物|M-000|岡山セラミックス/u);
    }
    expect(
      (await ledger().events("tanaka")).filter(({ action }) => action === "console.refuse"),
    ).toHaveLength(5);
    expect(logged.some(({ message }) => message.includes("staff only"))).toBe(true);
    expect((await tab.get("/")).status).toBe(200);
  });

  test.each(["none", "of another session"])(
    "refuses a form with a token that is %s",
    async (which) => {
      const { signedIn, browser, access, logged } = openPublic();
      const tab = await signedIn("sato");
      const before = await ledger().count();
      const other = await access.visitorOf(access.newCookie());
      const csrf = which === "none" ? {} : { csrf: access.csrfOf(other?.session ?? "") };
      const send = (path: string, fields: Record<string, string>) =>
        tab.request(path, { method: "POST", body: new URLSearchParams({ ...fields, ...csrf }) });

      for (const response of [
        await send("/audit/matches/M-0001/review", { finding: "proper" }),
        await send("/audit/export/matches", { format: "csv" }),
        await send("/audit/targets", { year: "2026" }),
        await send("/", { q: "岡山TLOとは？" }),
        await browser().request("/sign-in", {
          method: "POST",
          body: new URLSearchParams({ t: "x" }),
        }),
      ]) {
        expect(response.status).toBe(403);
      }
      expect(await ledger().count()).toBe(before);
      expect(logged.some(({ message }) => message.includes("token"))).toBe(true);
    },
  );

  test("slows down who asks without end", async () => {
    const tab = openPublic().browser();
    const statuses = new Set<number>();
    for (let i = 0; i < 310; i++) statuses.add((await tab.get("/sign-in")).status);

    expect(statuses).toEqual(new Set([200, 429]));
    expect(await (await tab.get("/sign-in")).text()).toContain("1分ほど待ってから");
  });

  /** Whether a browser is let in after so many requests. */
  async function isLetIn(tab: { get(path: string): Promise<Response> }, requests = 1) {
    let status = 0;
    for (let i = 0; i < requests; i++) status = (await tab.get("/sign-in")).status;
    return status === 200;
  }

  test("slows down one address behind the proxy, and not the others", async () => {
    const { browser } = openPublic();
    const forwardedFor = "203.0.113.7";

    expect(await isLetIn(browser({ forwardedFor }), 310)).toBe(false);
    expect(await isLetIn(browser({ forwardedFor: `198.51.100.1, ${forwardedFor}` }))).toBe(false);
    expect(await isLetIn(browser({ forwardedFor: `${forwardedFor}, 198.51.100.1` }))).toBe(true);
    expect(await isLetIn(browser())).toBe(true);
  });

  test("believes no address that somebody who is no proxy of ours tells", async () => {
    const { browser } = openPublic();
    const peer = "198.51.100.9";
    await isLetIn(browser({ peer, forwardedFor: "203.0.113.1" }), 310);

    expect(await isLetIn(browser({ peer, forwardedFor: "203.0.113.2" }))).toBe(false);
  });

  test("slows down who is signed in by the session, not for others at the same address", async () => {
    const { browser, signedIn } = openPublic();
    const [one, other] = [await signedIn("sato"), await signedIn("kansa")];
    expect(await isLetIn(one, 310)).toBe(false);

    expect(await isLetIn(other)).toBe(true);
    expect(await isLetIn(browser(), 310)).toBe(false);
    expect(await isLetIn(other)).toBe(true);
  });

  test("is no way to the figures of the server, which are for its machine alone", async () => {
    const { browser } = openPublic();

    expect((await browser({ host: "musubi.example.jp" }).get("/metrics")).status).toBe(404);
    expect((await browser({ forwardedFor: "203.0.113.7" }).get("/metrics")).status).toBe(404);
    expect((await browser({ peer: "203.0.113.7" }).get("/metrics")).status).toBe(404);
    expect((await browser({ host: "musubi.example.jp" }).get("/healthz")).status).toBe(200);
    expect((await browser().get("/metrics")).status).toBe(200);
  });

  test.each(["/healthz", "/metrics"])("slows down who asks for %s without end", async (path) => {
    const tab = openPublic().browser();
    let last = new Response();
    for (let i = 0; i < 301; i++) last = await tab.get(path);

    expect(last.status).toBe(429);
  });

  test.each([
    [{ host: "0.0.0.0" }, "HOST=0.0.0.0"],
    [
      { host: "127.0.0.1", publicUrl: "https://musubi.example.jp" },
      "PUBLIC_URL=https://musubi.example.jp",
    ],
    [
      { host: "0.0.0.0", publicUrl: "http://musubi.example.jp", sessionSecret: "s".repeat(32) },
      "HOST=0.0.0.0",
    ],
  ])("has to be possible where others reach the pages: %o", (settings, said) => {
    const options = { canSendLinks: true, firstAdministrator: "admin", clock: office().clock };

    expect(() => openAccess(office().app, { ...options, ...settings })).toThrow(said);
    const sessionSecret = "s".repeat(32);
    const publicUrl = "https://musubi.example.jp";
    const whole = { ...options, ...settings, sessionSecret, publicUrl };
    expect(openAccess(office().app, whole).linkFor("sato")).toContain(`${publicUrl}/sign-in?t=`);
  });
});
