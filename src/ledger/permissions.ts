import { Refusal } from "./refusal.ts";
import type { Role } from "./vocabulary.ts";
import { ROLES } from "./vocabulary.ts";

const STAFF_ROLES: readonly Role[] = ["administrator", "coordinator"];

/** Who looks after needs, partners and documents. */
export const STAFF: ReadonlySet<Role> = new Set(STAFF_ROLES);

/** Who sees the whole of the ledger. */
export const OFFICE: ReadonlySet<Role> = new Set([...STAFF, "auditor"]);

/** Who may do what. A firm may in each case only where its own needs are concerned; moves are in TRANSITIONS. */
const MAY = {
  need: [...STAFF_ROLES, "firm"],
  match: [...STAFF_ROLES, "firm", "assistant"],
  plan: STAFF_ROLES,
  consent: [...STAFF_ROLES, "firm"],
  activity: STAFF_ROLES,
  survey: [...STAFF_ROLES, "firm"],
  review: ["administrator", "auditor"],
  correct: [...STAFF_ROLES, "auditor"],
  handover: STAFF_ROLES,
  erase: [...STAFF_ROLES, "firm"],
  secret: [...STAFF_ROLES, "firm"],
  answer: [...STAFF_ROLES, "auditor", "firm", "assistant"],
  feedback: [...STAFF_ROLES, "auditor", "firm", "assistant"],
  consult: [...STAFF_ROLES, "auditor", "firm", "assistant"],
  takeUp: STAFF_ROLES,
  user: ["administrator"],
  note: [...STAFF_ROLES, "auditor", "assistant"],
  browse: [...STAFF_ROLES, "auditor"],
  remind: [...STAFF_ROLES, "assistant"],
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
