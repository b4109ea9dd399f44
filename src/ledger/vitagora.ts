import type { Language } from "../text/language.ts";
import { STATES, type State } from "./states.ts";

/** Vitagora's seven steps (nri-2024, 2-1-2), by which the states of a match are set beside a known way. */
const VITAGORA: readonly (readonly [string, string])[] = [
  ["プロジェクトアイデア", "project idea"],
  ["パートナー選定", "choice of partners"],
  ["プロジェクトエンジニアリング", "project engineering"],
  ["プロジェクトの認証評価", "assessment for certification"],
  ["VITAGORAの認定", "certification by Vitagora"],
  ["資金調達", "fund-raising"],
  ["プロジェクト実施の支援", "support in carrying out the project"],
];

/** The step of Vitagora's that a state belongs to, and the one after it; none outside of the way. */
export function vitagoraStep(state: State, language: Language): string | undefined {
  const info = STATES[state];
  if (!("vitagora" in info)) return undefined;
  const [first, last] = info.vitagora;
  const name = (step: number) => VITAGORA[step - 1]?.[language === "ja" ? 0 : 1];
  const steps =
    first === last ? `${first} ${name(first)}` : `${first}〜${last} ${name(first)}…${name(last)}`;
  const next = name(last + 1);
  return language === "ja"
    ? `Vitagoraの流れ: ${steps}${next === undefined ? "" : `（次は${last + 1} ${next}）`}`
    : `Vitagora's steps: ${steps}${next === undefined ? "" : ` (next: ${last + 1} ${next})`}`;
}
