import { z } from "zod";
import { createQuoteCheck } from "../answers/quote-check.ts";
import { UserError } from "../errors.ts";
import type { App } from "./app.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { type Gold, type Grade, grade, type Summary, summarise } from "./grading.ts";
import { readJsonLines } from "./read-lines.ts";
import { reportUpdate } from "./report-update.ts";

const USAGE = "npm run evaluate -- [--json] [--list] [--data DIR] [--source ID,ID] GOLD.jsonl";

// An empty list would count every answer as right.
const alternatives = z.array(z.array(z.string().min(1)).min(1)).min(1);
const question = z.object({
  id: z.string(),
  question: z.string(),
  kind: z.string().default("turn"),
  must_include: alternatives.optional(),
  must_not: z.array(z.string()).default([]),
  source: z.string().optional(),
  sources: z.array(z.string()).default([]),
  also_in: z.array(z.string()).default([]),
});
const conversation = z.object({
  id: z.string(),
  turns: z.array(question.extend({ answerable: z.boolean() })),
});
const GOLD = {
  schema: z.union([conversation, question]),
  shape:
    '{"id": "…", "question": "…", "kind": "…", "must_include": [["…"]], "source": "…"} か / or {"id": "…", "turns": […]}',
};
type GoldLine = z.infer<typeof GOLD.schema>;

/** `evaluate`: grades the assistant on a gold file. Nothing is logged as a question in use. */
export const evaluate: Command = async (context) => {
  const { values, positionals } = readArguments(
    context.args,
    {
      json: { type: "boolean" },
      list: { type: "boolean" },
      data: { type: "string" },
      source: { type: "string" },
    },
    USAGE,
  );
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw misuse(
      { ja: "採点に使うファイルを一つ指定してください。", en: "Give one gold file." },
      USAGE,
    );
  }
  const lines = await readJsonLines(file, GOLD, context);
  const app = await context.openApp(values);
  try {
    reportUpdate(context, await app.update());
    const asked = goldOf(lines, await app.sourceIds());
    const wanted = inSources(asked, values.source?.split(","));
    if (wanted.length === 0) throw nothingToGrade(file);
    const grades = await gradeAll(wanted, app);
    const summary = summarise(grades);
    await context.print(values.json ? JSON.stringify(summary) : summaryAsText(summary));
    if (values.list) await context.print(failuresAsText(grades));
  } finally {
    app.close();
  }
};

/** The questions of a gold file; sources are named by id, or by the file name of their text. */
function goldOf(
  lines: readonly GoldLine[],
  sourceIds: ReadonlyMap<string, string>,
): readonly Gold[] {
  return lines.flatMap((line) => {
    const questions = "turns" in line ? line.turns : [line];
    return questions.map((entry) => ({
      id: entry.id,
      question: entry.question,
      kind: entry.kind,
      mustNot: entry.must_not,
      sources: [entry.source, ...entry.sources, ...entry.also_in]
        .filter((source) => source !== undefined)
        .map((source) => sourceIds.get(source) ?? source),
      ...("turns" in line && { thread: line.id }),
      ...(entry.must_include && { mustInclude: entry.must_include }),
    }));
  });
}

function inSources(gold: readonly Gold[], wanted: readonly string[] | undefined): readonly Gold[] {
  if (!wanted) return gold;
  return gold.filter(
    ({ sources }) => sources.length > 0 && sources.every((id) => wanted.includes(id)),
  );
}

async function gradeAll(gold: readonly Gold[], app: App): Promise<readonly Grade[]> {
  const quotes = createQuoteCheck(app.corpusFolder());
  // As a check from outside looks it up: in the file as it is written.
  const quoteStands = (path: string, quote: string) => quotes.asWritten(path, quote) === quote;
  const grades: Grade[] = [];
  for (const entry of gold) {
    const answer = await app.assistant.answer(entry.question, entry.thread);
    grades.push(grade(entry, answer, quoteStands));
  }
  return grades;
}

function nothingToGrade(file: string): UserError {
  return new UserError({
    ja: `「${file}」に採点できる質問がありません。--source の指定を確かめてください。`,
    en: `There is no question to grade in "${file}". Check what --source says.`,
  });
}

function summaryAsText(summary: Summary): string {
  const { byKind, questions, medianLength, obeyed, ...shares } = summary;
  const rows = Object.entries(shares)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(20)} ${Number(value).toFixed(3)}`);
  const kinds = Object.entries(byKind).map(([kind, k]) => `${kind} ${k.right}/${k.questions}`);
  return [
    `questions            ${questions}`,
    ...rows,
    `medianLength         ${medianLength}`,
    `obeyed               ${obeyed}`,
    kinds.join("  "),
  ].join("\n");
}

function failuresAsText(grades: readonly Grade[]): string {
  return grades
    .filter(({ right, rightlyCited, gold }) => !(right && (rightlyCited || !gold.mustInclude)))
    .map(
      ({ gold, answer }) =>
        `${gold.id} | ${gold.kind} | ${gold.question} → ${answer.kind}: ${answer.text}`,
    )
    .join("\n");
}
