import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { describe } from "vitest";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (file) => existsSync(file),
);

/** A suite in a real browser; skipped, and loudly, where Debian's Chromium is not installed. */
export function describeWithBrowser(name: string, suite: () => void): void {
  if (!CHROMIUM)
    console.warn(`!!! 飛ばしました / SKIPPED: ${name} (apt-get install chromium fonts-noto-cjk)`);
  describe.skipIf(!CHROMIUM)(name, suite);
}

/** A browser that asks nobody but us. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
