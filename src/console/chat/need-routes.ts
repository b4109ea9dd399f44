import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { LRUCache } from "lru-cache";
import type { NeedDraft } from "../../desk/draft-need.ts";
import { may } from "../../ledger/permissions.ts";
import { CLOSE_REASONS, type CloseReason } from "../../ledger/vocabulary.ts";
import { japanDay } from "../../text/days.ts";
import type { Backend } from "../backend.ts";
import { fieldsOf } from "../form-fields.ts";
import { messagePage } from "../page.ts";
import type { Asked, ConsoleEnv } from "../visit.ts";
import { type NeedView, needFormPage, needPage, needPreviewPage } from "./need-page.ts";
import { digestOf, type NeedValues, readNeed } from "./need-values.ts";
import { NEED_WORDS } from "./need-words.ts";

/** Needs: written, shown as they would stand on record, registered; and the partners for them. */
export function needPages(backend: Backend) {
  const app = new Hono<ConsoleEnv>();
  const register = registering(backend);
  app.use("/need/*", async (c, next) => {
    const visit = c.get("visit");
    if (may(visit.actor.role, "need")) return next();
    const { title, notAllowed } = NEED_WORDS[visit.language];
    return c.html(messagePage(visit, { title, text: notAllowed }), 403);
  });
  app.get("/need", (c) => c.html(needFormPage(c.get("visit"), {})));
  // A question may be secret: it comes by POST, so that no address keeps it.
  app.post("/need/write", async (c) => {
    const { text = "" } = await fieldsOf(c);
    return c.html(needFormPage(c.get("visit"), { text }));
  });
  app.post("/need", (c) =>
    withValues(c, async (values, fields) =>
      preview(c, {
        ...{ values, fields, isChanged: false },
        draft: await draftOf(c, values, backend),
      }),
    ),
  );
  app.post("/need/register", (c) =>
    withValues(c, async (values, fields) => {
      const draft = await draftOf(c, values, backend);
      return fields["shown"] === digestOf(values, draft.need)
        ? register(c, draft, fields["form"])
        : preview(c, { values, fields, draft, isChanged: true });
    }),
  );
  app.get("/needs/:id", async (c) => (await show(c, backend)) ?? c.notFound());
  app.post("/needs/:id/partners", (c) => propose(c, backend));
  return app;
}

type Fields = Awaited<ReturnType<typeof fieldsOf>>;

async function withValues(
  c: Asked,
  work: (values: NeedValues, fields: Fields) => Promise<Response>,
): Promise<Response> {
  const visit = c.get("visit");
  const fields = await fieldsOf(c);
  const read = readNeed(fields, japanDay(visit.now));
  if ("values" in read) return work(read.values, fields);
  const complaints = read.complaints.map((each) => each[visit.language]);
  return c.html(needFormPage(visit, fields, complaints), 400);
}

async function draftOf(c: Asked, { proposal, ...values }: NeedValues, backend: Backend) {
  const by = c.get("visit").actor;
  return backend.needs.draft({ ...values, by, mayPropose: proposal !== "refuse" });
}

/** What would stand on record, above the form as it was filled in: what a model proposes fills no field. */
function preview(
  c: Asked,
  {
    values,
    ...told
  }: {
    readonly values: NeedValues;
    readonly fields: Fields;
    readonly draft: NeedDraft;
    readonly isChanged: boolean;
  },
) {
  const shown = digestOf(values, told.draft.need);
  return c.html(needPreviewPage(c.get("visit"), { ...told, shown, form: randomUUID() }));
}

type Registered = ReturnType<Backend["needs"]["register"]>;

/** Forms that may still be sent a second time. */
const FORMS_REMEMBERED = 1_000;

/** Registers what a form shows, once: a button that is pressed twice sends it twice. */
function registering(backend: Backend) {
  const sent = new LRUCache<string, Registered>({ max: FORMS_REMEMBERED });
  return async (c: Asked, draft: NeedDraft, form: string | undefined) => {
    const visit = c.get("visit");
    const key = `${visit.actor.id} ${form ?? randomUUID()}`;
    const registered = sent.get(key) ?? backend.needs.register(draft, [], visit.actor);
    sent.set(key, registered);
    registered.catch(() => sent.delete(key));
    const { need } = await registered;
    if (need.kind === "done") return c.redirect(`/needs/${need.record.id}?done=registered`, 303);
    // What is refused may be sent again.
    sent.delete(key);
    const { title } = NEED_WORDS[visit.language];
    return c.html(messagePage(visit, { title, text: need.why[visit.language] }), 409);
  };
}

async function viewOf(c: Asked, backend: Backend): Promise<NeedView | undefined> {
  const { actor } = c.get("visit");
  const { ledger } = backend.desk();
  const need = await ledger.get("need", (c.req.param("id") ?? "").toUpperCase(), actor);
  if (!need) return undefined;
  const matches = await ledger.all("match", actor);
  return {
    need,
    suggestions: await backend.needs.suggestionsFor(need, actor),
    matches: matches.filter((match) => match.need === need.id),
  };
}

async function show(c: Asked, backend: Backend, told?: NeedView["told"]) {
  const visit = c.get("visit");
  const view = await viewOf(c, backend);
  if (!view) return undefined;
  const words = NEED_WORDS[visit.language];
  const done = (["registered", "recorded", "passed"] as const).find(
    (each) => each === c.req.query("done"),
  );
  return c.html(
    needPage(visit, { ...view, told: told ?? (done && { text: words[done], kind: "good" }) }),
    told ? 409 : 200,
  );
}

/** 記録, 候補にする or 見送り of a suggested partner. */
async function propose(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const { partner = "", deed = "", closeReason = "", reason = "" } = await fieldsOf(c);
  const need = (c.req.param("id") ?? "").toUpperCase();
  const isPassed = deed === "pass" && Object.hasOwn(CLOSE_REASONS, closeReason);
  const proposed = await backend.needs.propose(
    {
      need,
      partner,
      state: deed === "suggested" ? "suggested" : "draft",
      ...(isPassed && {
        // What the table has is a code.
        passed: {
          closeReason: closeReason as CloseReason,
          ...(reason.trim() !== "" && { reason }),
        },
      }),
    },
    visit.actor,
  );
  const { gone } = NEED_WORDS[visit.language];
  if (proposed.kind === "no need") return c.notFound();
  const [refusal] = proposed.kind === "proposed" ? proposed.refusals : [{ ja: gone, en: gone }];
  if (refusal) {
    const told = { text: refusal[visit.language], kind: "bad" } as const;
    return (await show(c, backend, told)) ?? c.notFound();
  }
  return c.redirect(`/needs/${need}?done=${isPassed ? "passed" : "recorded"}`, 303);
}
