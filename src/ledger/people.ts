import { unfinishedConsultations } from "./consultations.ts";
import type { Change, Desk } from "./desk.ts";
import type { Ledger } from "./ledger.ts";
import { forbidden } from "./permissions.ts";
import type { Kind, RecordStore } from "./record-store.ts";
import type { User } from "./records.ts";
import { expectText, orUserError, Refusal } from "./refusal.ts";
import { isLive } from "./transitions.ts";
import { ROLES } from "./vocabulary.ts";

/** Who uses the ledger in which role, and who looks after which cases. */
export function createPeople(
  desk: Desk,
  firstAdministrator: string | undefined,
): Pick<Ledger, "setUser" | "handOver"> {
  return {
    setUser: async (input, by) =>
      desk.change<"user">("user", by, (change) => {
        expectText(input.id, "利用者のID", "user's id");
        if (!Object.hasOwn(ROLES, input.role)) throw badRole();
        expectAdministrator(desk, firstAdministrator, input);
        const { organisation, ...rest } = input;
        // A need under anonymity names who registered it: the name beside that would give it away.
        const user: User =
          organisation === undefined
            ? rest
            : { ...rest, organisation: desk.vault.organisationHash(organisation) };
        return change.save("user", user, { action: "user.set" });
      }),
    handOver: async (from, to, reason, by) =>
      orUserError(() =>
        desk.transact("handover", by, (change) =>
          handOver(desk, change, { from, to, reason, first: firstAdministrator }),
        ),
      ),
  };
}

function handOver(
  { records }: Desk,
  change: Change,
  {
    from,
    to,
    reason,
    first,
  }: {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    /** Administrator by configuration. */
    readonly first: string | undefined;
  },
) {
  if (change.actor.role !== "administrator" && change.actor.id !== from) {
    throw forbidden(change.actor.role);
  }
  expectText(reason, "引き継ぐ理由", "reason of the handover");
  const role = records.get("user", to)?.role ?? (to === first ? "administrator" : undefined);
  if (to === from || role === undefined || !CAN_TAKE.has(role)) throw badSuccessor(to);
  const details = { from, to };
  const cases = casesOf(records, from);
  const matches = cases.matches.map((match) => ({
    ...match,
    coordinator: to,
    updatedAt: change.at,
  }));
  const needs = cases.needs.map((need) => ({ ...need, coordinator: to }));
  const consultations = cases.consultations.map((each) => ({ ...each, owner: to }));
  const note = (kind: Kind) => ({ action: `${kind}.handover`, reason, details });
  for (const match of matches) change.save("match", match, note("match"));
  for (const need of needs) change.save("need", need, note("need"));
  for (const each of consultations) change.save("consultation", each, note("consultation"));
  change.append({
    actor: change.actor.id,
    role: change.actor.role,
    action: "handover",
    kind: "user",
    entity: from,
    payload: {
      ...details,
      matches: matches.map(({ id }) => id),
      needs: needs.map(({ id }) => id),
      consultations: consultations.map(({ id }) => id),
    },
    reason,
  });
  return { matches, needs, consultations };
}

/** What somebody looks after and has not finished. */
function casesOf(records: RecordStore, coordinator: string) {
  return {
    matches: records
      .all("match")
      .filter((match) => match.coordinator === coordinator && isLive(match.state)),
    needs: records
      .where("need", "status", "open")
      .filter((need) => need.coordinator === coordinator),
    consultations: unfinishedConsultations(records).filter(({ owner }) => owner === coordinator),
  };
}

const CAN_TAKE: ReadonlySet<string> = new Set(["coordinator", "administrator"]);

/** Refuses to take the role from the last one who has it. */
function expectAdministrator(
  { records }: Desk,
  first: string | undefined,
  { id, role }: User,
): void {
  const users = records.all("user");
  const isByConfiguration = first !== undefined && !users.some((user) => user.id === first);
  const administrators = users
    .filter((user) => user.role === "administrator")
    .map((user) => user.id);
  const all = isByConfiguration ? [...administrators, first] : administrators;
  if (role === "administrator" || all.some((other) => other !== id) || all.length === 0) return;
  throw new Refusal(
    "管理者がいなくなります。先に別の管理者を決めてください。",
    "Nobody would be administrator any more. Name another one first.",
  );
}

function badRole(): Refusal {
  const list = Object.values(ROLES);
  return new Refusal(
    `役割を選んでください：${list.map(({ ja }) => ja).join("、")}。`,
    `Choose a role: ${list.map(({ en }) => en).join("; ")}.`,
  );
}

function badSuccessor(to: string): Refusal {
  return new Refusal(
    `「${to}」には引き継げません。引き継ぐ相手は、利用者として登録された別のコーディネーターか管理者にしてください。`,
    `"${to}" cannot take over. Hand over to another coordinator or administrator who is registered as a user.`,
  );
}
