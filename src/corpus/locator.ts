/** Where in a source document a statement comes from. */
export interface Locator {
  readonly source: string;
  /** First printed page; absent where the source has no page numbers. */
  readonly page?: number;
  /** Last printed page of a span. */
  readonly lastPage?: number;
  readonly section?: string;
}

const LOCATOR =
  /^([a-z0-9][a-z0-9-]*|jgrants:[A-Za-z0-9]{1,18})(?:\s+p\.(\d+)(?:-(\d+))?)?(?:\s+(\S.*))?$/u;

/** Reads `okayama-2004 p.4-5 7(2)②` and `jgrants:a0W2x000007Zz 受付`; `undefined` when it is not a locator. */
export function parseLocator(text: string): Locator | undefined {
  const match = LOCATOR.exec(text.trim());
  if (!match?.[1]) return undefined;
  const [, source, page, lastPage, section] = match;
  return {
    source,
    ...(page && { page: Number(page) }),
    ...(lastPage && { lastPage: Number(lastPage) }),
    ...(section && { section }),
  };
}
