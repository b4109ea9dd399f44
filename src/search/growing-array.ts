/** A Uint32Array that grows as numbers are added: an ordinary array of millions costs twice as much. */
export interface GrowingArray {
  push(value: number): void;
  /** A view of what was added; valid until the next `push`. */
  values(): Uint32Array;
}

export function createGrowingArray(): GrowingArray {
  let array = new Uint32Array(1024);
  let length = 0;
  return {
    push(value) {
      if (length === array.length) {
        const longer = new Uint32Array(2 * length);
        longer.set(array);
        array = longer;
      }
      array[length++] = value;
    },
    values: () => array.subarray(0, length),
  };
}
