import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../errors.ts";

/** Where drafts lie in a corpus folder, which reads nothing there as a card. */
export const DRAFTS = "drafts";

/** What has become of the drafts that were made. */
export const MANIFEST = `${DRAFTS}/.drafts.json`;

const manifest = z.object({
  /** By the name of a document: the hash of what drafts were last made of. */
  documents: z.record(z.string(), z.string()),
  /** By the name of a draft. */
  drafts: z.record(
    z.string(),
    z.object({
      document: z.string(),
      /** Hash of the file as it was written. */
      written: z.string(),
      state: z.enum(["proposed", "accepted", "rejected"]),
    }),
  ),
});

export type Manifest = z.infer<typeof manifest>;

/** What is known of the drafts in a corpus folder. Throws a `UserError` where the file was spoilt. */
export async function readManifest(corpusFolder: string): Promise<Manifest> {
  const file = join(corpusFolder, MANIFEST);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  if (text === undefined) return { documents: {}, drafts: {} };
  const read = manifest.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new UserError({
    ja: `「${file}」を読めません。このファイルを消してからもう一度実行してください（下書きはそのまま残ります）。`,
    en: `"${file}" cannot be read. Delete it and run again; the drafts stay as they are.`,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function manifestText(known: Manifest): string {
  return `${JSON.stringify(known, undefined, 2)}\n`;
}
