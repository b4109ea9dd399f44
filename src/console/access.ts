import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ASSISTANT } from "../ledger/assistant.ts";
import type { Inbox } from "../ledger/inbox.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Actor } from "../ledger/records.ts";
import { createSeal } from "./sealed-text.ts";

/** Somebody whose browser carries a cookie of ours. */
export interface Visitor {
  /** Names the session; forms are bound to it. */
  readonly session: string;
  /** Absent where somebody would have to sign in first. */
  readonly actor?: Actor;
}

/** Who may come in, and by what. */
export interface Access {
  /** Whether the pages are for this machine alone, so that nobody signs in. */
  readonly isLocal: boolean;
  /** Who a cookie says somebody is; the role is the one on record now. */
  visitorOf(cookie: string | undefined): Promise<Visitor | undefined>;
  /** A cookie for somebody who has none yet: on this machine, or before signing in. */
  newCookie(): string;
  /** A token for the forms of a session. */
  csrfOf(session: string): string;
  isCsrfOf(token: string, session: string): boolean;
  /** An address that signs somebody in once, within minutes; `undefined` where nobody has to. */
  linkFor(user: string): string | undefined;
  /** The cookie for whoever comes with a link, or why the link is none any more. */
  signIn(
    token: string,
  ): Promise<{ readonly cookie: string } | { readonly bad: "unknown" | "expired" | "used" }>;
  /** Ends a session: its cookie opens nothing any more, wherever it was copied to. */
  signOut(session: string): void;
  /** Writes down that somebody was refused a page. */
  noteRefusal(place: string, actor: Actor): Promise<void>;
}

interface Options {
  readonly key: string;
  /** Who acts without signing in; absent where everybody has to. */
  readonly local?: Actor | undefined;
  /** Where the pages are reached from elsewhere. */
  readonly publicUrl?: string | undefined;
  readonly ledger: () => Pick<Ledger, "roleOf" | "get" | "note">;
  readonly inbox: () => Pick<Inbox, "claim" | "isClaimed">;
  readonly clock: () => Date;
}

const LINK_MINUTES = 10;
const SESSION_HOURS = 8;
const MINUTE_MS = 60_000;

const link = z.strictObject({
  kind: z.literal("link"),
  id: z.string(),
  user: z.string(),
  until: z.number(),
});
const cookie = z.strictObject({
  kind: z.literal("session"),
  id: z.string(),
  user: z.string().optional(),
  until: z.number(),
});

export function createAccess({ key, local, publicUrl, ledger, inbox, clock }: Options): Access {
  const seal = createSeal(key);
  const newId = () => randomBytes(18).toString("base64url");
  const sessionFor = (user?: string) =>
    seal.close({
      kind: "session",
      id: newId(),
      ...(user !== undefined && { user }),
      until: clock().getTime() + SESSION_HOURS * 60 * MINUTE_MS,
    });
  return {
    isLocal: local !== undefined,
    async visitorOf(given) {
      const read = cookie.safeParse(given === undefined ? undefined : seal.open(given));
      if (!read.success || read.data.until < clock().getTime()) return undefined;
      const { id: session, user } = read.data;
      if (local) return { session, actor: local };
      if (user === undefined || inbox().isClaimed(endOf(session))) return { session };
      return { session, actor: await actorOf(user, ledger()) };
    },
    newCookie: () => sessionFor(),
    csrfOf: (session) => seal.sign(`csrf ${session}`),
    isCsrfOf: (token, session) => seal.isSignOf(token, `csrf ${session}`),
    linkFor(user) {
      if (local || publicUrl === undefined) return undefined;
      const until = clock().getTime() + LINK_MINUTES * MINUTE_MS;
      const token = seal.close({ kind: "link", id: newId(), user, until });
      return `${publicUrl.replace(/\/$/u, "")}/sign-in?t=${token}`;
    },
    async signIn(token) {
      const read = link.safeParse(seal.open(token));
      if (!read.success) return { bad: "unknown" };
      const { id, user, until } = read.data;
      if (until < clock().getTime()) return { bad: "expired" };
      if (!inbox().claim(`sign-in:${id}`)) return { bad: "used" };
      await ledger().note(
        { action: "console.sign-in", kind: "console", entity: user, payload: {} },
        ASSISTANT,
      );
      return { cookie: sessionFor(user) };
    },
    signOut: (session) => void inbox().claim(endOf(session)),
    noteRefusal: async (place, { id, role }) => {
      await ledger().note(
        { action: "console.refuse", kind: "console", entity: id, payload: { place, role } },
        ASSISTANT,
      );
    },
  };
}

const endOf = (session: string) => `session-end:${session}`;

/** Somebody with the role and the organisation that are on record now. */
async function actorOf(user: string, ledger: Pick<Ledger, "roleOf" | "get">): Promise<Actor> {
  const stranger: Actor = { id: user, role: "guest" };
  const role = await ledger.roleOf(stranger);
  const organisation = (await ledger.get("user", user, { ...stranger, role }))?.organisation;
  return { id: user, role, ...(organisation !== undefined && { organisation }) };
}
