import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { openAccess } from "../../src/console/open-access.ts";
import { serveConsole } from "../../src/console/serve-console.ts";
import { openBrowser } from "./browser.ts";
import { useFilledOffice } from "./shipped-office.ts";

/** A page in a browser, with what went wrong on it and whom it asked for anything. */
export interface Tab {
  readonly page: Page;
  readonly faults: readonly string[];
  readonly asked: ReadonlySet<string>;
}

/** One office, one server and one browser for all tests of a file. */
export function useServedOffice() {
  const office = useFilledOffice();
  let browser: Browser | undefined;
  let server: Awaited<ReturnType<typeof serveConsole>> | undefined;
  const serve = () => serveOffice(office());
  beforeAll(async () => {
    [server, browser] = await Promise.all([serve(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  const address = () => server?.address ?? "";
  return {
    office,
    address,
    /** Another server over the same office, to be stopped by who started it. */
    serve,
    async open(
      path: string,
      options: Parameters<Browser["newPage"]>[0] = {},
      at = address(),
    ): Promise<Tab> {
      if (!browser) throw new Error("Expected to be asked within a test");
      const page = await browser.newPage({ locale: "ja-JP", ...options });
      const faults: string[] = [];
      const asked = new Set<string>();
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      page.on("request", (request) => asked.add(new URL(request.url()).origin));
      await page.goto(`${at}${path}`);
      return { page, faults, asked };
    },
  };
}

function serveOffice({ app, clock }: ReturnType<ReturnType<typeof useFilledOffice>>) {
  const host = "127.0.0.1";
  const access = openAccess(app, { host, canSendLinks: false, firstAdministrator: "admin", clock });
  return serveConsole(app, { host, port: 0, logLevel: "silent", access, clock });
}
