import { assertVector, type VectorIndex } from "./vector-index.ts";

/** Scans every vector: always right, and fast enough below some thousands. Oracle and fallback. */
export function createExactVectorIndex(
  vectors: readonly Float32Array[],
  dimensions: number,
): VectorIndex {
  for (const vector of vectors) assertVector(vector, dimensions);
  return {
    size: vectors.length,
    nearest(query, limit) {
      assertVector(query, dimensions);
      return vectors
        .map((vector, label) => ({ label, similarity: dot(query, vector) }))
        .sort((a, b) => b.similarity - a.similarity || a.label - b.label)
        .slice(0, limit);
    },
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
