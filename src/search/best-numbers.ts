/**
 * The numbers with the highest scores above zero, at most `limit`, in no order; of equals the first.
 * `accept` is asked only about numbers that would be among them.
 */
export function bestNumbers(
  scores: Float64Array,
  limit: number,
  accept: (number: number) => boolean = () => true,
): readonly number[] {
  // A heap of those kept, the worst on top; numbers come in ascending order, so the later of two
  // equals never displaces the earlier.
  const heap: number[] = [];
  const scoreAt = (place: number) => scores[heap[place] ?? 0] ?? 0;
  const worse = (a: number, b: number) => {
    const difference = scoreAt(a) - scoreAt(b);
    return difference === 0 ? (heap[a] ?? 0) > (heap[b] ?? 0) : difference < 0;
  };
  for (let number = 0; number < scores.length; number++) {
    const score = scores[number] ?? 0;
    if (score <= 0 || (heap.length === limit && score <= scoreAt(0)) || !accept(number)) continue;
    if (heap.length < limit) {
      heap.push(number);
      rise(heap, worse);
    } else {
      heap[0] = number;
      sink(heap, worse);
    }
  }
  return heap;
}

type Compare = (a: number, b: number) => boolean;

function rise(heap: number[], worse: Compare): void {
  let place = heap.length - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (!worse(place, parent)) return;
    swap(heap, place, parent);
    place = parent;
  }
}

function sink(heap: number[], worse: Compare): void {
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    if (left >= heap.length) return;
    const child = left + 1 < heap.length && worse(left + 1, left) ? left + 1 : left;
    if (!worse(child, place)) return;
    swap(heap, place, child);
    place = child;
  }
}

function swap(heap: number[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b] ?? 0, heap[a] ?? 0];
}
