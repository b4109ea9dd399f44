import { OpenAIEmbeddings } from "@langchain/openai";
import { ModelFault } from "./chat-model.ts";

export interface EmbedderSettings {
  readonly model: string;
  /** Absent for servers that want none. */
  readonly apiKey?: string | undefined;
  /** Another server that speaks as OpenAI does. */
  readonly baseUrl?: string | undefined;
}

const OPENAI = "https://api.openai.com/v1";

/** What one embeds texts with; every vector has the length 1 and as many numbers as the others. */
export interface Embedder {
  readonly model: string;
  /** A vector for each text, in their order, within so many milliseconds; throws a `ModelFault`. */
  embed(texts: readonly string[], withinMs: number): Promise<readonly Float32Array[]>;
}

/** An embedder behind OpenAI's interface; it tries nothing again by itself. */
export function createEmbedder({ model, apiKey, baseUrl }: EmbedderSettings): Embedder {
  const client = new OpenAIEmbeddings({
    model,
    // The client insists on a key.
    apiKey: apiKey ?? "none",
    maxRetries: 0,
    batchSize: Number.MAX_SAFE_INTEGER,
    stripNewLines: false,
    encodingFormat: "float",
    // Named even where it is the usual one: the libraries look for others in the environment.
    configuration: { baseURL: baseUrl ?? OPENAI, logLevel: "off" },
  });
  return {
    model,
    async embed(texts, withinMs) {
      try {
        const vectors = await inTime(client.embedDocuments([...texts]), withinMs);
        return checked(vectors, texts.length);
      } catch (cause) {
        throw cause instanceof ModelFault ? cause : new ModelFault("failed", { cause });
      }
    },
  };
}

/** The client cannot be ended: what comes too late is left to itself. */
async function inTime<T>(work: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ModelFault("late")), withinMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function checked(vectors: readonly (readonly number[])[], count: number): readonly Float32Array[] {
  const [{ length: dimensions } = []] = vectors;
  const isSound = (vector: readonly number[]) =>
    vector.length === dimensions && vector.every(Number.isFinite) && vector.some((n) => n !== 0);
  if (vectors.length !== count || !dimensions || !vectors.every(isSound))
    throw new ModelFault("malformed");
  return vectors.map((vector) => {
    const length = Math.hypot(...vector);
    return Float32Array.from(vector, (value) => value / length);
  });
}
