import { isDay } from "../text/days.ts";
import type { Change, Desk } from "./desk.ts";
import type { Ledger, NewNeed, Secret } from "./ledger.ts";
import { endMatch } from "./matches.ts";
import type { Actor, Match, Need, Sealed } from "./records.ts";
import { expectText, Refusal } from "./refusal.ts";
import type { State } from "./states.ts";
import { expectCloseReason } from "./transitions.ts";

/** Needs: registered, with what is secret in the vault, closed, and expired. */
export function createNeeds(desk: Desk): Pick<Ledger, "registerNeed" | "closeNeed"> {
  return {
    registerNeed: async (input, by) =>
      desk.change<"need">("need", by, (change) => {
        const { secret, organisation, ...fields } = withOrganisation(input, change.actor);
        expectText(fields.summary, "要約", "summary");
        if (!isDay(fields.expiresOn) || fields.expiresOn < change.today) throw badDay();
        const sealed = sealWhatIsSecret(desk, change.actor, { ...fields, secret });
        const need: Need = {
          ...fields,
          id: desk.records.nextId("need"),
          status: "open",
          createdBy: change.actor.id,
          createdAt: change.at,
          ...(organisation === undefined ? {} : { organisation }),
          ...(sealed === undefined ? {} : { sealed }),
        };
        return change.save("need", need, { action: "need.create" });
      }),
    closeNeed: async (id, reason, note, by) =>
      desk.change<"need">("need", by, (change) => {
        const need = change.find("need", id);
        if (need.status !== "open") return refusedAsEnded(need);
        expectCloseReason(reason, note);
        const because = { closeReason: reason, ...(note.trim() === "" ? {} : { reason: note }) };
        for (const match of matchesWithoutContact(desk, id)) {
          endMatch(change, match, { to: "closed", ...because });
        }
        return change.save(
          "need",
          { ...need, status: "closed" },
          { action: "need.close", reason: because.reason, details: { closeReason: reason } },
        );
      }),
  };
}

/** Ends every need whose last day is past, with the matches that never came to an introduction. */
export function expireNeeds(desk: Desk, by: Actor): readonly Need[] {
  return desk.transact("remind", by, (change) =>
    desk.records
      .where("need", "status", "open")
      .filter(({ expiresOn }) => expiresOn < change.today)
      .map((need) => {
        const reason = `期限 ${need.expiresOn}`;
        for (const match of matchesWithoutContact(desk, need.id)) {
          endMatch(change, match, { to: "expired", reason });
        }
        const expired: Need = { ...need, status: "expired" };
        return change.save("need", expired, { action: "need.expire", reason }).record;
      }),
  );
}

// Once both sides know each other, what they do together goes on whatever becomes of the need.
const WITHOUT_CONTACT: ReadonlySet<State> = new Set([
  "draft",
  "suggested",
  "screened",
  "consent_pending",
]);

function matchesWithoutContact({ records }: Desk, need: string): readonly Match[] {
  return records
    .where("match", "need", need)
    .filter(({ state, heldFrom }) =>
      WITHOUT_CONTACT.has(state === "on_hold" ? (heldFrom ?? "draft") : state),
    );
}

/** Puts the name where the degree of anonymity wants it, and a firm's own name where it gave none. */
function withOrganisation({ organisation, secret, ...fields }: NewNeed, actor: Actor) {
  const isNamed = fields.anonymity === "named";
  const { organisation: hidden, ...rest } = secret ?? {};
  const name = given(organisation) ?? given(hidden) ?? (isNamed ? ownName(actor) : undefined);
  return {
    ...fields,
    organisation: isNamed ? name : undefined,
    secret: isNamed || name === undefined ? rest : { ...rest, organisation: name },
  };
}

function sealWhatIsSecret(
  { vault }: Desk,
  actor: Actor,
  { anonymity, secret }: Pick<NewNeed, "anonymity"> & { readonly secret: Secret },
): Sealed | undefined {
  const named = secret.organisation;
  const own = actor.role === "firm" ? actor.organisation : undefined;
  if (named !== undefined && own !== undefined) expectSame(vault.organisationHash, named, own);
  const owner = own ?? named;
  const isEmpty = given(secret.text) === undefined && named === undefined;
  // A firm's hidden need is sealed even when it holds nothing: only the vault tells whose it is.
  if (isEmpty && (anonymity === "named" || owner === undefined)) return undefined;
  return vault.seal(secret, owner);
}

function expectSame(hashOf: (name: string) => string, name: string, own: string): void {
  if (hashOf(name) === hashOf(own)) return;
  throw new Refusal(
    "自社のニーズだけを登録できます。社名を確かめてください。",
    "A firm registers its own needs only. Check the name.",
  );
}

/** The actor's organisation where it is known by name and not by its hash. */
function ownName({ role, organisation }: Actor): string | undefined {
  return role === "firm" && !organisation?.startsWith("org-") ? organisation : undefined;
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text;
}

function refusedAsEnded(need: Need) {
  return {
    kind: "refused",
    why: {
      ja: "このニーズはもう終わっています。",
      en: "This need has ended already.",
    },
    current: need,
  } as const;
}

function badDay(): Refusal {
  return new Refusal(
    "有効期限は今日以降の日付（YYYY-MM-DD）で書いてください。",
    "Give the last day as YYYY-MM-DD, today or later.",
  );
}
