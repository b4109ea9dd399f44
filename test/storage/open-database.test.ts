import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { outcomeOf } from "../support/outcome.ts";
import { ROOT } from "../support/root.ts";
import { tempFolder } from "../support/temp-folder.ts";

const OPENER = join(ROOT, "test/storage/support/opener.ts");

test("a new file that another process is writing at the moment is opened when that is done", async () => {
  const file = join(tempFolder(), "new.sqlite");
  const writer = new Database(file);
  writer.exec("CREATE TABLE note (text TEXT)");
  writer.exec("BEGIN IMMEDIATE");

  const opener = spawn(process.execPath, ["--import", "tsx", OPENER, file], { cwd: ROOT });
  const outcome = outcomeOf(opener);
  await once(opener.stdout, "data");
  writer.exec("COMMIT");
  writer.close();

  expect(await outcome).toMatchObject({ code: 0, stderr: "", stdout: "refused\nwal\n" });
});
