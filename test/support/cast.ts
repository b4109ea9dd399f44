import { join } from "node:path";
import type { AppOptions } from "../../src/app.ts";
import type { Role } from "../../src/ledger/vocabulary.ts";
import { ROOT } from "./root.ts";
import { ADMIN, type Mode, openScene, type Scene } from "./slack-scene.ts";
import { follow, type Transcript } from "./transcript.ts";

/** Who plays in the scenes. */
export const SATO = "U0SATO";
export const SUZUKI = "U0SUZUKI";
export const TANAKA = "U0TANAKA";
export const YAMADA = "U0YAMADA";
export const KIMURA = "U0KIMURA";

/** The firm that Tanaka belongs to; its name is told nowhere. */
export const FIRM = "備前耐火株式会社";

const CAST: Readonly<Record<string, readonly [string, Role, string]>> = {
  [SATO]: ["佐藤", "coordinator", "コーディネーター"],
  [SUZUKI]: ["鈴木", "coordinator", "コーディネーター"],
  [TANAKA]: ["田中", "firm", "企業"],
  [YAMADA]: ["山田", "auditor", "監査職員"],
  [KIMURA]: ["木村", "guest", "登録のない人"],
};

/** A scene with its people and what they do in it. */
export interface Stage extends Scene {
  readonly transcript: Transcript;
}

/** A scene with some of the cast, who are called by their names and roles. */
export async function openStage(
  mode: Mode,
  people: readonly string[],
  options: { readonly start?: string; readonly model?: AppOptions["model"] } = {},
): Promise<Stage> {
  const scene = await openScene(mode, options);
  const names: Record<string, string> = { C1: "相談", C2: "general", [ADMIN.id]: "管理者" };
  for (const id of people) {
    const [name, role, title] = CAST[id] ?? [id, "guest", "登録のない人"];
    const organisation = role === "firm" ? { organisation: FIRM } : {};
    await scene.person(id, role, { name, ...organisation });
    names[id] = `${name}（${title}）`;
  }
  // The scene changes what it is joined to when it restarts: it must not be copied.
  return Object.assign(scene, { transcript: follow(scene, names) });
}

export const CREEP = "耐火物メーカー(社名は伏せて)が高温クリープを測りたい。相手は?";

/** Sato registers a need in the direct messages: the cards of the partners are the last message then. */
export async function register({ transcript }: Stage, text = CREEP) {
  const written = await transcript.commands(SATO, `need ${text}`);
  const confirmed = await transcript.sends(SATO, { organisation: FIRM, region: "岡山県" });
  const registered = await transcript.sends(SATO);
  await transcript.closes(SATO);
  return { written, confirmed, registered };
}

/** Where the transcript of a scene is kept. */
export function transcriptFile(name: string): string {
  return join(ROOT, "test", "fixtures", "slack", "scenes", `${name}.txt`);
}
