import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import type { App } from "../../src/cli/app.ts";
import { fillOffice } from "./demo-office.ts";
import { openApp } from "./open-app.ts";

/** An app with a year of work in its ledger. */
export interface FilledOffice {
  readonly app: App;
  readonly data: string;
  readonly clock: () => Date;
}

/** One such app for all tests of a file; to be asked for within a test. */
export function useFilledOffice(): () => FilledOffice {
  let office: FilledOffice | undefined;
  beforeAll(async () => {
    const data = mkdtempSync(join(tmpdir(), "musubi-test-"));
    cpSync(join(inject("shippedData"), "index"), join(data, "index"), { recursive: true });
    let time = Date.parse("2026-05-11T01:00:00Z");
    const clock = () => new Date(time);
    const app = openApp({ dataFolder: data, clock });
    office = { app, data, clock };
    await fillOffice(app, (days) => {
      time += days * 86_400_000;
    });
    time = Date.parse("2026-11-30T01:00:00Z");
  });
  afterAll(() => {
    office?.app.close();
    if (office) rmSync(office.data, { recursive: true, force: true });
  });
  return () => {
    if (!office) throw new Error("Expected to be asked within a test");
    return office;
  };
}
