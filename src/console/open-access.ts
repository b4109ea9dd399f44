import { randomBytes } from "node:crypto";
import type { Surface } from "../desk/surface.ts";
import { createInbox } from "../ledger/inbox.ts";
import { type Access, createAccess } from "./access.ts";
import { isLoopback } from "./loopback.ts";
import { needsSignIn } from "./serve-console.ts";

interface Options {
  readonly host: string;
  readonly publicUrl?: string | undefined;
  readonly sessionSecret?: string | undefined;
  /** Whether there is anybody who sends people their links. */
  readonly canSendLinks: boolean;
  readonly firstAdministrator: string;
  readonly clock: () => Date;
}

/**
 * Who comes in how. On the loopback whoever sits at the machine acts as its administrator, as on the
 * command line. Where the pages have an address elsewhere everybody signs in, also behind a proxy on the
 * same machine: that cannot be told from somebody who sits there. Throws a `UserError` where nobody
 * could: whoever reached the pages could read everything.
 */
export function openAccess(
  { desk }: Pick<Surface, "desk">,
  { host, publicUrl, sessionSecret, canSendLinks, firstAdministrator, clock }: Options,
): Access {
  const isElsewhere = publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname);
  const isPublic = !isLoopback(host) || isElsewhere;
  const canSignIn =
    sessionSecret !== undefined && publicUrl?.startsWith("https:") === true && canSendLinks;
  if (isPublic && !canSignIn) {
    throw needsSignIn(isLoopback(host) ? `PUBLIC_URL=${publicUrl}` : `HOST=${host}`);
  }
  return createAccess({
    key: sessionSecret ?? randomBytes(32).toString("base64url"),
    ...(!isPublic && { local: { id: firstAdministrator, role: "administrator" } }),
    publicUrl,
    ledger: () => desk().ledger,
    inbox: () => createInbox(desk().ledger.database, clock),
    clock,
  });
}
