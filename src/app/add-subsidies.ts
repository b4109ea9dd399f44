import type { App } from "../cli/app.ts";
import { UserError } from "../errors.ts";
import type { ReadAnswers } from "../jgrants/read-answers.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { documentsFolder, expectStaff, tellLedger } from "./document-changes.ts";
import type { DeskWhenUsed } from "./open-desk.ts";

interface Options {
  readonly dataFolder: string;
  readonly desk: DeskWhenUsed;
  readonly clock: () => Date;
  /** Where the API of Jグランツ is; it is asked only where this is set. */
  readonly jgrantsApi?: string | undefined;
}

/** Keeps the cards of records of Jグランツ with what was added to a data folder. */
export function addSubsidiesTo(options: Options): App["addSubsidies"] {
  const { dataFolder, desk, clock } = options;
  return async (from, by) => {
    await expectStaff(by, desk);
    // Loaded when it is needed: whoever asks a question need not wait for it.
    const { importSubsidies } = await import("../jgrants/import-subsidies.ts");
    return importSubsidies(await answersOf(from, options), {
      folder: documentsFolder(dataFolder),
      makeFolder,
      by: by.id,
      clock,
      tell: (change, id) => tellLedger(change, id, desk),
    });
  };
}

async function answersOf(
  from: Parameters<App["addSubsidies"]>[0],
  { clock, jgrantsApi }: Options,
): Promise<ReadAnswers> {
  if ("paths" in from) {
    const { savedAnswers } = await import("../jgrants/read-answers.ts");
    return savedAnswers(from.paths, { ...from, now: clock() });
  }
  if (jgrantsApi === undefined) throw notSwitchedOn();
  const { liveAnswers } = await import("../jgrants/live-answers.ts");
  return liveAnswers({ apiUrl: jgrantsApi, keyword: from.keyword, clock });
}

function notSwitchedOn(): UserError {
  return new UserError({
    ja: "Jグランツへの問い合わせは、環境変数 JGRANTS_API_URL を設定したときだけ行います（.env.example を参照）。保存した応答は --jgrants で取り込めます。",
    en: "jGrants is asked only where the environment has JGRANTS_API_URL (see .env.example). Answers that were saved can be taken in with --jgrants.",
  });
}
