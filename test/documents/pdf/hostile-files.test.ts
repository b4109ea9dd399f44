import { expect, test } from "vitest";
import { scaled } from "../../support/scale.ts";
import { describeWithShared } from "../../support/shared.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { hostileFiles, manifestOf, mutants, someHostileFiles } from "./support/hostile.ts";
import { type Measured, readAllMeasured, textOf } from "./support/measured.ts";

const LIMIT_MB = 400;
const TIMEOUT = scaled(1_200_000, 180_000);

/** Files whose child took more memory than it may. How long each takes is measured by `bench documents`. */
function overLimits(results: readonly Measured[]): readonly string[] {
  return results
    .filter(({ peakMb }) => peakMb > LIMIT_MB)
    .map(({ file, peakMb }) => `${file}: ${Math.round(peakMb)} MB`);
}

describeWithShared("files made to harm", () => {
  test("a bomb is cut off within its memory", { timeout: TIMEOUT }, async () => {
    const results = await readAllMeasured(hostileFiles("bombs"));

    expect(overLimits(results)).toEqual([]);
    expect(results.filter(({ outcome }) => outcome.kind === "read")).toEqual([]);
  });

  test("broken, encrypted and odd files each end in an outcome", { timeout: TIMEOUT }, async () => {
    const files = ["corrupt", "normal"].flatMap((kind) => someHostileFiles(kind, 6));

    const results = await readAllMeasured(files);

    expect(overLimits(results)).toEqual([]);
    expect(results).toHaveLength(files.length);
  });

  test("an encrypted file asks for its password or opens without one", {
    timeout: TIMEOUT,
  }, async () => {
    const results = await readAllMeasured(someHostileFiles("encrypted", 6));

    expect(overLimits(results)).toEqual([]);
    expect(results.map(({ outcome }) => outcome.kind)).toContain("encrypted");
  });

  test("text that nobody can read never comes out as read", { timeout: TIMEOUT }, async () => {
    const unreadable = hostileFiles("normal").filter((file) => manifestOf(file).kind !== undefined);

    const results = await readAllMeasured(
      unreadable.filter((file) => manifestOf(file).kind !== "text"),
    );

    const read = results.filter(({ outcome }) => outcome.kind === "read");
    expect(read.map(({ file, outcome }) => [file, textOf(outcome).slice(0, 80)])).toEqual([]);
  });

  test("files with damaged bytes each end in an outcome", { timeout: TIMEOUT }, async () => {
    const files = mutants(tempFolder(), scaled(400, 12));

    const results = await readAllMeasured(files);

    expect(overLimits(results)).toEqual([]);
    expect(results).toHaveLength(files.length);
  });
});
