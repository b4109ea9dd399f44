import { Hono } from "hono";
import { finderByKey, recordPath } from "../../partners/keys.ts";
import { isSeed } from "../../partners/records.ts";
import type { Backend } from "../backend.ts";
import type { ConsoleEnv, Visit } from "../visit.ts";
import { chosenIn, pageIn } from "./query.ts";
import { type RecordView, recordPage, registerPage } from "./register-page.ts";
import { type RegisterRow, registerRows } from "./register-rows.ts";

/** The pages of one's own register; what somebody may not see is as if it were not there. */
export function registerPages(backend: Backend) {
  const app = new Hono<ConsoleEnv>();
  const rowsFor = registerRows(backend);
  app.get("/", (c) => {
    const visit = c.get("visit");
    const fields = chosenIn(c.req.query(), FIELDS);
    const rows = rowsFor(visit.actor.role);
    return c.html(registerPage(visit, { rows, fields, page: pageIn(fields) }));
  });
  app.get("/:key", async (c) => {
    const visit = c.get("visit");
    const shown = await recordView(backend, visit, {
      rows: rowsFor(visit.actor.role),
      key: c.req.param("key"),
    });
    return shown ? c.html(recordPage(visit, shown)) : c.notFound();
  });
  return app;
}

const FIELDS = ["what", "status", "disclosure", "region", "q", "page"];

async function recordView(
  backend: Backend,
  { actor }: Visit,
  { rows, key }: { readonly rows: readonly RegisterRow[]; readonly key: string },
): Promise<RecordView | undefined> {
  const record = finderByKey(rows.map((row) => row.record))(key);
  const row = rows.find((each) => each.record === record);
  if (!row) return undefined;
  const { holder } = row;
  const isHolder = row.record === holder;
  const seeds = rows.flatMap((each) =>
    isHolder && each.holder === holder && isSeed(each.record) ? [each.record] : [],
  );
  const wanted = {
    paths: [row.record, ...seeds].map(({ key: each }) => recordPath(each)),
    ...(isHolder && { partner: holder.key }),
  };
  return { ...row, seeds, citing: await backend.desk().ledger.citing(wanted, actor) };
}
