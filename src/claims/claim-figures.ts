/** A figure of a claim form with what narrows it. */
export interface ClaimFigure {
  readonly value: string;
  /** First letter of what is counted, or the Latin unit; empty where nothing follows. */
  readonly unit: string;
  /** 約, 第, 最大: a word before it that makes another figure of it. */
  readonly before: string;
  /** 以上, 未満: a bound behind it. */
  readonly bound: string;
  /** から, まで. */
  readonly direction: string;
}

const FIGURE =
  /(?<before>約|およそ|ほぼ|最大|最低|最高|最小|第|延べ|のべ|計|-|マイナス|~)?(?<![a-z0-9.])(?<value>\d+(?:\.\d+)?)(?<unit>(?:[\p{Script=Han}ァ-ヺー]|%|[a-z]+)?)(?:(?![以未前程超])[\p{Script=Han}ァ-ヺー]){0,4}?(?<bound>以上|以下|未満|以内|前後|程度|超|弱|強|余り|あまり)?(?<direction>から|まで)?/gu;

const SAME_BEFORE: Readonly<Record<string, string>> = {
  およそ: "約",
  ほぼ: "約",
  のべ: "延べ",
  マイナス: "-",
  // 2003~2005: each end is a figure of its own.
  "~": "",
};

/** The figures of a claim form. */
export function figuresOf(form: string): readonly ClaimFigure[] {
  return [...form.matchAll(FIGURE)].map(({ groups = {} }) => {
    const { before = "", value = "", unit = "", bound = "", direction = "" } = groups;
    return { value, unit, before: SAME_BEFORE[before] ?? before, bound, direction };
  });
}

/** Whether a figure stands among others, counting the same and bounded the same. */
export function isCarried(figure: ClaimFigure, among: readonly ClaimFigure[]): boolean {
  return among.some(
    (other) =>
      other.value === figure.value &&
      (figure.unit === "" || other.unit === figure.unit) &&
      other.before === figure.before &&
      other.bound === figure.bound &&
      (figure.direction === "" || other.direction === figure.direction),
  );
}
