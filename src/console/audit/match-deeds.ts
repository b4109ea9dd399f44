import { Hono } from "hono";
import { UserError } from "../../errors.ts";
import type { Result } from "../../ledger/ledger.ts";
import { STATES, type State } from "../../ledger/states.ts";
import {
  CLOSE_REASONS,
  type CloseReason,
  FINDING_CODES,
  type FindingCode,
} from "../../ledger/vocabulary.ts";
import type { Backend } from "../backend.ts";
import { fieldsOf } from "../form-fields.ts";
import type { Asked, ConsoleEnv } from "../visit.ts";
import { matchView } from "./audit-routes.ts";
import { matchPage } from "./match-page.ts";

/** What staff do with a match: judge it, move it on, write a consent down, look at what is confidential. */
export function matchDeeds(backend: Backend) {
  const app = new Hono<ConsoleEnv>();
  app.post("/matches/:id/review", (c) => review(c, backend));
  app.post("/matches/:id/move", (c) => move(c, backend));
  app.post("/matches/:id/consent", (c) => consent(c, backend));
  app.post("/secrets/:need", (c) => openSecret(c, backend));
  return app;
}

const idOf = (c: Asked) => (c.req.param("id") ?? "").toUpperCase();

async function review(c: Asked, backend: Backend) {
  const { finding = "", comment = "" } = await fieldsOf(c);
  if (!Object.hasOwn(FINDING_CODES, finding)) throw needsFinding();
  // What the table of codes has is a code.
  const given = { target: idOf(c), finding: finding as FindingCode, comment: comment.trim() };
  const result = await backend.desk().ledger.review(given, c.get("visit").actor);
  return shown(c, result, { backend, done: "review" });
}

async function move(c: Asked, backend: Backend) {
  const { from = "", to = "", reason = "", closeReason = "" } = await fieldsOf(c);
  const way = {
    match: idOf(c),
    // The ledger refuses what is no state of the match, and what is no reason.
    from: from as State,
    to: (Object.hasOwn(STATES, to) ? to : from) as State,
    ...(reason.trim() !== "" && { reason: reason.trim() }),
    ...(Object.hasOwn(CLOSE_REASONS, closeReason) && { closeReason: closeReason as CloseReason }),
  };
  const result = await backend.desk().ledger.move(way, c.get("visit").actor);
  return shown(c, result, { backend, done: "move" });
}

async function consent(c: Asked, backend: Backend) {
  const body = await c.req.parseBody({ all: true });
  const {
    side,
    grantedBy = "",
    recipients = "",
    purpose = "",
    method = "",
    until = "",
  } = await fieldsOf(c);
  const given = {
    match: idOf(c),
    side: side === "partner" ? ("partner" as const) : ("need" as const),
    ...{ grantedBy, purpose, method, until },
    fields: [body["fields"] ?? []].flat().map(String),
    recipients: recipients.split(/[、,]/u).flatMap((name) => name.trim() || []),
  };
  const result = await backend.desk().ledger.grantConsent(given, c.get("visit").actor);
  return shown(c, result, { backend, done: "consent" });
}

/** The match as it is then; a refusal with what stands. */
async function shown(
  c: Asked,
  result: Result<"review"> | Result<"match"> | Result<"consent">,
  { backend, done }: { readonly backend: Backend; readonly done: string },
) {
  const visit = c.get("visit");
  const id = idOf(c);
  if (result.kind === "done") return c.redirect(`/audit/matches/${id}?done=${done}`, 303);
  const view = await matchView(backend, visit, id);
  if (!view) return c.notFound();
  const told = { text: result.why[visit.language], kind: "bad" } as const;
  return c.html(matchPage(visit, { ...view, told }), 409);
}

async function openSecret(c: Asked, backend: Backend) {
  const visit = c.get("visit");
  const need = (c.req.param("need") ?? "").toUpperCase();
  const { match = "" } = await fieldsOf(c);
  const view = await matchView(backend, visit, match);
  if (view?.file.match.need !== need) return c.notFound();
  const { ledger } = backend.desk();
  const secret = (await ledger.openSecret("need", need, visit.actor)) ?? ("none" as const);
  // Read anew: the look is an event of its own.
  const now = (await matchView(backend, visit, match)) ?? view;
  return c.html(matchPage(visit, { ...now, secret }));
}

function needsFinding(): UserError {
  return new UserError({ ja: "所見を選んでください。", en: "Choose a finding." });
}
