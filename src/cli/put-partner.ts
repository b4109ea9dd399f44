import { type Bilingual, UserError } from "../errors.ts";
import type { Head } from "../ledger/records.ts";
import { expectMayChange, type PartnerRegister } from "../partners/partner-register.ts";
import type { ImportPlan, Standing } from "../partners/plan-import.ts";
import { planRecord, type TitledCell } from "../partners/plan-record.ts";
import type { Organisation, Seed } from "../partners/records.ts";
import { japanDay } from "../text/days.ts";
import { actorNamed } from "./acting.ts";
import type { CommandContext } from "./command.ts";
import { onlookerOf } from "./onlooker.ts";

interface Values {
  readonly data?: string | undefined;
  readonly as?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Registers or changes one organisation, one seed, or both, as a row of a sheet would. */
export async function putPartner(
  cells: readonly TitledCell[],
  values: Values,
  context: CommandContext,
): Promise<void> {
  const desk = await context.openDesk(values);
  try {
    const { register } = desk;
    expectMayChange((await onlookerOf(desk, values, context)).role);
    const since = register.revision();
    const standing = { organisations: register.organisations(), seeds: register.seeds() };
    const plan = planRecord(cells, standing, japanDay(context.clock()));
    if (plan.problems.length > 0) throw notWritten(plan);
    expectNoClosing(plan, standing);
    const written = write(plan, { register, since, by: actorNamed(values.as, context) });
    const text = () =>
      written.length === 0
        ? NOTHING[context.language]
        : written.map((each) => told(each, standing)[context.language]).join("\n");
    const events = written.map(({ head }) => head.seq);
    await context.print(
      values.json ? JSON.stringify({ counts: plan.counts, problems: [], events }) : text(),
    );
  } finally {
    desk.close();
  }
}

/** The cells of 列=値 words; `undefined` where one is not of that shape, or none is given. */
export function titledCells(words: readonly string[]): readonly TitledCell[] | undefined {
  const cells = words.flatMap((word) => {
    const [, title, cell] = /^([^=＝]+)[=＝](.*)$/su.exec(word) ?? [];
    return title === undefined || cell === undefined ? [] : [{ title, cell }];
  });
  return cells.length > 0 && cells.length === words.length ? cells : undefined;
}

interface Written {
  readonly key: string;
  readonly head: Head;
}

/** One event for each; the second is written only if nothing came between. */
function write(
  { organisations, seeds }: ImportPlan,
  {
    register,
    since,
    by,
  }: {
    readonly register: PartnerRegister;
    readonly since: string;
    readonly by: Parameters<PartnerRegister["putSeed"]>[1];
  },
): readonly Written[] {
  const written: Written[] = [];
  const revision = () => written.at(-1)?.head.hash ?? since;
  for (const each of organisations) {
    written.push({ key: each.key, head: register.putOrganisation(each, by, revision()) });
  }
  for (const each of seeds) {
    written.push({ key: each.key, head: register.putSeed(each, by, revision()) });
  }
  return written;
}

/** An end has a reason, which a column has no place for. */
function expectNoClosing({ organisations, seeds }: ImportPlan, standing: Standing): void {
  const isOpen = (key: string, records: readonly (Organisation | Seed)[]) =>
    records.some((record) => record.key === key && record.status === "active");
  const closing =
    organisations.find((each) => isClosed(each) && isOpen(each.key, standing.organisations)) ??
    seeds.find((each) => isClosed(each) && isOpen(each.key, standing.seeds));
  if (!closing) return;
  const command = `npm run partners -- close ${closing.key} --reason "…"`;
  throw new UserError({
    ja: `終了には理由が要ります。${command} で終了にしてください。`,
    en: `An end needs a reason: ${command}`,
  });
}

function isClosed({ status }: Organisation | Seed): boolean {
  return status === "closed";
}

function notWritten({ problems }: ImportPlan): UserError {
  const lines = (language: keyof Bilingual) =>
    problems.map(({ column, what }) => `  ${column}: ${what[language]}`).join("\n");
  return new UserError({
    ja: `直すところがあります。何も書き込んでいません。\n${lines("ja")}`,
    en: `There is something to mend; nothing was written.\n${lines("en")}`,
  });
}

const NOTHING: Bilingual = { ja: "変わったところはありません。", en: "Nothing has changed." };

function told({ key, head: { seq } }: Written, { organisations, seeds }: Standing): Bilingual {
  const isChange = [...organisations, ...seeds].some((each) => each.key === key);
  return isChange
    ? { ja: `${key} を変更しました（イベント ${seq}）。`, en: `${key} is changed (event ${seq}).` }
    : {
        ja: `${key} を登録しました（イベント ${seq}）。`,
        en: `${key} is registered (event ${seq}).`,
      };
}
