/** A part of a whole; the share is absent where the whole is nothing. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly share?: number;
}

/** The share that a count has in a whole. */
export function shareOf(count: number, of: number): Share {
  return { count, of, ...(of > 0 && { share: count / of }) };
}
