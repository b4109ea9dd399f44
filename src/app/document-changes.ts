import { join } from "node:path";
import type { DocumentChange } from "../corpus/added-documents.ts";
import type { TellFailure } from "../corpus/folder-change.ts";
import type { DraftChange } from "../drafts/draft-shelf.ts";
import { UserError } from "../errors.ts";
import type { SubsidyChange } from "../jgrants/import-subsidies.ts";
import { STAFF } from "../ledger/permissions.ts";
import type { Actor } from "../ledger/records.ts";
import type { DeskWhenUsed } from "./open-desk.ts";

/** Where the documents of a data folder lie. */
export function documentsFolder(dataFolder: string): string {
  return join(dataFolder, "documents");
}

/** Documents are taken in by staff; throws a `UserError` for anybody else. */
export async function expectStaff(by: Actor, desk: DeskWhenUsed): Promise<void> {
  const role = (await desk.look()?.ledger.roleOf(by)) ?? by.role;
  if (!STAFF.has(role)) throw notForThem();
}

const EVENTS: Readonly<Record<(DocumentChange | SubsidyChange | DraftChange)["action"], string>> = {
  add: "document",
  replace: "document",
  remove: "document",
  import: "jgrants",
  propose: "draft",
  accept: "draft",
  reject: "draft",
};

/** Where changes of the drafts in a corpus folder are made ready: the folder itself may be anybody's. */
export function draftChangesFolder(dataFolder: string): string {
  return join(dataFolder, "draft-changes");
}

/** Says which change was set aside, as a trouble that was gone around. */
export function failuresTo(onTrouble: (message: string, cause: unknown) => void): TellFailure {
  return (folder, cause) =>
    onTrouble(`a change could not be made and was set aside in ${folder}`, cause);
}

/**
 * A change of what answers are made from is an event of the ledger: document.add, jgrants.import,
 * draft.accept. One that was noted before, by its id, is not noted again.
 */
export async function tellLedger(
  { action, name, by, ...payload }: DocumentChange | SubsidyChange | DraftChange,
  id: string,
  desk: DeskWhenUsed,
): Promise<void> {
  const { ledger } = desk.use();
  const noted = await ledger.events(name);
  if (noted.some((event) => event.payload.change === id)) return;
  await ledger.note(
    {
      action: `${EVENTS[action]}.${action}`,
      kind: "corpus",
      entity: name,
      payload: { ...payload, change: id },
    },
    { id: by, role: "administrator" },
  );
}

function notForThem(): UserError {
  return new UserError({
    ja: "資料を取り込むのは、コーディネーターか管理者です。管理者に相談してください。",
    en: "Documents are taken in by coordinators and administrators. Ask an administrator.",
  });
}
