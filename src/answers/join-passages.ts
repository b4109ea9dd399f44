import type { Entry } from "../corpus/entry.ts";
import type { Concept } from "../search/concepts.ts";
import type { Passage } from "../search/passage.ts";
import { degree } from "../search/passage-search.ts";
import { searchForm } from "../text/search-form.ts";
import type { Among } from "./answer-whole.ts";
import { carriesAsked } from "./answers-question.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import type { Found } from "./finding.ts";
import { isNamed, type Question } from "./question.ts";
import type { Candidate } from "./rank-passages.ts";

/** How many of the nearest statements are looked at for the name of another thing. */
const FIRST_HOPS = 8;
/** Least share of the question that the two statements speak of together. */
const MIN_TOGETHER = 0.6;
/** Least share that each of the two adds to the other, and both to the best single statement. */
const MIN_GAIN = 0.12;

/**
 * How a question calls a thing that it describes and does not name, and the kinds of card that such a
 * thing has: the クラスター of 「内山建設が入っているクラスターの企業数」. A modifier stands before it.
 */
const DESCRIBED: readonly (readonly [RegExp, ReadonlySet<Entry["head"]["kind"]>])[] = [
  [described("クラスタ|プロジェクト|ネットワーク", "cluster|project|network"), kinds("programme")],
  [
    described("都市|市|町|村|県|地域|州|国", "town|city|prefecture|region"),
    kinds("region", "case"),
  ],
  [
    described(
      "大学|会社|企業|メーカ|機関|財団|協会|協議会|センタ|組織|団体|研究所",
      "university|company|firm|institute|organi[sz]ation|body|centre|center",
    ),
    kinds("organisation", "case"),
  ],
  [
    described("事業|制度|補助金|プログラム|施策|計画|法", "scheme|programme|program|subsidy|plan"),
    kinds("scheme", "programme"),
  ],
  [
    described("装置|機器|設備|技術|製品", "instrument|equipment|technology|product"),
    kinds("seed", "case"),
  ],
];

function described(japanese: string, english: string): RegExp {
  return new RegExp(
    `[るたのいだ](?:国の|県の)?[\\p{Script=Han}\\p{Script=Katakana}ー]{0,8}?(?:${japanese})(?=の|は|で|が|を|に|と|って|、)|\\b(?:the|which|whose) (?:[a-z-]+ ){0,2}(?:${english})\\b`,
    "u",
  );
}

function kinds(...all: readonly Entry["head"]["kind"][]): ReadonlySet<Entry["head"]["kind"]> {
  return new Set(all);
}

/**
 * Two statements that answer together what none does alone: of 「内山建設が入っているクラスターの企業数」
 * one names the cluster and the other, from the card of that name, has the number. `undefined`
 * where one statement does as well.
 */
export function joinPassages(
  question: Question,
  main: Candidate | undefined,
  { ranked, candidates }: Among,
): Found | undefined {
  const wanted = DESCRIBED.filter(([pattern]) => pattern.test(searchForm(question.text)));
  if (wanted.length === 0) return undefined;
  const isWanted = ({ head }: Entry) => wanted.some(([, kinds]) => kinds.has(head.kind));
  const carrying = remembered((card: Entry) =>
    candidatesOf(card, question, candidates).filter((each) => carriesAsked(each, question)),
  );
  const share = (...passages: readonly Passage[]) => shareOf(question.concepts, passages);
  const alone = main ? share(main.passage) : 0;
  const least = Math.max(MIN_TOGETHER, alone + MIN_GAIN);
  const pairs = ranked.slice(0, FIRST_HOPS).flatMap((first) =>
    secondHops(question, first, { candidates, isWanted, ranked: carrying }).map((second) => {
      const together = share(first.passage, second.passage);
      const gain = together - Math.max(share(first.passage), share(second.passage));
      const score = together + 0.3 * second.fit + 0.2 * first.lexical;
      return { statements: [first, second], together, gain, score };
    }),
  );
  const [best] = pairs
    .filter(({ together, gain }) => together >= least && gain >= MIN_GAIN)
    .sort((a, b) => b.score - a.score);
  return best && { statements: best.statements, unanswered: [] };
}

interface Hop {
  readonly candidates: Candidates;
  readonly isWanted: (card: Entry) => boolean;
  /** What a card says that carries what is asked for, best first. */
  readonly ranked: (card: Entry) => readonly Candidate[];
}

function remembered<T>(make: (card: Entry) => T): (card: Entry) => T {
  const made = new Map<string, T>();
  return (card) => {
    const value = made.get(card.id) ?? make(card);
    made.set(card.id, value);
    return value;
  };
}

/** What the cards say that a statement names and the question does not, if it carries what is asked for. */
function secondHops(
  question: Question,
  first: Candidate,
  { candidates, isWanted, ranked }: Hop,
): readonly Candidate[] {
  const cards = candidates
    .named(first.passage.statement.text)
    .filter((card) => card.id !== first.passage.card.id && isWanted(card))
    .filter((card) => !isNamed(card, question));
  return [...new Set(cards)].flatMap((card) => ranked(card));
}

/** Share of a question's concepts, by weight, that passages speak of between them, in sentence or names. */
function shareOf(concepts: readonly Concept[], passages: readonly Passage[]): number {
  let total = 0;
  let said = 0;
  for (const concept of concepts) {
    const degrees = passages.map(({ form, context, years }) =>
      Math.max(degree(concept, form, years), 0.9 * degree(concept, context, [])),
    );
    total += concept.weight;
    said += concept.weight * Math.max(...degrees);
  }
  return total === 0 ? 1 : said / total;
}
