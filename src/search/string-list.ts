/** Many strings in two typed arrays: their UTF-16 code units one after another, and where each ends. */
export interface StringList {
  readonly units: Uint16Array;
  readonly ends: Uint32Array;
}

export function packStrings(strings: readonly string[]): StringList {
  const units = new Uint16Array(strings.reduce((sum, { length }) => sum + length, 0));
  const ends = new Uint32Array(strings.length);
  let at = 0;
  for (const [i, string] of strings.entries()) {
    for (let k = 0; k < string.length; k++) units[at++] = string.charCodeAt(k);
    ends[i] = at;
  }
  return { units, ends };
}

/** Where the string stands in a list sorted by code units; -1 when it does not. */
export function indexOfString({ units, ends }: StringList, wanted: string): number {
  let low = 0;
  let high = ends.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(units, ends[middle - 1] ?? 0, ends[middle] ?? 0, wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function compare(units: Uint16Array, start: number, end: number, wanted: string): number {
  const length = Math.min(end - start, wanted.length);
  for (let k = 0; k < length; k++) {
    const difference = (units[start + k] ?? 0) - wanted.charCodeAt(k);
    if (difference !== 0) return difference;
  }
  return end - start - wanted.length;
}
