import { Refusal } from "./refusal.ts";
import type { Role } from "./vocabulary.ts";
import { ROLES } from "./vocabulary.ts";

const STAFF: readonly Role[] = ["administrator", "coordinator"];

/** Who sees the whole of the ledger. */
export const OFFICE: ReadonlySet<Role> = new Set([...STAFF, "auditor"]);

/** Who may do what. A firm may in each case only where its own needs are concerned; moves are in TRANSITIONS. */
const MAY = {
  need: [...STAFF, "firm"],
  match: [...STAFF, "firm", "assistant"],
  plan: STAFF,
  consent: [...STAFF, "firm"],
  activity: STAFF,
  survey: [...STAFF, "firm"],
  review: ["administrator", "auditor"],
  correct: [...STAFF, "auditor"],
  handover: STAFF,
  erase: [...STAFF, "firm"],
  secret: [...STAFF, "firm"],
  answer: [...STAFF, "auditor", "firm", "assistant"],
  feedback: [...STAFF, "auditor", "firm", "assistant"],
  consult: [...STAFF, "auditor", "firm", "assistant"],
  takeUp: STAFF,
  user: ["administrator"],
  note: [...STAFF, "auditor", "assistant"],
  browse: [...STAFF, "auditor"],
  remind: [...STAFF, "assistant"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Deed = keyof typeof MAY;

export function may(role: Role, deed: Deed): boolean {
  const roles: readonly Role[] = MAY[deed];
  return roles.includes(role);
}

/** Refuses a role that may not do this. */
export function expectRole(role: Role, deed: Deed): void {
  if (may(role, deed)) return;
  throw forbidden(role);
}

export function forbidden(role: Role): Refusal {
  return new Refusal(
    `「${ROLES[role].ja}」の役割ではこの操作はできません。管理者に相談してください。`,
    `The role "${ROLES[role].en}" may not do this. Ask an administrator.`,
  );
}
