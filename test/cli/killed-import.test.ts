import { cpSync, statSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../../src/app/open-desk.ts";
import { COLUMNS } from "../../src/partners/columns.ts";
import { tableBytes } from "../../src/spreadsheets/table-bytes.ts";
import { runMusubi, startMusubi } from "../support/command.ts";
import { generatedPartners } from "../support/generated-partners.ts";
import { outcomeOf } from "../support/outcome.ts";
import { rowsOfPartners } from "../support/partner-rows.ts";
import { scaled, seeded } from "../support/scale.ts";
import { tempFolder } from "../support/temp-folder.ts";

const KILLS = scaled(20, 1);
const FIRMS = 300;
const SEEDS = 4000;

/** A folder with two sheets: the second changes every record of the first and has more seeds. */
async function writeSheets(): Promise<string> {
  const folder = tempFolder();
  const columns = COLUMNS.map(({ key, title }) => ({ key, title }));
  const editions = [generatedPartners(FIRMS, SEEDS / 2, 1), generatedPartners(FIRMS, SEEDS, 2)];
  for (const [i, edition] of editions.entries()) {
    const bytes = await tableBytes({ columns, rows: rowsOfPartners(edition) }, "csv");
    writeFileSync(join(folder, `${i + 1}.csv`), bytes);
  }
  return folder;
}

const importOf = (sheet: string, data: string) => ["partners", "import", sheet, "--data", data];

/** What stands in the register, and what the ledger has to say of itself. */
async function stateOf(data: string) {
  const desk = openDesk({
    dataFolder: data,
    firstAdministrator: "admin",
    clock: () => new Date("2026-04-01T00:00:00Z"),
  });
  try {
    const { register, ledger } = desk;
    const { isSound, count } = await ledger.verify();
    return {
      register: JSON.stringify([register.organisations(), register.seeds()]),
      events: count,
      isSound,
    };
  } finally {
    desk.close();
  }
}

/** Kills the command at a moment; whether it was still at work. */
async function killedAt(
  moment: { readonly ms: number } | { readonly walBytes: number },
  args: readonly string[],
  ledger: string,
): Promise<boolean> {
  const child = startMusubi(args);
  const kill = () => child.kill("SIGKILL");
  // The moment is what is tried here, not something that is waited for.
  const timer = "ms" in moment ? setTimeout(kill, moment.ms) : undefined;
  const watcher = watch(ledger, () => {
    if ("walBytes" in moment && sizeOf(join(ledger, "ledger.sqlite-wal")) > moment.walBytes) kill();
  });
  const { code } = await outcomeOf(child);
  clearTimeout(timer);
  watcher.close();
  return code === null;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

test("an import that is killed at any moment is done or not done, and the next one does it", {
  timeout: 600_000,
}, async () => {
  const sheets = await writeSheets();
  const [first, second] = [join(sheets, "1.csv"), join(sheets, "2.csv")];
  const data = join(tempFolder(), "data");
  expect(await runMusubi(importOf(first, data))).toMatchObject({ code: 0 });
  const earlier = await stateOf(data);
  const undisturbed = join(tempFolder(), "data");
  cpSync(data, undisturbed, { recursive: true });
  const begun = performance.now();
  expect(await runMusubi(importOf(second, undisturbed))).toMatchObject({ code: 0 });
  const takes = performance.now() - begun;
  const later = await stateOf(undisturbed);
  expect([earlier.events, later.events]).toEqual([1, 2]);

  const random = seeded(20_041_022);
  let killed = 0;
  for (let i = 0; i < KILLS; i++) {
    const place = join(tempFolder(), "data");
    cpSync(data, place, { recursive: true });
    // By the clock, and by how much has been written: a commit is too short to be met by chance.
    const moment =
      i % 2 === 0 ? { ms: random() * takes } : { walBytes: Math.floor(random() * 2_000_000) };

    killed += Number(await killedAt(moment, importOf(second, place), join(place, "ledger")));
    const left = await stateOf(place);

    const next = await runMusubi(importOf(second, place));

    expect([earlier, later], `killed at ${JSON.stringify(moment)}`).toContainEqual(left);
    expect(next).toMatchObject({ code: 0 });
    expect(await stateOf(place)).toEqual(later);
  }
  // A machine that has grown faster finishes some of them first.
  expect(killed).toBeGreaterThan(0);
});
