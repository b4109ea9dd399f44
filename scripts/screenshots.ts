// npm run screenshots: a picture of each page, at a desk and on a phone, in light
// and dark, into docs/screenshots/. The office in them is made up; the documents are the shipped ones.
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { App } from "../src/cli/app.ts";
import { openAccess } from "../src/console/open-access.ts";
import { serveConsole } from "../src/console/serve-console.ts";
import { openBrowser } from "../test/support/browser.ts";
import { fillOffice } from "../test/support/demo-office.ts";
import { openApp } from "../test/support/open-app.ts";
import { ROOT } from "../test/support/root.ts";

const PAGES = {
  chat: "/",
  answer: "/?q=耐火物の高温特性を測れる機関を探しています",
  form: "/need",
  need: "/needs/N-0001",
  overview: "/audit",
  ledger: "/audit/ledger",
  match: "/audit/matches/M-0001",
  questions: "/audit/questions",
  question: "/audit/questions/A-000001",
  queue: "/audit/queue",
  cards: "/audit/cards?kind=scheme",
  card: "/audit/cards/okayama-techno-plaza",
  register: "/audit/register",
  verify: "/audit/verify",
  report: "/audit/report",
  "sign-in": "/sign-in",
} as const;
const LOOKS = {
  desk: { width: 1280, height: 860 },
  phone: { width: 390, height: 844 },
} as const;
/** Beyond this a picture shows nothing new. */
const MOST_HEIGHT = 1250;
/** Small enough to be kept, and still to be read. */
const SCALE = 0.8;
const QUALITY = 62;

const out = join(ROOT, "docs", "screenshots");
const data = mkdtempSync(join(tmpdir(), "musubi-screenshots-"));
let time = Date.parse("2026-05-11T01:00:00Z");
const clock = () => new Date(time);
const app = openApp({ dataFolder: data, clock });
try {
  await app.update();
  await fillOffice(app, (days) => {
    time += days * 86_400_000;
  });
  fillRegister(app);
  time = Date.parse("2026-11-30T01:00:00Z");
  const host = "127.0.0.1";
  const access = openAccess(app, { host, canSendLinks: false, firstAdministrator: "admin", clock });
  const server = await serveConsole(app, { host, port: 0, logLevel: "error", access, clock });
  const browser = await openBrowser();
  mkdirSync(out, { recursive: true });
  await takeAll(browser, server.address);
  await browser.close();
  await server.stop();
} finally {
  app.close();
  rmSync(data, { recursive: true, force: true });
}

function fillRegister({ desk }: Pick<App, "desk">): void {
  const { register } = desk();
  const staff = { id: "admin", role: "administrator" } as const;
  const stands = { status: "active", asOf: "2026-04" } as const;
  register.putOrganisation(
    {
      ...stands,
      key: "K-1",
      name: "吉備鏡面加工株式会社",
      aliases: [],
      type: "firm",
      prefecture: "岡山県",
      fields: ["研磨", "精密加工"],
      disclosure: "public",
    },
    staff,
  );
  register.putSeed(
    {
      ...stands,
      key: "S-1",
      organisation: "K-1",
      type: "technology",
      title: "セラミックスの鏡面研磨",
      description: "アルミナと炭化ケイ素を鏡面に研磨する。",
      keywords: ["研磨", "セラミックス"],
      disclosure: "members",
    },
    staff,
  );
}

async function takeAll(browser: Browser, address: string): Promise<void> {
  for (const [look, viewport] of Object.entries(LOOKS)) {
    for (const colorScheme of ["light", "dark"] as const) {
      const options = { viewport, colorScheme, deviceScaleFactor: SCALE };
      const page = await browser.newPage({ locale: "ja-JP", ...options });
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(`${address}${path}`);
        const file = join(out, `${name}-${look}-${colorScheme}.jpg`);
        const whole = await page.evaluate<number>("document.documentElement.scrollHeight");
        const height = Math.max(viewport.height, Math.min(whole, MOST_HEIGHT));
        await page.setViewportSize({ ...viewport, height });
        await page.screenshot({ path: file, type: "jpeg", quality: QUALITY });
        await page.setViewportSize(viewport);
        console.log(`${file} ${Math.round(statSync(file).size / 1024)} KB`);
      }
      await page.close();
    }
  }
}
