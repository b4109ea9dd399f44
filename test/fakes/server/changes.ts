/** Lets a test wait for something to become so, without sleeping. */
export interface Changes {
  /** Tells that something has changed. */
  readonly changed: () => void;
  /**
   * Resolves with what `probe` finds as soon as it finds something; it is asked now and after every
   * change. Rejects after `withinMs` of real time with what was waited for and the state as it is.
   */
  until<T>(
    probe: () => T | undefined | null | false,
    options?: { readonly withinMs?: number; readonly what?: string },
  ): Promise<T>;
}

export function createChanges(describe: () => string): Changes {
  const waiting = new Set<() => void>();
  return {
    changed: () => {
      for (const ask of [...waiting]) ask();
    },
    until: (probe, { withinMs = 10_000, what = String(probe) } = {}) =>
      new Promise((resolve, reject) => {
        const end = () => {
          waiting.delete(ask);
          clearTimeout(limit);
        };
        const ask = () => {
          try {
            const found = probe();
            if (found === undefined || found === null || found === false) return;
            end();
            resolve(found);
          } catch (error) {
            end();
            reject(error);
          }
        };
        const limit = setTimeout(() => {
          end();
          reject(new Error(`Waited ${withinMs} ms for ${what}\n${describe()}`));
        }, withinMs);
        waiting.add(ask);
        ask();
      }),
  };
}
