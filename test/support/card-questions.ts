import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Card } from "../../src/corpus/card.ts";
import { areasIn } from "../../src/text/areas.ts";
import { figuresIn } from "../../src/text/figures.ts";
import { type Change, changeFigure } from "./changed-card.ts";
import { CORPUS } from "./shipped.ts";
import type { Converse } from "./shipped-app.ts";

/** A card, a statement of it, and the card with one figure of that statement changed. */
export interface Subject {
  readonly card: Card;
  readonly statement: Card["statements"][number];
  readonly change: Change;
}

/** A question that is answered by quoting that statement. */
export interface Probe extends Subject {
  readonly question: string;
}

/** What came of asking about one card after another. */
export interface Asked {
  readonly probes: readonly Probe[];
  /** How many cards were asked about for them. */
  readonly tried: number;
}

interface Asking {
  readonly ask: Converse;
  /** The place that a question about a card must name. */
  readonly naming: (card: Card) => string | undefined;
}

/** How many statements of a card are asked about before it is given up. */
const STATEMENTS = 3;

/** What can be asked about a card: its first statements that have a figure to change. */
export function subjectsOf(card: Card): readonly Subject[] {
  const file = readFileSync(join(CORPUS, card.path), "utf8");
  const subjects: Subject[] = [];
  for (const statement of card.statements) {
    const change = changeFigure(card, file, statement.text);
    if (change) subjects.push({ card, statement, change });
    if (subjects.length === STATEMENTS) break;
  }
  return subjects;
}

/**
 * Asks about one card after another until questions made from `count` of them have been answered by
 * quoting them.
 */
export async function askUntil(
  count: number,
  cards: readonly (readonly Subject[])[],
  asking: Asking,
): Promise<Asked> {
  const probes: Probe[] = [];
  let tried = 0;
  for (const subjects of cards) {
    if (probes.length === count) break;
    tried += 1;
    const probe = await firstAnswered(subjects, asking);
    if (probe) probes.push(probe);
  }
  return { probes, tried };
}

async function firstAnswered(
  subjects: readonly Subject[],
  { ask, naming }: Asking,
): Promise<Probe | undefined> {
  for (const subject of subjects) {
    const question = await answeredQuestion(subject, ask, naming(subject.card));
    if (question !== undefined) return { ...subject, question };
  }
  return undefined;
}

async function answeredQuestion(
  { card, statement, change }: Subject,
  ask: Converse,
  place: string | undefined,
): Promise<string | undefined> {
  for (const plain of questionsOf(card, statement)) {
    const question = place && !areasIn(plain).includes(place) ? `${place}の${plain}` : plain;
    // The figure must come from the card, not from whoever asks.
    if (figuresIn(question).includes(change.old)) continue;
    const { citations } = await ask(question);
    const isQuoted = citations.some(
      ({ path, quote }) => path === card.path && quote === statement.text,
    );
    if (isQuoted) return question;
  }
  return undefined;
}

// What a statement is about, of something: 岡山テクノプラザ開催事業の予算額 before は.
const TOPIC =
  /^((?:（[^（）]*）|「[^「」]*」|[^はを（「])+の(?:（[^（）]*）|「[^「」]*」|[^はを（「])+(?<![でに]))は/u;

function questionsOf({ head }: Card, { text, heading }: Subject["statement"]): readonly string[] {
  const topic = TOPIC.exec(text)?.[1];
  return [...(topic === undefined ? [] : [`${topic}は？`]), `${head.name}の${heading}は？`];
}
