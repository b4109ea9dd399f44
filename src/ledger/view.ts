import type { Kind, RecordStore } from "./record-store.ts";
import type { Actor, Entities, Match, Need, Sealed } from "./records.ts";
import type { Vault } from "./vault.ts";

/** Who sees which records, and to which need or answer a record belongs. */
export interface View {
  sees<K extends Kind>(actor: Actor, kind: K, record: Entities[K]): boolean;
  /** What the vault keeps about what a record is about. */
  sealedOf<K extends Kind>(kind: K, record: Entities[K]): Sealed | undefined;
  /** Names that what a record is about has on record itself: of the partner, of a need that goes by name. */
  namesOnRecord<K extends Kind>(kind: K, record: Entities[K]): readonly string[];
}

export function createView(records: RecordStore, vault: Vault): View {
  const needOf = (match: string | undefined): Need | undefined => {
    const found = match === undefined ? undefined : records.get("match", match);
    return found && records.get("need", found.need);
  };
  const firmSees = whatFirmsSee(records, vault, needOf);
  const subjectOf = subjects(records, needOf);
  return {
    sees(actor, kind, record) {
      if (actor.role === "guest") return false;
      return actor.role !== "firm" || firmSees[kind](actor, record);
    },
    sealedOf(kind, record) {
      const sealed = subjectOf[kind](record)?.sealed;
      return sealed?.erasedAt === undefined ? sealed : undefined;
    },
    namesOnRecord(kind, record) {
      const names = [matchOf(records, record)?.partner.name, subjectOf[kind](record)?.organisation];
      return names.filter((name) => name !== undefined);
    },
  };
}

/** The match that a record is or belongs to. */
function matchOf(records: RecordStore, record: Entities[Kind]): Match | undefined {
  if ("partner" in record) return record;
  if ("match" in record && record.match !== undefined) return records.get("match", record.match);
  return "target" in record ? records.get("match", record.target) : undefined;
}

type NeedOf = (match: string | undefined) => Need | undefined;

function whatFirmsSee(
  records: RecordStore,
  vault: Vault,
  needOf: NeedOf,
): { readonly [K in Kind]: (actor: Actor, record: Entities[K]) => boolean } {
  const owns = (actor: Actor, need: Need | undefined) =>
    need !== undefined && ownsNeed(actor, need, vault);
  return {
    need: owns,
    match: (actor, match) =>
      owns(actor, records.get("need", match.need)) && mayKnowPartner(records, match),
    consent: (actor, { side, match }) => side === "need" && owns(actor, needOf(match)),
    survey: (actor, { match }) => owns(actor, needOf(match)),
    feedback: (actor, { by }) => by === actor.id,
    consultation: (actor, { askedBy }) => askedBy === actor.id,
    user: (actor, { id }) => id === actor.id,
    answer: (actor, { asker }) => asker === vault.hashAsker(actor.id),
    activity: () => false,
    review: () => false,
  };
}

/**
 * A partner of the register that is not open to firms shows itself by its own consent: at the
 * introduction, which plans the surveys.
 */
function mayKnowPartner(records: RecordStore, { id, partner }: Match): boolean {
  const { origin, disclosure } = partner;
  if (origin === "card" || disclosure === "public" || disclosure === "members") return true;
  return records.where("survey", "match", id).length > 0;
}

function ownsNeed(actor: Actor, need: Need, vault: Vault): boolean {
  const { organisation } = actor;
  if (organisation === undefined) return need.createdBy === actor.id;
  if (need.organisation !== undefined) {
    return vault.organisationHash(need.organisation) === vault.organisationHash(organisation);
  }
  // Once erased, or where nothing was ever sealed, nothing else tells whose need it was.
  if (!need.sealed || need.sealed.erasedAt !== undefined) return need.createdBy === actor.id;
  return vault.belongsTo(need.sealed, organisation);
}

type Subject = Pick<Need, "sealed" | "organisation"> | undefined;

function subjects(
  records: RecordStore,
  needOf: NeedOf,
): { readonly [K in Kind]: (record: Entities[K]) => Subject } {
  const byTarget = ({ target }: { readonly target: string }): Subject =>
    records.get("need", target) ?? needOf(target) ?? records.get("answer", target);
  return {
    need: (record) => record,
    match: ({ need }) => records.get("need", need),
    consent: ({ match }) => needOf(match),
    survey: ({ match }) => needOf(match),
    activity: ({ match }) => needOf(match),
    review: byTarget,
    feedback: byTarget,
    consultation: byTarget,
    answer: (record) => record,
    user: () => undefined,
  };
}
