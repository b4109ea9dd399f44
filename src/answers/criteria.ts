import type { Statement } from "../corpus/card.ts";
import type { CardHead } from "../corpus/card-head.ts";
import type { Entry } from "../corpus/entry.ts";
import { mentions } from "../search/concepts.ts";
import { areasIn, areasMeet } from "../text/areas.ts";
import type { Language } from "../text/language.ts";
import { searchForm } from "../text/search-form.ts";
import type { Verdict } from "./answer.ts";
import { nameOf } from "./notices.ts";
import { type Question, toldIn, withoutNames } from "./question.ts";

type Criterion = Extract<CardHead, { kind: "scheme" }>["criteria"][number];

/** How a question stands to one condition of a scheme, and the statement that sets it. */
export interface Judged {
  readonly card: Entry;
  readonly scheme: string;
  readonly text: string;
  readonly verdict: Verdict;
  readonly statement: Statement;
  /** What to ask where the question does not tell. */
  readonly ask: string;
}

const ELIGIBLE =
  /(?:対象|該当|当てはま|あてはま|資格|要件|条件)|使え(?:る|ま[すせ]|そう|ない)|受けられ|もらえ|利用でき|応募|eligib|qualif|can (?:we|i|our)/u;

/** Whether a question wants schemes weighed: which one would do, or whether one is open to somebody. */
export function weighsSchemes({ asks, text }: Question): boolean {
  return asks.some(({ kind }) => kind === "scheme") || ELIGIBLE.test(searchForm(text));
}

/** Each condition of the schemes among some cards, with a verdict; the assistant judges by words and no further. */
export function judge(question: Question, cards: readonly Entry[]): readonly Judged[] {
  const facts = toldIn(question);
  return cards.flatMap((card) => {
    const { head } = card;
    if (head.kind !== "scheme") return [];
    return head.criteria.flatMap((criterion) => {
      const statement = card.statements.find(({ heading }) => heading === criterion.under);
      if (!statement) return [];
      return {
        card,
        scheme: nameOf(card, question.language) ?? card.id,
        ...inLanguage(criterion, question.language),
        verdict:
          criterion.kind === "地域" ? verdictOnPlace(question, card) : verdictOn(criterion, facts),
        statement,
      };
    });
  });
}

/**
 * The conditions that a question about eligibility decides, of schemes that it names: where no
 * statement speaks of its case, those that set them are the answer.
 */
export function decidedConditions(question: Question): readonly Judged[] {
  if (!ELIGIBLE.test(searchForm(question.text))) return [];
  const named = question.links.flatMap(({ cards }) => cards);
  return judge(question, named).filter(({ verdict }) => verdict !== "要確認");
}

/** The question whose answer would decide most: what the most schemes leave open; the first of equals. */
export function mostDeciding(judged: readonly Judged[]): string | undefined {
  const open = judged.filter(({ verdict }) => verdict === "要確認").map(({ ask }) => ask);
  const count = (ask: string) => open.filter((other) => other === ask).length;
  return open.reduce<string | undefined>(
    (best, ask) => (best === undefined || count(ask) > count(best) ? ask : best),
    undefined,
  );
}

function inLanguage({ text, textEn, ask, askEn }: Criterion, language: Language) {
  return language === "en" ? { text: textEn, ask: askEn } : { text, ask };
}

/** Where the asker is: the places of a question, but for those within the names of what it asks about. */
function verdictOnPlace(question: Question, { head }: Entry): Verdict {
  const areas = areasIn(withoutNames(toldIn(question), question.links));
  if (areas.length === 0) return "要確認";
  const meet = areas.some((asked) => head.area.some((own) => areasMeet(asked, own)));
  return meet ? "該当" : "非該当";
}

// Only what denies having or joining: 少ない人数で, 中小企業しかないですか and ありませんか deny nothing.
// 大学とはまだ組んでいない, no university: what is said and denied in one breath is not met.
const DENIED =
  /^[^。、,.]{0,10}(?:(?:組|連携|参加|加入|協力|共同研究し|関係し|提携|入|い|有|持)(?:んで|って|して|れて|て)?い?(?:な[いく]|ません)(?!か)|(?<![少し])なし(?:で|の|に)|(?:抜き|を除|以外の))/u;
const DENIED_BEFORE = /(?:\bno|\bnot|\bwithout) (?:[a-z]+ ){0,2}$/u;

function verdictOn({ met, unmet }: Criterion, facts: string): Verdict {
  if (unmet.some((word) => isSaid(word, facts))) return "非該当";
  const said = met.filter((word) => isSaid(word, facts));
  if (said.length === 0) return "要確認";
  return said.every((word) => isDenied(searchForm(word), facts)) ? "非該当" : "該当";
}

function isSaid(word: string, facts: string): boolean {
  return mentions(facts, searchForm(word));
}

function isDenied(word: string, facts: string): boolean {
  for (let at = facts.indexOf(word); at >= 0; at = facts.indexOf(word, at + 1)) {
    const denied =
      DENIED.test(facts.slice(at + word.length)) || DENIED_BEFORE.test(facts.slice(0, at));
    if (!denied) return false;
  }
  return true;
}
