const INTERROGATIVE =
  /何|なに|なん(?:で|の)|いくら|いくつ|いつ|どこ|どの|どれ|どんな|どう|どちら|どっち|誰|だれ|なぜ|ですか|ますか|でしょうか|教え|知りた|ください|[?？]|what|which|who|where|when|why|how/iu;

/**
 * The questions within a question, in order: 「いくらで、いつ整備されましたか？」 asks two things. What
 * asks nothing (a situation, a topic) goes with the question after it. Always at least one.
 */
export function splitQuestion(question: string): readonly string[] {
  const parts: string[] = [];
  let pending = "";
  for (const sentence of question.split(/(?<=[。？?！!\n])/u)) {
    for (const clause of clausesOf(sentence)) {
      pending += clause;
      if (!INTERROGATIVE.test(pending)) continue;
      parts.push(pending.trim());
      pending = "";
    }
  }
  if (parts.length === 0) return [question.trim()];
  const last = parts.length - 1;
  return pending.trim() === ""
    ? parts
    : [...parts.slice(0, last), `${parts[last]} ${pending.trim()}`];
}

/** Cuts a sentence at 、 only where both sides ask something. */
function clausesOf(sentence: string): readonly string[] {
  const clauses = sentence.split(/(?<=[、，,])/u);
  const asking = clauses.filter((clause) => INTERROGATIVE.test(clause)).length;
  return asking > 1 ? clauses : [sentence];
}
