// Opens a database, and says when SQLite refused to change its journal and when it is open.
import { writeSync } from "node:fs";
import Database from "better-sqlite3";
import { openDatabase } from "../../../src/storage/open-database.ts";

const { pragma } = Database.prototype;
Database.prototype.pragma = function tellRefusal(...args: Parameters<typeof pragma>) {
  try {
    return pragma.apply(this, args);
  } catch (error) {
    writeSync(1, "refused\n");
    throw error;
  }
};
const database = openDatabase(process.argv[2] ?? "");
writeSync(1, `${database.pragma("journal_mode", { simple: true })}\n`);
database.close();
