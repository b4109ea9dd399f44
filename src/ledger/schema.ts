/** The tables of records that the first step made. */
const FIRST_TABLES = [
  "need",
  "match",
  "consent",
  "activity",
  "survey",
  "review",
  "answer",
  "feedback",
  "user",
] as const;
/** Tables of records whose rows are what the events say; the name of each is the kind of record. */
export const RECORD_TABLES = [...FIRST_TABLES, "consultation"] as const;

// What queries and triggers look at, taken out of the JSON. The vault is searched by erased ids when a
// ledger is opened.
const SEALED = `,
  erased TEXT GENERATED ALWAYS AS (
    CASE WHEN body ->> '$.sealed.erasedAt' IS NOT NULL THEN body ->> '$.sealed.id' END
  ) VIRTUAL`;
const column = (name: string, path: string) =>
  `,\n  ${name} TEXT GENERATED ALWAYS AS (body ->> '$.${path}') VIRTUAL`;
const COLUMNS: Readonly<Record<(typeof RECORD_TABLES)[number], string>> = {
  need: column("status", "status") + SEALED,
  match:
    column("need", "need") +
    column("state", "state") +
    column("held_from", "heldFrom") +
    column("state_since", "stateSince"),
  consent:
    column("match", "match") +
    column("side", "side") +
    column("until", "until") +
    column("withdrawn_at", "withdrawnAt"),
  activity: "",
  survey: column("match", "match") + column("answered_at", "answeredAt"),
  review: column("target", "target"),
  answer: SEALED,
  feedback: column("target", "target"),
  user: "",
  consultation: column("status", "status"),
};
const INDEXES = `
CREATE INDEX need_status ON need (status);
CREATE INDEX match_need ON "match" (need);
CREATE INDEX match_state ON "match" (state);
CREATE INDEX consent_match ON consent ("match");
CREATE INDEX survey_match ON survey ("match");
CREATE INDEX survey_open ON survey (number) WHERE answered_at IS NULL;
CREATE INDEX need_erased ON need (erased) WHERE erased IS NOT NULL;
CREATE INDEX answer_erased ON answer (erased) WHERE erased IS NOT NULL;
`;

// SQLite numbers rows anew when a copy is made, so that the order of records needs a column.
const recordTable = (name: (typeof RECORD_TABLES)[number]) => `
CREATE TABLE "${name}" (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL CHECK (json_valid(body))${COLUMNS[name]}
) STRICT;
CREATE TRIGGER ${name}_is_kept BEFORE DELETE ON "${name}"
BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END;
CREATE TRIGGER ${name}_keeps_its_name BEFORE UPDATE OF number, id ON "${name}"
BEGIN SELECT RAISE(ABORT, 'a record keeps its number'); END;
`;

const EVENTS = `
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  payload TEXT NOT NULL,
  reason TEXT,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX event_entity ON event (entity, seq);
CREATE INDEX event_register ON event (seq) WHERE kind IN ('organisation', 'seed');
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_is_appended BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
  OR NEW.previous IS NOT coalesce(
    (SELECT hash FROM event ORDER BY seq DESC LIMIT 1), '${"0".repeat(64)}')
BEGIN SELECT RAISE(ABORT, 'events are appended in order'); END;
`;

const STATE_MACHINE = `
CREATE TABLE transition (
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  needs_consents INTEGER NOT NULL,
  PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER match_begins BEFORE INSERT ON "match"
WHEN coalesce(NEW.body ->> '$.state', '') NOT IN ('draft', 'suggested')
BEGIN SELECT RAISE(ABORT, 'a match begins as a draft or a suggestion'); END;
CREATE TRIGGER match_moves BEFORE UPDATE OF body ON "match"
WHEN OLD.state IS NOT (NEW.body ->> '$.state')
BEGIN
  SELECT RAISE(ABORT, 'no way leads from this state to that')
  WHERE NOT EXISTS (
    SELECT 1 FROM transition
    WHERE from_state = OLD.state AND to_state = NEW.body ->> '$.state');
  SELECT RAISE(ABORT, 'a match that was held goes back to where it was held')
  WHERE (NEW.body ->> '$.state' = 'on_hold' AND NEW.body ->> '$.heldFrom' IS NOT OLD.state)
    OR (OLD.state = 'on_hold'
      AND NEW.body ->> '$.state' NOT IN ('closed', 'withdrawn', 'expired')
      AND NEW.body ->> '$.state' IS NOT OLD.held_from);
  SELECT RAISE(ABORT, 'an introduction needs two live consents')
  WHERE EXISTS (
      SELECT 1 FROM transition
      WHERE from_state = OLD.state AND to_state = NEW.body ->> '$.state' AND needs_consents)
    AND (
      SELECT count(DISTINCT side) FROM consent
      WHERE "match" = NEW.id AND side IN ('need', 'partner') AND withdrawn_at IS NULL
        AND until >= date(NEW.body ->> '$.stateSince', '+9 hours')) < 2;
END;
`;

const REST = `
CREATE TABLE vault (id TEXT PRIMARY KEY, bytes BLOB NOT NULL,
  owner BLOB GENERATED ALWAYS AS (substr(bytes, 1, 32)) VIRTUAL) STRICT;
CREATE INDEX vault_owner ON vault (owner);
CREATE TABLE reminder (key TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
CREATE TABLE organisation (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE seed (key TEXT PRIMARY KEY, organisation TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX seed_organisation ON seed (organisation);
`;

// What comes in from outside and may come twice; who is talked with, and how they want it. None of it is
// part of the chain.
const INBOX = `
CREATE TABLE delivery (key TEXT PRIMARY KEY, at TEXT NOT NULL, about TEXT) STRICT;
CREATE INDEX delivery_at ON delivery (at);
CREATE TABLE conversation (key TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

const CONSULTATIONS = `${recordTable("consultation")}
CREATE INDEX consultation_status ON consultation (status);
`;

// Lists of a hundred thousand records are read off indexes: no row's JSON is looked into but those shown.
const added = (table: string, name: string, path: string, type = "TEXT") =>
  `ALTER TABLE "${table}" ADD COLUMN ${name} ${type} GENERATED ALWAYS AS (body ->> '$.${path}') VIRTUAL;`;
const BROWSING = `
${added("match", "created_at", "createdAt")}
${added("match", "coordinator", "coordinator")}
${added("match", "due", "nextActionDue")}
${added("match", "score", "score", "REAL")}
${added("match", "partner", "partner.name")}
${added("match", "schemes", "schemes")}
${added("need", "region", "region")}
${added("review", "finding", "finding")}
${added("activity", "match", "match")}
${added("consultation", "target", "target")}
${added("answer", "at", "at")}
${added("answer", "kind", "kind")}
CREATE INDEX match_browse
  ON "match" (number, id, created_at, state, coordinator, due, score, need, partner);
CREATE INDEX match_coordinator ON "match" (coordinator);
CREATE INDEX match_schemes ON "match" (schemes) WHERE schemes <> '[]';
CREATE INDEX need_region ON need (region, id);
CREATE INDEX review_target ON review (target, finding);
CREATE INDEX activity_match ON activity ("match") WHERE "match" IS NOT NULL;
CREATE INDEX consultation_target ON consultation (target);
CREATE INDEX feedback_target ON feedback (target);
CREATE INDEX answer_browse ON answer (number, at, kind);
CREATE INDEX event_outcome ON event (entity) WHERE payload -> '$.record.outcome' IS NOT NULL;
CREATE INDEX event_course ON event (seq, entity, at, payload ->> '$.record.state')
  WHERE kind = 'match';
`;

/** Step n leads from `user_version` n to n + 1; a step that was released is never changed. */
export const SCHEMA: readonly string[] = [
  [EVENTS, ...FIRST_TABLES.map(recordTable), INDEXES, STATE_MACHINE, REST].join("\n"),
  [CONSULTATIONS, INBOX].join("\n"),
  BROWSING,
];
