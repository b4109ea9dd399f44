import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { z } from "zod";
import { UserError } from "../errors.ts";
import type { CommandContext } from "./command.ts";

/**
 * Reads a JSONL file, or standard input for `-`, and checks every line before the first is used. A
 * bad line is a `UserError` with its number; `shape` shows how a line should look.
 */
export async function readJsonLines<T>(
  path: string,
  { schema, shape }: { schema: z.ZodType<T>; shape: string },
  context: CommandContext,
): Promise<readonly T[]> {
  const text = path === "-" ? await readStdin(context) : await readText(path, context);
  return text
    .split("\n")
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== "")
    .map(({ line, number }) => {
      const parsed = schema.safeParse(parseJson(line));
      if (parsed.success) return parsed.data;
      throw new UserError({
        ja: `「${path}」の${number}行目を読めません。1行に ${shape} の形で書いてください。`,
        en: `Line ${number} of "${path}" cannot be read. Write ${shape} on one line.`,
      });
    });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // No value of any schema: reported with its line number like any other line of a wrong shape.
    return undefined;
  }
}

async function readStdin({ stdin }: CommandContext): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function readText(path: string, { cwd }: CommandContext): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), "utf8");
  } catch (cause) {
    throw new UserError(
      {
        ja: `ファイル「${path}」を読めません。場所と権限を確かめてください。`,
        en: `The file "${path}" cannot be read. Check where it is and its permissions.`,
      },
      { cause },
    );
  }
}
