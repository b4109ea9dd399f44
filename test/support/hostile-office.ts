import type { App } from "../../src/cli/app.ts";
import type { Actor } from "../../src/ledger/records.ts";

/** A need has some fifty candidates; one with thousands is nobody's. */
const MATCHES_OF_A_NEED = 50;

/**
 * Writes each text into every field that people and documents fill of a match and of an answer. Returns
 * the numbers of the matches; what the ledger refuses for what it says is shown nowhere.
 */
export async function writeEverywhere(
  texts: readonly string[],
  { ledger }: ReturnType<App["desk"]>,
  by: Actor,
): Promise<readonly string[]> {
  // The disk is not what is looked at.
  ledger.database.db.pragma("synchronous = OFF");
  const [like, likeNeed] = [
    await ledger.get("match", "M-0001", by),
    await ledger.get("need", "N-0001", by),
  ];
  if (!like || !likeNeed) throw new Error("Expected M-0001 and N-0001 to be there");
  const written: string[] = [];
  let need = "";
  for (const [i, text] of texts.entries()) {
    if (i % MATCHES_OF_A_NEED === 0) {
      const { sealed: _, ...open } = likeNeed;
      const made = await ledger.registerNeed({ ...open, summary: `ニーズ${i}` }, by);
      if (made.kind === "refused") throw new Error(made.why.en);
      need = made.record.id;
    }
    const partner = { id: `h-${i}`, name: text, origin: "card" } as const;
    const said = { partner, seed: text, reasons: [text], gaps: [text], coordinator: text };
    const recorded = await ledger.recordMatch({ ...like, ...said, need, state: "suggested" }, by);
    if (recorded.kind === "done") written.push(recorded.record.id);
    const who = { asker: "x", role: "coordinator", kind: "answered" } as const;
    const made = { engine: text, indexVersion: text, latencyMs: 1, language: "ja" } as const;
    await ledger.logAnswer({ ...who, ...made, question: text, text, citations: [] }, by);
  }
  return written;
}
