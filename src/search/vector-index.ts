/** A stored vector near to the one asked for. */
export interface Neighbour {
  /** Its place in the list that the index was made of. */
  readonly label: number;
  /** Cosine of the angle between the two, 1 for the same direction. */
  readonly similarity: number;
}

/** Nearest neighbours among unit vectors of one length. */
export interface VectorIndex {
  readonly size: number;
  /** The nearest, best first, at most `limit`; throws a RangeError on a vector of another length. */
  nearest(vector: Float32Array, limit: number): readonly Neighbour[];
}

/** Throws unless the vector has the length and holds finite numbers only. */
export function assertVector(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw new RangeError(`Expected a vector of ${dimensions} numbers, got ${vector.length}`);
  }
  if (!vector.every(Number.isFinite)) throw new RangeError("Expected finite numbers in a vector");
}
