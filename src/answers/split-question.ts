const INTERROGATIVE =
  /何|なに|なん(?:で|の)|いくら|いくつ|いつ|どこ|どの|どれ|どんな|どう|どちら|どっち|誰|だれ|なぜ|ですか|ますか|でしょうか|教え|知りた|ください|[?？]|what|which|who|where|when|why|how/iu;

/** Most parts of a question; nobody asks more at once, and each of them is searched for. */
const MAX_PARTS = 4;

/**
 * The questions within a question, in order: 「いくらで、いつ整備されましたか？」 asks two things. What
 * asks nothing (a situation, a topic) goes with the question after it. One part at least and four
 * at most: what is asked beyond them is one with the fourth.
 */
export function splitQuestion(question: string): readonly string[] {
  const coordinated = coordinatedIn(question);
  if (coordinated) return coordinated;
  const parts: string[] = [];
  let pending = "";
  for (const clause of question.split(/(?<=[。？?！!\n])/u).flatMap(clausesOf)) {
    pending += clause;
    if (!INTERROGATIVE.test(clause)) continue;
    parts.push(pending.trim());
    pending = "";
  }
  const first = parts.slice(0, Math.max(0, Math.min(parts.length, MAX_PARTS) - 1));
  const rest = [...parts.slice(first.length), pending.trim()].filter(Boolean);
  return [...first, rest.join(" ")];
}

/** 「AとBの名前は？」 asks the same of two things, where a comma sets them apart: Aと、Bの名前は. */
function coordinatedIn(question: string): readonly string[] | undefined {
  const match =
    /^(.{6,}?[^、。])と、(.{6,}?)の((?:名前|名称|金額|予算額?|時期|所在地)(?:は|を|と).*)$/su.exec(
      question,
    );
  const [, first, second, asked] = match ?? [];
  if (first === undefined || INTERROGATIVE.test(first)) return undefined;
  return [`${first}の${asked}`, `${second}の${asked}`];
}

/** Cuts a sentence at 、 only where both sides ask something. */
function clausesOf(sentence: string): readonly string[] {
  const clauses = sentence.split(/(?<=[、，,])/u);
  const asking = clauses.filter((clause) => INTERROGATIVE.test(clause)).length;
  return asking > 1 ? clauses : [sentence];
}
