import type { WebClient } from "@slack/web-api";
import type { OpenLedger } from "../ledger/open-ledger.ts";
import type { Actor } from "../ledger/records.ts";
import type { Role } from "../ledger/vocabulary.ts";
import type { Language } from "../text/language.ts";
import { callSlack, type Pause } from "./calls.ts";

/** Somebody in Slack, as Musubi knows them. */
export interface Person {
  readonly actor: Actor;
  /** Of the buttons and titles; an answer is in the language of its question. */
  readonly language: Language;
  /** What Slack calls them. */
  readonly name: string;
}

export interface People {
  of(user: string): Promise<Person>;
  /** The same without asking Slack: the name and the language as far as they are known. */
  known(user: string): Promise<Person>;
}

/** How long Slack's word about somebody holds. */
const HOLDS_MS = 10 * 60_000;

/** Knows people by their Slack ids. Who is not in the ledger is a guest. */
export function createPeople({
  client,
  ledger,
  pause,
  now,
  log,
}: {
  readonly client: WebClient;
  readonly ledger: () => Pick<OpenLedger, "roleOf" | "get">;
  readonly pause: Pause;
  readonly now: () => number;
  readonly log: (message: string, cause: unknown) => void;
}): People {
  const known = new Map<string, { readonly at: number; readonly profile: Profile }>();
  const profileOf = async (user: string): Promise<Profile> => {
    const seen = known.get(user);
    if (seen && now() - seen.at < HOLDS_MS) return seen.profile;
    try {
      const answer = await callSlack(() => client.users.info({ user, include_locale: true }), {
        pause,
      });
      const { locale = "", real_name, name } = answer.user ?? {};
      const profile: Profile = {
        language: locale.startsWith("en") ? "en" : "ja",
        name: real_name ?? name ?? user,
      };
      known.set(user, { at: now(), profile });
      return profile;
    } catch (error) {
      log("Slack does not tell who somebody is", error);
      return { language: "ja", name: user };
    }
  };
  const actorOf = async (user: string): Promise<Actor> => {
    const stranger: Actor = { id: user, role: "guest" };
    const role = await ledger().roleOf(stranger);
    const organisation = (await ledger().get("user", user, { ...stranger, role }))?.organisation;
    return { id: user, role, ...(organisation !== undefined && { organisation }) };
  };
  return {
    of: async (user) => ({ actor: await actorOf(user), ...(await profileOf(user)) }),
    known: async (user) => ({
      actor: await actorOf(user),
      ...(known.get(user)?.profile ?? { language: "ja", name: user }),
    }),
  };
}

interface Profile {
  readonly language: Language;
  readonly name: string;
}
