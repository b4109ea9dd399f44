import hnswlib from "hnswlib-node";
import { assertVector, type VectorIndex } from "./vector-index.ts";

const M = 16;
const EF_CONSTRUCTION = 200;
const EF_SEARCH = 128;
const SEED = 100;

/** What a file of the index must agree with before it is opened. */
export interface HnswShape {
  readonly dimensions: number;
  readonly size: number;
}

export interface HnswVectorIndex extends VectorIndex {
  /** Writes the graph. hnswlib reports success on a full disk: the caller checks what was written. */
  write(file: string): void;
}

/**
 * Approximate nearest neighbours by hnswlib. Every vector is checked before it goes in: a hole or a
 * string in one aborts the whole process inside the native code.
 */
export function buildHnswIndex(
  vectors: readonly Float32Array[],
  dimensions: number,
): HnswVectorIndex {
  const graph = new hnswlib.HierarchicalNSW("ip", dimensions);
  graph.initIndex(Math.max(1, vectors.length), M, EF_CONSTRUCTION, SEED);
  for (const [label, vector] of vectors.entries()) {
    assertVector(vector, dimensions);
    graph.addPoint(Array.from(vector), label);
  }
  return wrap(graph, { dimensions, size: vectors.length });
}

/**
 * Opens a file that `write` made. The caller has compared its checksum: a file that is damaged or
 * of another dimension crashes the process or answers wrongly without a word.
 */
export function readHnswIndex(file: string, shape: HnswShape): HnswVectorIndex {
  const graph = new hnswlib.HierarchicalNSW("ip", shape.dimensions);
  graph.readIndexSync(file);
  if (graph.getCurrentCount() !== shape.size) {
    throw new Error(`Expected ${shape.size} vectors in ${file}, got ${graph.getCurrentCount()}`);
  }
  return wrap(graph, shape);
}

function wrap(
  graph: InstanceType<typeof hnswlib.HierarchicalNSW>,
  { dimensions, size }: HnswShape,
): HnswVectorIndex {
  graph.setEf(EF_SEARCH);
  return {
    size,
    write: (file) => graph.writeIndexSync(file),
    nearest(query, limit) {
      assertVector(query, dimensions);
      // hnswlib throws when it is asked for more neighbours than it holds.
      const wanted = Math.min(limit, size);
      if (wanted === 0) return [];
      const { neighbors, distances } = graph.searchKnn(Array.from(query), wanted);
      return neighbors.map((label, i) => ({ label, similarity: 1 - (distances[i] ?? 1) }));
    },
  };
}
