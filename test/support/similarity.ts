/**
 * How much of two texts is the same characters in the same order, from 0 to 1, white space aside:
 * 1 − (characters to take out and to put in) / (characters of both).
 */
export function similarity(left: string, right: string): number {
  const a = [...left.replace(/\s/gu, "")];
  const b = [...right.replace(/\s/gu, "")];
  return 1 - editsBetween(a, b) / Math.max(1, a.length + b.length);
}

/** Myers: the farthest that so many edits reach on each diagonal, for ever more edits. */
function editsBetween(a: readonly string[], b: readonly string[]): number {
  const most = a.length + b.length;
  const farthest = new Int32Array(2 * most + 3);
  for (let edits = 0; edits < most; edits++) {
    for (let at = most + 1 - edits; at <= most + 1 + edits; at += 2) {
      const x = farthestOn(at, farthest);
      const y = x - (at - most - 1);
      const same = sameFrom(a, x, b, y);
      farthest[at] = x + same;
      if (x + same >= a.length && y + same >= b.length) return edits;
    }
  }
  return most;
}

/** One edit on from the diagonals beside it. */
function farthestOn(at: number, farthest: Int32Array): number {
  return Math.max(farthest[at + 1] ?? 0, (farthest[at - 1] ?? 0) + 1);
}

function sameFrom(a: readonly string[], x: number, b: readonly string[], y: number): number {
  let same = 0;
  while (x + same < a.length && a[x + same] === b[y + same]) same++;
  return same;
}
