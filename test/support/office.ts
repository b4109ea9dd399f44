import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openDesk } from "../../src/app/open-desk.ts";
import type { AppOptions } from "../../src/app.ts";
import type { App } from "../../src/cli/app.ts";
import { ask } from "../../src/cli/ask.ts";
import type { Command, CommandContext } from "../../src/cli/command.ts";
import { ingest } from "../../src/cli/ingest.ts";
import { ledger } from "../../src/cli/ledger.ts";
import { match } from "../../src/cli/match.ts";
import { partners } from "../../src/cli/partners.ts";
import type { ReadPdf } from "../../src/documents/read-document-file.ts";
import { UserError } from "../../src/errors.ts";
import type { Language } from "../../src/text/language.ts";
import { openApp } from "./open-app.ts";
import { tempFolder } from "./temp-folder.ts";

export interface Said {
  /** 0, or 1 when the user has something to mend. */
  readonly code: 0 | 1;
  readonly text: string;
}

/**
 * A data folder with a clock that the test sets, in which commands run as they do for a user, but
 * within this process.
 */
export function openOffice({
  data = tempFolder(),
  start = "2026-04-01T00:00:00Z",
  language = "ja",
  corpus,
  readPdf,
  terminal,
  model,
}: {
  readonly data?: string;
  readonly start?: string;
  readonly language?: Language;
  readonly corpus?: string;
  readonly readPdf?: ReadPdf;
  /** Somebody sits there and can be asked. */
  readonly terminal?: CommandContext["terminal"];
  readonly model?: AppOptions["model"];
} = {}) {
  let time = Date.parse(start);
  const clock = () => new Date(time);
  const cwd = tempFolder();
  const reported: string[] = [];
  const run = async (command: Command, args: readonly string[]): Promise<Said> => {
    const lines: string[] = [];
    try {
      await command(contextFor(args, lines));
      return { code: 0, text: lines.join("\n") };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { code: 1, text: [...lines, error.text[language]].join("\n") };
    }
  };
  const refuse = () => {
    throw new Error("this office has no server");
  };
  const contextFor = (args: readonly string[], lines: string[]): CommandContext => ({
    args,
    cwd,
    language,
    stdin: (async function* nothing() {})(),
    print: async (line) => {
      lines.push(line);
    },
    ...(terminal && { terminal }),
    report: ({ [language]: line }) => {
      reported.push(line);
    },
    openApp: async () => openOfficeApp(),
    openDesk: async () => openDesk({ dataFolder: data, firstAdministrator: "admin", clock }),
    ledgerFolder: () => join(data, "ledger"),
    clock,
    firstAdministrator: "admin",
    serve: refuse,
    untilStopped: refuse,
  });
  const openOfficeApp = (): App =>
    openApp({
      dataFolder: data,
      refreshMs: Number.POSITIVE_INFINITY,
      clock,
      ...(corpus !== undefined && { corpusFolder: corpus }),
      ...(readPdf && { readPdf }),
      // A fault of a scripted model is no fault of the office.
      ...(model && { model, onTrouble: () => {} }),
    });
  return {
    data,
    cwd,
    clock,
    /** What was said beside the results, so far. */
    reported,
    ingest: (...args: readonly string[]) => run(ingest, args),
    ask: (...args: readonly string[]) => run(ask, args),
    ledger: (...args: readonly string[]) => run(ledger, args),
    match: (...args: readonly string[]) => run(match, args),
    partners: (...args: readonly string[]) => run(partners, args),
    /** The app of this office, closed after the test. */
    app(): App {
      const app = openOfficeApp();
      onTestFinished(() => app.close());
      return app;
    },
    passDays(days: number) {
      time += days * 86_400_000;
    },
  };
}
export type Office = ReturnType<typeof openOffice>;
